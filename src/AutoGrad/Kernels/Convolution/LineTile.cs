using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>
/// A line of outputs of one plane, four vectors at a time, c[i] = Σ a[aSteps[p]] · b[bSteps[p] + i]: for a plane that has no others to share its
/// source with. Each element is one chain of multiply-adds in the order of p.
/// </summary>
internal static unsafe class LineTile<T, TVector, TOps>
    where T : unmanaged
    where TVector : struct
    where TOps : struct, IVectorOps<T, TVector>
{
    /// <summary>The outputs of a step; so many are computed for the last ones as well.</summary>
    public static int Length => 4 * TOps.Count;

    // The caller owns all that is touched, with p below depth and i below the length rounded up to whole steps.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(T* a, int* aSteps, T* b, int* bSteps, T* c, nint length, nint depth)
    {
        for (nint i = 0; i < length; i += Length)
        {
            TVector c0 = default, c1 = default, c2 = default, c3 = default;
            for (nint p = 0; p < depth; p++)
            {
                var x = TOps.Broadcast(a[aSteps[p]]);
                var from = b + bSteps[p] + i;
                c0 = TOps.MultiplyAdd(x, TOps.Load(from), c0);
                c1 = TOps.MultiplyAdd(x, TOps.Load(from + TOps.Count), c1);
                c2 = TOps.MultiplyAdd(x, TOps.Load(from + (2 * TOps.Count)), c2);
                c3 = TOps.MultiplyAdd(x, TOps.Load(from + (3 * TOps.Count)), c3);
            }

            TOps.Store(c0, c + i);
            TOps.Store(c1, c + i + TOps.Count);
            TOps.Store(c2, c + i + (2 * TOps.Count));
            TOps.Store(c3, c + i + (3 * TOps.Count));
        }
    }
}
