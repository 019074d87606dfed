namespace AutoGrad.Graphs.Code.Helpers;

/// <summary>Pooling and sampling: weighted sums and maxima of windows.</summary>
internal static class WindowCode
{
    public static CodeHelper Taps { get; } = new(nameof(Taps), """
        // Which elements of an axis a place of another takes, and with what weights.
        private readonly record struct Taps(int Start, int Step, T[] Weights);
        """);

    public static CodeHelper Windows { get; } = new(nameof(Windows), """
        // Windows of one size; what lies in the padding is left out.
        private static Taps[] Windows(int from, int to, int window, int stride, int before, int dilation)
        {
            var taps = new Taps[to];
            for (var i = 0; i < to; i++)
            {
                var (start, first, count) = ((i * stride) - before, 0, 0);
                while (first < window && start + (first * dilation) < 0)
                    first++;
                while (first + count < window && start + ((first + count) * dilation) < from)
                    count++;
                var weights = new T[count];
                Array.Fill<T>(weights, 1);
                taps[i] = new(start + (first * dilation), dilation, weights);
            }
            return taps;
        }
        """, Taps);

    public static CodeHelper Parts { get; } = new(nameof(Parts), """
        // An axis cut into parts, of which the averages are taken.
        private static Taps[] Parts(int from, int to)
        {
            var taps = new Taps[to];
            for (var i = 0; i < to; i++)
            {
                var start = (int)((long)i * from / to);
                var weights = new T[(int)((((i + 1L) * from) + to - 1) / to) - start];
                Array.Fill(weights, (T)(1.0 / weights.Length));
                taps[i] = new(start, 1, weights);
            }
            return taps;
        }
        """, Taps);

    public static CodeHelper Nearest { get; } = new(nameof(Nearest), """
        // The element at its place, rounded down.
        private static Taps[] Nearest(int from, int to)
        {
            var taps = new Taps[to];
            for (var i = 0; i < to; i++)
                taps[i] = new((int)((long)i * from / to), 1, [1]);
            return taps;
        }
        """, Taps);

    public static CodeHelper Between { get; } = new(nameof(Between), """
        // The two elements around a place; one whose weight is 0 is left out.
        private static Taps[] Between(int from, int to, bool isAligned)
        {
            var taps = new Taps[to];
            for (var i = 0; i < to; i++)
            {
                var place = !isAligned ? Math.Max(0, ((i + 0.5) * from / to) - 0.5) : to == 1 ? 0 : (double)i * (from - 1) / (to - 1);
                var start = Math.Min((int)place, from - 1);
                taps[i] = new(start, 1, place == start || start == from - 1 ? [1] : [(T)(1 - (place - start)), (T)(place - start)]);
            }
            return taps;
        }
        """, Taps);

    public static CodeHelper Resample { get; } = new(nameof(Resample), """
        // Weighted sums along each spatial axis in turn, or the transpose of that.
        private static void Resample(ReadOnlySpan<T> x, ReadOnlySpan<int> own, bool isTransposed, Taps[][] taps, Span<T> y, ReadOnlySpan<int> shape)
        {
            var (from, outer) = (x.ToArray(), own[0] * own[1]);
            for (var axis = 2; axis < own.Length; axis++)
            {
                var inner = 1;
                for (var later = axis + 1; later < own.Length; later++)
                    inner *= own[later];
                var to = new T[outer * shape[axis] * inner];
                for (var o = 0; o < outer; o++)
                {
                    for (var i = 0; i < taps[axis - 2].Length; i++)
                    {
                        var (start, step, weights) = taps[axis - 2][i];
                        for (var k = 0; k < weights.Length; k++)
                        {
                            var (source, target) = isTransposed ? (i, start + (k * step)) : (start + (k * step), i);
                            for (var j = 0; j < inner; j++)
                                to[(((o * shape[axis]) + target) * inner) + j] += weights[k] * from[(((o * own[axis]) + source) * inner) + j];
                        }
                    }
                }
                (from, outer) = (to, outer * shape[axis]);
            }
            from.CopyTo(y);
        }
        """, Taps);

    public static CodeHelper MaxPlace { get; } = new(nameof(MaxPlace), """
        private static int MaxPlace(ReadOnlySpan<T> x, int start, int height, int width, Taps layer, Taps row, Taps column)
        {
            var best = -1;
            for (var i = 0; i < layer.Weights.Length; i++)
            {
                for (var j = 0; j < row.Weights.Length; j++)
                {
                    for (var k = 0; k < column.Weights.Length; k++)
                    {
                        var line = ((layer.Start + (i * layer.Step)) * height) + row.Start + (j * row.Step);
                        var place = start + (line * width) + column.Start + (k * column.Step);
                        if (best < 0 || x[place] > x[best] || (T.IsNaN(x[place]) && !T.IsNaN(x[best])))
                            best = place;
                    }
                }
            }
            return best;
        }
        """, Taps);

    public static CodeHelper MaxPlaces { get; } = new(nameof(MaxPlaces), """
        // The place of the largest element of each window, the first of those that tie, or of the first that is not a number.
        private static int[] MaxPlaces(ReadOnlySpan<T> x, int planes, int height, int width, Taps[] layers, Taps[] rows, Taps[] columns)
        {
            var (places, count) = (new int[planes * layers.Length * rows.Length * columns.Length], 0);
            for (var plane = 0; plane < planes; plane++)
            {
                foreach (var layer in layers)
                {
                    foreach (var row in rows)
                    {
                        foreach (var column in columns)
                            places[count++] = MaxPlace(x, plane * (x.Length / planes), height, width, layer, row, column);
                    }
                }
            }
            return places;
        }
        """, MaxPlace);

    public static CodeHelper Pick { get; } = new(nameof(Pick), """
        private static void Pick(ReadOnlySpan<T> x, int[] places, Span<T> y)
        {
            for (var i = 0; i < y.Length; i++)
                y[i] = x[places[i]];
        }
        """);

    public static CodeHelper AddAt { get; } = new(nameof(AddAt), """
        private static void AddAt(ReadOnlySpan<T> x, int[] places, Span<T> y)
        {
            for (var i = 0; i < x.Length; i++)
                y[places[i]] += x[i];
        }
        """);
}
