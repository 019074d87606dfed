using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>The fold of each window of a <see cref="PairPlan"/>: rows first, then columns, as <see cref="WindowFolds{T, TVector, TLanes, TFold}"/> folds.</summary>
internal static unsafe class PairFolds<T, TVector, TLanes, TFold>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TVector : struct
    where TLanes : struct, IWindowLanes<T, TVector>
    where TFold : struct, IWindowFold<T, TVector>
{
    /// <summary>Sets rows of windows, counted over all planes, from the first to before the last.</summary>
    // The caller owns the planes of x and of y in which these rows lie, and a vector is no longer than plan.Windows: the last one of a row is moved
    // back to end with it, and folds some windows a second time, to the same.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(T* x, T* y, PairPlan plan, int first, int last)
    {
        nint count = plan.Windows, end = count - TLanes.Count, below = plan.Columns;
        var isTall = plan.Rows > 1;
        for (var row = first; row < last; row++)
        {
            var from = x + plan.StartOf(row);
            var to = y + (row * count);
            for (nint i = 0; i < count; i += TLanes.Count)
            {
                var at = Math.Min(i, end);
                var place = from + (2 * at);
                TVector left = TLanes.Load(place), right = TLanes.Load(place + TLanes.Count);
                if (isTall)
                {
                    left = TFold.Fold(TLanes.Load(place + below), left);
                    right = TFold.Fold(TLanes.Load(place + below + TLanes.Count), right);
                }

                TLanes.Store(TFold.Fold(TLanes.Second(left, right), TLanes.First(left, right)), to + at);
            }
        }
    }
}
