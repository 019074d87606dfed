namespace AutoGrad.Graphs.Code;

/// <summary>Methods that are written below a program where it needs them.</summary>
internal static class CodeHelpers
{
    public const string Place = """
        // Where the element i of a shape lies in a value that broadcasts to it.
        private static int Place(int i, ReadOnlySpan<int> shape, ReadOnlySpan<int> own)
        {
            var (place, step) = (0, 1);
            for (var axis = 1; axis <= own.Length; axis++)
            {
                place += own[^axis] == 1 ? 0 : i % shape[^axis] * step;
                i /= shape[^axis];
                step *= own[^axis];
            }
            return place;
        }
        """;

    public const string Stretch = """
        private static void Stretch(ReadOnlySpan<T> x, ReadOnlySpan<int> own, Span<T> y, ReadOnlySpan<int> shape)
        {
            for (var i = 0; i < y.Length; i++)
                y[i] = x[Place(i, shape, own)];
        }
        """;

    public const string Reduce = """
        private static void Reduce(ReadOnlySpan<T> x, ReadOnlySpan<int> shape, ReadOnlySpan<int> axes, T first, Func<T, T, T> combine, Span<T> y)
        {
            y.Fill(first);
            for (var i = 0; i < x.Length; i++)
            {
                var (rest, place, step) = (i, 0, 1);
                for (var axis = shape.Length - 1; axis >= 0; axis--)
                {
                    if (!axes.Contains(axis))
                    {
                        place += rest % shape[axis] * step;
                        step *= shape[axis];
                    }
                    rest /= shape[axis];
                }
                y[place] = combine(y[place], x[i]);
            }
        }
        """;

    public const string MatMul = """
        private static void MatMul(ReadOnlySpan<T> a, ReadOnlySpan<int> shapeA, ReadOnlySpan<T> b, ReadOnlySpan<int> shapeB, bool transposeA, bool transposeB, Span<T> y, ReadOnlySpan<int> shape)
        {
            var (m, n, k) = (shape[^2], shape[^1], transposeA ? shapeA[^2] : shapeA[^1]);
            for (var batch = 0; batch < y.Length / Math.Max(m * n, 1); batch++)
            {
                var (startA, startB) = (Place(batch, shape[..^2], shapeA[..^2]) * m * k, Place(batch, shape[..^2], shapeB[..^2]) * k * n);
                var c = y.Slice(batch * m * n, m * n);
                c.Clear();
                for (var i = 0; i < m; i++)
                {
                    for (var p = 0; p < k; p++)
                    {
                        var left = a[startA + (transposeA ? (p * m) + i : (i * k) + p)];
                        for (var j = 0; j < n; j++)
                            c[(i * n) + j] += left * b[startB + (transposeB ? (j * k) + p : (p * n) + j)];
                    }
                }
            }
        }
        """;

    public const string Permute = """
        private static void Permute(ReadOnlySpan<T> x, ReadOnlySpan<int> own, ReadOnlySpan<int> permutation, Span<T> y, ReadOnlySpan<int> shape)
        {
            for (var i = 0; i < y.Length; i++)
            {
                var (rest, place) = (i, 0);
                for (var axis = shape.Length - 1; axis >= 0; axis--)
                {
                    var step = 1;
                    for (var later = permutation[axis] + 1; later < own.Length; later++)
                        step *= own[later];
                    place += rest % shape[axis] * step;
                    rest /= shape[axis];
                }
                y[i] = x[place];
            }
        }
        """;

    public const string Slice = """
        private static void Slice(ReadOnlySpan<T> x, ReadOnlySpan<int> own, ReadOnlySpan<int> starts, ReadOnlySpan<int> steps, Span<T> y, ReadOnlySpan<int> shape)
        {
            for (var i = 0; i < y.Length; i++)
            {
                var (rest, place, step) = (i, 0, 1);
                for (var axis = shape.Length - 1; axis >= 0; axis--)
                {
                    place += (starts[axis] + (rest % shape[axis] * steps[axis])) * step;
                    rest /= shape[axis];
                    step *= own[axis];
                }
                y[i] = x[place];
            }
        }
        """;

    public const string Unslice = """
        private static void Unslice(ReadOnlySpan<T> x, ReadOnlySpan<int> own, ReadOnlySpan<int> starts, ReadOnlySpan<int> steps, Span<T> y, ReadOnlySpan<int> shape)
        {
            y.Clear();
            for (var i = 0; i < x.Length; i++)
            {
                var (rest, place, step) = (i, 0, 1);
                for (var axis = shape.Length - 1; axis >= 0; axis--)
                {
                    place += (starts[axis] + (rest % own[axis] * steps[axis])) * step;
                    rest /= own[axis];
                    step *= shape[axis];
                }
                y[place] = x[i];
            }
        }
        """;

    public const string RequireFinite = """
        private static void RequireFinite(ReadOnlySpan<T> x, ReadOnlySpan<int> own, Span<T> y, ReadOnlySpan<int> shape)
        {
            if (!T.IsFinite(x[0]))
                throw new ArithmeticException($"needs a finite loss, got {x[0]}");
            x.CopyTo(y);
        }
        """;

    public const string Softmax = """
        private static void Softmax(ReadOnlySpan<T> x, ReadOnlySpan<int> shape, int axis, Span<T> y, ReadOnlySpan<int> same)
        {
            LogSoftmax(x, shape, axis, y, same);
            TensorPrimitives.Exp<T>(y, y);
        }
        """;

    public const string LogSoftmax = """
        private static void LogSoftmax(ReadOnlySpan<T> x, ReadOnlySpan<int> shape, int axis, Span<T> y, ReadOnlySpan<int> same)
        {
            var (length, inner) = (shape[axis], 1);
            for (var later = axis + 1; later < shape.Length; later++)
                inner *= shape[later];
            for (var line = 0; line < x.Length / Math.Max(length, 1); line++)
            {
                var start = (line / inner * length * inner) + (line % inner);
                var (largest, sum) = (T.NegativeInfinity, (T)0);
                for (var i = 0; i < length; i++)
                    largest = T.Max(largest, x[start + (i * inner)]);
                for (var i = 0; i < length; i++)
                    sum += T.Exp(x[start + (i * inner)] - largest);
                for (var i = 0; i < length; i++)
                    y[start + (i * inner)] = x[start + (i * inner)] - largest - T.Log(sum);
            }
        }
        """;

    public const string LogSumExp = """
        private static void LogSumExp(ReadOnlySpan<T> x, ReadOnlySpan<int> own, ReadOnlySpan<int> axes, Span<T> y, ReadOnlySpan<int> shape)
        {
            var largest = new T[y.Length];
            Reduce(x, own, axes, T.NegativeInfinity, (a, b) => T.Max(a, b), largest);
            for (var i = 0; i < largest.Length; i++)
                largest[i] = T.IsFinite(largest[i]) ? largest[i] : 0;
            y.Clear();
            for (var i = 0; i < x.Length; i++)
            {
                var (rest, place, step) = (i, 0, 1);
                for (var axis = own.Length - 1; axis >= 0; axis--)
                {
                    if (!axes.Contains(axis))
                    {
                        place += rest % own[axis] * step;
                        step *= own[axis];
                    }
                    rest /= own[axis];
                }
                y[place] += T.Exp(x[i] - largest[place]);
            }
            for (var i = 0; i < y.Length; i++)
                y[i] = T.Log(y[i]) + largest[i];
        }
        """;

    public const string Variance = """
        private static void Variance(ReadOnlySpan<T> x, ReadOnlySpan<int> own, int axis, double correction, Span<T> y, ReadOnlySpan<int> shape)
        {
            var (length, inner) = (own[axis], 1);
            for (var later = axis + 1; later < own.Length; later++)
                inner *= own[later];
            for (var line = 0; line < y.Length; line++)
            {
                var start = (line / inner * length * inner) + (line % inner);
                var (mean, sum) = ((T)0, (T)0);
                for (var i = 0; i < length; i++)
                    mean += x[start + (i * inner)] / length;
                for (var i = 0; i < length; i++)
                    sum += (x[start + (i * inner)] - mean) * (x[start + (i * inner)] - mean);
                y[line] = sum / (T)Math.Max(0, length - correction);
            }
        }
        """;

    public const string Insert = """
        private static void Insert(ReadOnlySpan<T> x, ReadOnlySpan<int> own, int axis, int start, Span<T> y, ReadOnlySpan<int> shape)
        {
            var inner = 1;
            for (var later = axis + 1; later < own.Length; later++)
                inner *= own[later];
            for (var i = 0; i < x.Length; i++)
                y[(((i / inner / own[axis] * shape[axis]) + start + (i / inner % own[axis])) * inner) + (i % inner)] = x[i];
        }
        """;

    public const string Gather = """
        private static void Gather(ReadOnlySpan<T> x, ReadOnlySpan<int> own, ReadOnlySpan<T> indices, ReadOnlySpan<int> of, int axis, Span<T> y, ReadOnlySpan<int> shape)
        {
            var inner = 1;
            for (var later = axis + 1; later < own.Length; later++)
                inner *= own[later];
            for (var i = 0; i < y.Length; i++)
                y[i] = x[(((i / inner / shape[axis] * own[axis]) + (int)indices[i]) * inner) + (i % inner)];
        }
        """;

    public const string ScatterAdd = """
        private static void ScatterAdd(ReadOnlySpan<T> x, ReadOnlySpan<int> own, ReadOnlySpan<T> indices, ReadOnlySpan<int> of, int axis, Span<T> y, ReadOnlySpan<int> shape)
        {
            var inner = 1;
            for (var later = axis + 1; later < own.Length; later++)
                inner *= own[later];
            y.Clear();
            for (var i = 0; i < x.Length; i++)
                y[(((i / inner / own[axis] * shape[axis]) + (int)indices[i]) * inner) + (i % inner)] += x[i];
        }
        """;

    /// <summary>What the helpers themselves call.</summary>
    public static IEnumerable<string> Needed(IEnumerable<string> helpers)
    {
        HashSet<string> all = [.. helpers];
        if (all.Contains(Softmax))
            all.Add(LogSoftmax);
        if (all.Contains(LogSumExp))
            all.Add(Reduce);
        if (all.Contains(Stretch) || all.Contains(MatMul))
            all.Add(Place);
        return all.OrderBy(NameOf, StringComparer.Ordinal);
    }

    public static string NameOf(string helper)
    {
        const string Start = "private static ";
        var name = helper[(helper.IndexOf(Start, StringComparison.Ordinal) + Start.Length)..helper.IndexOf('(', helper.IndexOf(Start, StringComparison.Ordinal))];
        return name[(name.LastIndexOf(' ') + 1)..];
    }
}
