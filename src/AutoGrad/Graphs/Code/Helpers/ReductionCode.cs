namespace AutoGrad.Graphs.Code.Helpers;

/// <summary>What makes one number of several.</summary>
internal static class ReductionCode
{
    public static CodeHelper Reduce { get; } = new(nameof(Reduce), """
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
        """);

    public static CodeHelper LogSumExp { get; } = new(nameof(LogSumExp), """
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
        """, Reduce);

    public static CodeHelper LogSoftmax { get; } = new(nameof(LogSoftmax), """
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
        """);

    public static CodeHelper Softmax { get; } = new(nameof(Softmax), """
        private static void Softmax(ReadOnlySpan<T> x, ReadOnlySpan<int> shape, int axis, Span<T> y, ReadOnlySpan<int> same)
        {
            LogSoftmax(x, shape, axis, y, same);
            TensorPrimitives.Exp<T>(y, y);
        }
        """, LogSoftmax);

    public static CodeHelper Variance { get; } = new(nameof(Variance), """
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
        """);

    public static CodeHelper Norm { get; } = new(nameof(Norm), """
        // (Σ |x|ᵖ)^(1/p), scaled so that no power overflows or vanishes that matters.
        private static void Norm(ReadOnlySpan<T> x, int length, int inner, double order, Span<T> y)
        {
            for (var line = 0; line < y.Length && length > 0; line++)
            {
                var start = (line / inner * length * inner) + (line % inner);
                var (scale, sum) = (T.Abs(x[start]), (T)0);
                for (var i = 1; i < length; i++)
                    scale = order > 0 ? T.Max(scale, T.Abs(x[start + (i * inner)])) : T.Min(scale, T.Abs(x[start + (i * inner)]));
                for (var i = 0; i < length; i++)
                    sum += T.Pow(T.Abs(x[start + (i * inner)]) / scale, (T)order);
                y[line] = scale == 0 || !T.IsFinite(scale) ? scale : scale * T.Pow(sum, (T)(1 / order));
            }
        }
        """);

    public static CodeHelper RequireFinite { get; } = new(nameof(RequireFinite), """
        private static void RequireFinite(ReadOnlySpan<T> x, ReadOnlySpan<int> own, Span<T> y, ReadOnlySpan<int> shape)
        {
            if (!T.IsFinite(x[0]))
                throw new ArithmeticException($"needs a finite loss, got {x[0]}");
            x.CopyTo(y);
        }
        """);
}
