using System.Numerics;

namespace AutoGrad.Kernels;

/// <summary>
/// The places of elements in their order along the middle one of three axes, [outer, length, inner]. Elements that are equal, such as 0 and
/// -0, keep their order, and NaN counts as larger than all others.
/// </summary>
internal static class Ordering
{
    // Up to here, keeping the best of what was seen beats sorting everything.
    private const int FewPlaces = 64;

    /// <summary>The places of the first count elements in ascending or descending order, [outer, count, inner].</summary>
    public static void Sort<T>(ReadOnlySpan<T> x, Span<T> y, int outer, int length, int count, int inner, bool descending)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!y.IsEmpty)
            PassSplit.Run(new Tile<T> { A = x }, y, outer * inner, length, new SortPass<T>(length, count, inner, descending));
    }

    /// <summary>The place of the median, the lower of two in the middle, or of the first NaN, [outer, inner].</summary>
    public static void Median<T>(ReadOnlySpan<T> x, Span<T> y, int outer, int length, int inner)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        PassSplit.Run(new Tile<T> { A = x }, y, outer * inner, length, new MedianPass<T>(length, inner));

    private static void KeepFirst<T>(ReadOnlySpan<T> x, int stride, int length, bool descending, Span<Place> best)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (best.IsEmpty)
            return;
        var kept = 0;
        for (var k = 0; k < length; k++)
        {
            var place = Place.Of(x[k * stride], k, descending);
            if (kept == best.Length && place.CompareTo(best[^1]) >= 0)
                continue;
            kept = Math.Min(kept + 1, best.Length);
            var at = kept - 1;
            for (; at > 0 && place.CompareTo(best[at - 1]) < 0; at--)
                best[at] = best[at - 1];
            best[at] = place;
        }
    }

    private readonly struct SortPass<T>(int length, int count, int inner, bool descending) : IPass<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public void Run(in Tile<T> x, Span<T> y, int start, int end)
        {
            using var rented = new RentedSpan<Place>(length);
            var places = rented.Span;
            for (var line = start; line < end; line++)
            {
                var (o, i) = (line / inner, line % inner);
                var values = x.A[((o * length * inner) + i)..];
                if (count <= FewPlaces && count < length / 8)
                {
                    KeepFirst(values, inner, length, descending, places[..count]);
                }
                else
                {
                    for (var k = 0; k < length; k++)
                        places[k] = Place.Of(values[k * inner], k, descending);
                    places.Sort();
                }
                for (var k = 0; k < count; k++)
                    y[(((o * count) + k) * inner) + i] = T.CreateTruncating(places[k].Index);
            }
        }
    }

    private readonly struct MedianPass<T>(int length, int inner) : IPass<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public void Run(in Tile<T> x, Span<T> y, int start, int end)
        {
            using var rented = new RentedSpan<Place>(length);
            var places = rented.Span;
            for (var line = start; line < end; line++)
            {
                var values = x.A[((line / inner * length * inner) + (line % inner))..];
                var nan = -1;
                for (var k = 0; k < length; k++)
                {
                    places[k] = Place.Of(values[k * inner], k, descending: false);
                    if (nan < 0 && T.IsNaN(values[k * inner]))
                        nan = k;
                }
                if (nan < 0)
                    places.Sort();
                y[line] = T.CreateTruncating(nan < 0 ? places[(length - 1) / 2].Index : nan);
            }
        }
    }
}
