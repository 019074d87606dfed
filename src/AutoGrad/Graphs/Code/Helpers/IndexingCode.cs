namespace AutoGrad.Graphs.Code.Helpers;

/// <summary>What finds elements by indices.</summary>
internal static class IndexingCode
{
    public static CodeHelper Gather { get; } = new(nameof(Gather), """
        private static void Gather(ReadOnlySpan<T> x, ReadOnlySpan<int> own, ReadOnlySpan<T> indices, ReadOnlySpan<int> of, int axis, Span<T> y, ReadOnlySpan<int> shape)
        {
            var inner = 1;
            for (var later = axis + 1; later < own.Length; later++)
                inner *= own[later];
            for (var i = 0; i < y.Length; i++)
                y[i] = x[(((i / inner / shape[axis] * own[axis]) + (int)indices[i]) * inner) + (i % inner)];
        }
        """);

    public static CodeHelper ScatterAdd { get; } = new(nameof(ScatterAdd), """
        private static void ScatterAdd(ReadOnlySpan<T> x, ReadOnlySpan<int> own, ReadOnlySpan<T> indices, ReadOnlySpan<int> of, int axis, Span<T> y, ReadOnlySpan<int> shape)
        {
            var inner = 1;
            for (var later = axis + 1; later < own.Length; later++)
                inner *= own[later];
            y.Clear();
            for (var i = 0; i < x.Length; i++)
                y[(((i / inner / own[axis] * shape[axis]) + (int)indices[i]) * inner) + (i % inner)] += x[i];
        }
        """);

    public static CodeHelper Scatter { get; } = new(nameof(Scatter), """
        // Of several elements for one place, the last is written.
        private static void Scatter(ReadOnlySpan<T> x, ReadOnlySpan<T> indices, ReadOnlySpan<T> updates, int length, int inner, int count, Span<T> y)
        {
            x.CopyTo(y);
            for (var i = 0; i < updates.Length; i++)
                y[(((i / inner / count * length) + (int)indices[i]) * inner) + (i % inner)] = updates[i];
        }
        """);

    public static CodeHelper LastWrites { get; } = new(nameof(LastWrites), """
        // 1 for each index that no later one along the axis repeats.
        private static void LastWrites(ReadOnlySpan<T> indices, int count, int inner, int length, Span<T> y)
        {
            var isWritten = new bool[count == 0 ? 0 : indices.Length / count * length];
            for (var i = indices.Length - 1; i >= 0; i--)
            {
                ref var place = ref isWritten[(((i / inner / count * length) + (int)indices[i]) * inner) + (i % inner)];
                y[i] = place ? 0 : 1;
                place = true;
            }
        }
        """);

    public static CodeHelper Whole { get; } = new(nameof(Whole), """
        private static int[] Whole(ReadOnlySpan<T> x)
        {
            var numbers = new int[x.Length];
            for (var i = 0; i < numbers.Length; i++)
                numbers[i] = (int)x[i];
            return numbers;
        }
        """);

    public static CodeHelper Take { get; } = new(nameof(Take), """
        // Whole rows along an axis, by their numbers.
        private static void Take(ReadOnlySpan<T> x, int length, int inner, ReadOnlySpan<int> rows, Span<T> y)
        {
            for (var i = 0; i < y.Length; i++)
                y[i] = x[(((i / inner / rows.Length * length) + rows[i / inner % rows.Length]) * inner) + (i % inner)];
        }
        """);

    public static CodeHelper Untake { get; } = new(nameof(Untake), """
        // Adds whole rows along an axis at their numbers.
        private static void Untake(ReadOnlySpan<T> x, int length, int inner, ReadOnlySpan<int> rows, Span<T> y)
        {
            for (var i = 0; i < x.Length; i++)
                y[(((i / inner / rows.Length * length) + rows[i / inner % rows.Length]) * inner) + (i % inner)] += x[i];
        }
        """);

    public static CodeHelper Compress { get; } = new(nameof(Compress), """
        // The elements where a mask is not 0.
        private static void Compress(ReadOnlySpan<T> x, ReadOnlySpan<T> mask, Span<T> y)
        {
            var count = 0;
            for (var i = 0; i < x.Length; i++)
            {
                if (mask[i] != 0)
                    y[count++] = x[i];
            }
        }
        """);

    public static CodeHelper Expand { get; } = new(nameof(Expand), """
        // Puts elements where a mask is not 0.
        private static void Expand(ReadOnlySpan<T> x, ReadOnlySpan<T> mask, Span<T> y)
        {
            var count = 0;
            for (var i = 0; i < y.Length; i++)
                y[i] = mask[i] != 0 ? x[count++] : 0;
        }
        """);
}
