using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>The transposes of sums and of largest elements over the windows of a <see cref="PairPlan"/>.</summary>
internal static unsafe class PairSpread<T, TVector, TLanes>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TVector : struct
    where TLanes : struct, IWindowLanes<T, TVector>
{
    // The caller owns the planes in which rows of windows from the first to before the last lie, and a vector is no longer than plan.Windows: the
    // last one of a row is moved back to end with it, and writes some elements a second time, to the same.

    /// <summary>Sets each element of x to that of its window in y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(T* y, T* x, PairPlan plan, int first, int last)
    {
        nint count = plan.Windows, end = count - TLanes.Count, below = plan.Columns;
        var isTall = plan.Rows > 1;
        for (var row = first; row < last; row++)
        {
            var from = y + (row * count);
            var to = x + plan.StartOf(row);
            for (nint i = 0; i < count; i += TLanes.Count)
            {
                var at = Math.Min(i, end);
                var value = TLanes.Load(from + at);
                TLanes.StorePairs(value, value, to + (2 * at));
                if (isTall)
                    TLanes.StorePairs(value, value, to + (2 * at) + below);
            }

            if (plan.HasRest)
                plan.ClearRest(to, row);
        }
    }

    /// <summary>Sets the element of y at the largest one of x in each window to that of v, the others to 0. Of equal ones it is the first, row by row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void RunToLargest(T* x, T* v, T* y, PairPlan plan, int first, int last)
    {
        nint count = plan.Windows, end = count - TLanes.Count, below = plan.Columns;
        var isTall = plan.Rows > 1;
        for (var row = first; row < last; row++)
        {
            var start = plan.StartOf(row);
            for (nint i = 0; i < count; i += TLanes.Count)
            {
                var at = Math.Min(i, end);
                T* from = x + start + (2 * at), to = y + start + (2 * at);
                TVector left = TLanes.Load(from), right = TLanes.Load(from + TLanes.Count);
                TVector a = TLanes.First(left, right), b = TLanes.Second(left, right);
                var isSecond = TLanes.Beats(b, a);
                TVector zero = default, rest = TLanes.Load(v + (row * count) + at);
                if (isTall)
                {
                    left = TLanes.Load(from + below);
                    right = TLanes.Load(from + below + TLanes.Count);
                    TVector largest = TLanes.Select(isSecond, b, a), c = TLanes.First(left, right), d = TLanes.Second(left, right);
                    var isThird = TLanes.Beats(c, largest);
                    var isFourth = TLanes.Beats(d, TLanes.Select(isThird, c, largest));
                    var own = TLanes.Select(isFourth, rest, zero);
                    rest = TLanes.Select(isFourth, zero, rest);
                    TLanes.StorePairs(TLanes.Select(isThird, rest, zero), own, to + below);
                    rest = TLanes.Select(isThird, zero, rest);
                }

                TLanes.StorePairs(TLanes.Select(isSecond, zero, rest), TLanes.Select(isSecond, rest, zero), to);
            }

            if (plan.HasRest)
                plan.ClearRest(y + start, row);
        }
    }
}
