namespace AutoGrad.Graphs.Code.Helpers;

/// <summary>What moves elements by their places.</summary>
internal static class ShapingCode
{
    public static CodeHelper Place { get; } = new(nameof(Place), """
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
        """);

    public static CodeHelper Stretch { get; } = new(nameof(Stretch), """
        private static void Stretch(ReadOnlySpan<T> x, ReadOnlySpan<int> own, Span<T> y, ReadOnlySpan<int> shape)
        {
            for (var i = 0; i < y.Length; i++)
                y[i] = x[Place(i, shape, own)];
        }
        """, Place);

    public static CodeHelper Permute { get; } = new(nameof(Permute), """
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
        """);

    public static CodeHelper Slice { get; } = new(nameof(Slice), """
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
        """);

    public static CodeHelper Put { get; } = new(nameof(Put), """
        // Puts the elements of x into y, from starts on in steps.
        private static void Put(ReadOnlySpan<T> x, ReadOnlySpan<int> own, ReadOnlySpan<int> starts, ReadOnlySpan<int> steps, Span<T> y, ReadOnlySpan<int> shape)
        {
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
        """);

    public static CodeHelper Insert { get; } = new(nameof(Insert), """
        private static void Insert(ReadOnlySpan<T> x, ReadOnlySpan<int> own, int axis, int start, Span<T> y, ReadOnlySpan<int> shape)
        {
            var inner = 1;
            for (var later = axis + 1; later < own.Length; later++)
                inner *= own[later];
            for (var i = 0; i < x.Length; i++)
                y[(((i / inner / own[axis] * shape[axis]) + start + (i / inner % own[axis])) * inner) + (i % inner)] = x[i];
        }
        """);

    public static CodeHelper Roll { get; } = new(nameof(Roll), """
        private static void Roll(ReadOnlySpan<T> x, int length, int inner, int shift, Span<T> y)
        {
            for (var start = 0; start < x.Length; start += length * inner)
            {
                var line = x.Slice(start, length * inner);
                line[..^(shift * inner)].CopyTo(y[(start + (shift * inner))..]);
                line[^(shift * inner)..].CopyTo(y[start..]);
            }
        }
        """);

    public static CodeHelper Triangle { get; } = new(nameof(Triangle), """
        // The elements of matrices on one side of a diagonal; the others are 0.
        private static void Triangle(ReadOnlySpan<T> x, ReadOnlySpan<int> own, int offset, bool isUpper, Span<T> y, ReadOnlySpan<int> shape)
        {
            for (var i = 0; i < x.Length; i++)
            {
                var distance = (i % own[^1]) - (i / own[^1] % own[^2]);
                y[i] = (isUpper ? distance >= offset : distance <= offset) ? x[i] : 0;
            }
        }
        """);
}
