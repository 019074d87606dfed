namespace AutoGrad.Graphs.Code.Helpers;

/// <summary>What depends on the order of elements along an axis: cumulative results, places of the best, sorting.</summary>
internal static class OrderCode
{
    public static CodeHelper Cumulate { get; } = new(nameof(Cumulate), """
        // Each element of y from those of x up to it along an axis, or, backwards, from it on.
        private static void Cumulate(ReadOnlySpan<T> x, int length, int inner, bool backwards, Func<T, T, T> combine, Span<T> y)
        {
            x.CopyTo(y);
            for (var i = 0; i < y.Length; i++)
            {
                var at = backwards ? y.Length - 1 - i : i;
                if (i / inner % length > 0)
                    y[at] = combine(y[backwards ? at + inner : at - inner], x[at]);
            }
        }
        """);

    public static CodeHelper Recur { get; } = new(nameof(Recur), """
        // y[k] = a[k - 1] y[k - 1] + b[k] along an axis, or backwards y[k] = a[k] y[k + 1] + b[k]; a is shorter than b by one.
        private static void Recur(ReadOnlySpan<T> a, ReadOnlySpan<T> b, int length, int inner, bool backwards, Span<T> y)
        {
            b.CopyTo(y);
            for (var i = 0; i < y.Length; i++)
            {
                if (i / inner % length == 0)
                    continue;
                var at = backwards ? y.Length - 1 - i : i;
                var row = (at / inner) - (at / inner / length) - (backwards ? 0 : 1);
                y[at] += a[(row * inner) + (at % inner)] * y[backwards ? at + inner : at - inner];
            }
        }
        """);

    public static CodeHelper CumulativeLogSumExp { get; } = new(nameof(CumulativeLogSumExp), """
        // The sum is that of exp(x - largest), scaled again whenever the largest rises. Equal infinities have no difference.
        private static void CumulativeLogSumExp(ReadOnlySpan<T> x, int length, int inner, Span<T> y)
        {
            for (var line = 0; line < x.Length / Math.Max(length, 1); line++)
            {
                var (at, largest, sum) = ((line / inner * length * inner) + (line % inner), T.NegativeInfinity, (T)0);
                for (var i = 0; i < length; i++, at += inner)
                {
                    if (x[at] > largest)
                        (largest, sum) = (x[at], (sum * T.Exp(largest - x[at])) + 1);
                    else
                        sum += x[at] == largest ? 1 : T.Exp(x[at] - largest);
                    y[at] = largest + T.Log(sum);
                }
            }
        }
        """);

    public static CodeHelper BestPlaces { get; } = new(nameof(BestPlaces), """
        // The place along an axis of the element that beats all others, the first of those that tie, or of the first that is not a number.
        private static void BestPlaces(ReadOnlySpan<T> x, int length, int inner, Func<T, T, bool> beats, Span<T> y)
        {
            for (var line = 0; line < y.Length; line++)
            {
                var (start, best) = ((line / inner * length * inner) + (line % inner), 0);
                for (var i = 1; i < length; i++)
                {
                    var (value, other) = (x[start + (i * inner)], x[start + (best * inner)]);
                    if (beats(value, other) || (T.IsNaN(value) && !T.IsNaN(other)))
                        best = i;
                }
                y[line] = best;
            }
        }
        """);

    public static CodeHelper RunningPlaces { get; } = new(nameof(RunningPlaces), """
        // The place of the best element so far along an axis, the last of those that tie, or of the last that is not a number.
        private static void RunningPlaces(ReadOnlySpan<T> x, int length, int inner, Func<T, T, bool> isNoWorse, Span<T> y)
        {
            for (var line = 0; line < x.Length / Math.Max(length, 1); line++)
            {
                var (start, best) = ((line / inner * length * inner) + (line % inner), 0);
                for (var i = 0; i < length; i++)
                {
                    var (value, other) = (x[start + (i * inner)], x[start + (best * inner)]);
                    if (T.IsNaN(value) || (!T.IsNaN(other) && isNoWorse(value, other)))
                        best = i;
                    y[start + (i * inner)] = best;
                }
            }
        }
        """);

    public static CodeHelper Order { get; } = new(nameof(Order), """
        // The places of the elements of a line in their order. Equal ones keep theirs, and what is not a number is the largest.
        private static int[] Order(ReadOnlySpan<T> x, int start, int length, int inner, bool descending)
        {
            var (line, places) = (new T[length], new int[length]);
            for (var i = 0; i < length; i++)
                (line[i], places[i]) = (x[start + (i * inner)], i);
            Array.Sort(places, (i, j) =>
            {
                var (a, b) = (line[i], line[j]);
                var sign = T.IsNaN(a) || T.IsNaN(b) ? T.IsNaN(a).CompareTo(T.IsNaN(b)) : a.CompareTo(b);
                return sign == 0 ? i - j : descending ? -sign : sign;
            });
            return places;
        }
        """);

    public static CodeHelper ArgSort { get; } = new(nameof(ArgSort), """
        private static void ArgSort(ReadOnlySpan<T> x, int length, int inner, int count, bool descending, Span<T> y)
        {
            for (var line = 0; line < x.Length / Math.Max(length, 1); line++)
            {
                var places = Order(x, (line / inner * length * inner) + (line % inner), length, inner, descending);
                for (var i = 0; i < count; i++)
                    y[(((line / inner * count) + i) * inner) + (line % inner)] = places[i];
            }
        }
        """, Order);

    public static CodeHelper MedianPlaces { get; } = new(nameof(MedianPlaces), """
        // The place of the lower one of two in the middle, or of the first that is not a number.
        private static void MedianPlaces(ReadOnlySpan<T> x, int length, int inner, Span<T> y)
        {
            for (var line = 0; line < y.Length; line++)
            {
                var start = (line / inner * length * inner) + (line % inner);
                y[line] = Order(x, start, length, inner, false)[(length - 1) / 2];
                for (var i = length - 1; i >= 0; i--)
                    y[line] = T.IsNaN(x[start + (i * inner)]) ? i : y[line];
            }
        }
        """, Order);
}
