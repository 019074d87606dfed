using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>The transform of products into outputs, Aᵀ m A: the 2 by 2 outputs of each tile, joined to rows.</summary>
internal static unsafe class WinogradOutputs<T, TVector, TOps>
    where T : unmanaged, INumberBase<T>
    where TVector : struct
    where TOps : struct, IVectorOps<T, TVector>
{
    /// <summary>
    /// Sets rows [planes, 2, 2 · width] to the outputs for m [products, most, width], and adds 0 · y to odd [width] for each output y of a tile: that
    /// stays 0 as long as all are finite.
    /// </summary>
    /// <param name="m">The products.</param>
    /// <param name="product">The distance of neighbouring products.</param>
    /// <param name="planes">The planes.</param>
    /// <param name="width">The tiles, a multiple of a vector.</param>
    /// <param name="rows">The outputs.</param>
    /// <param name="odd">What is not finite.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(T* m, nint product, int planes, nint width, T* rows, T* odd)
    {
        for (var plane = 0; plane < planes; plane++, m += width, rows += 4 * width)
        {
            for (nint i = 0; i < width; i += TOps.Count)
            {
                var (a0, b0) = Along(m + i, 4 * product);
                var (a1, b1) = Along(m + i + product, 4 * product);
                var (a2, b2) = Along(m + i + (2 * product), 4 * product);
                var (a3, b3) = Along(m + i + (3 * product), 4 * product);
                var bad = Join(a0, a1, a2, a3, rows + (2 * i), TOps.Load(odd + i));
                TOps.Store(Join(b0, b1, b2, b3, rows + (2 * width) + (2 * i), bad), odd + i);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (TVector, TVector) Along(T* m, nint step)
    {
        TVector m1 = TOps.Load(m + step), m2 = TOps.Load(m + (2 * step));
        return (TOps.Add(TOps.Load(m), TOps.Add(m1, m2)), TOps.Subtract(TOps.Subtract(m1, m2), TOps.Load(m + (3 * step))));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Join(TVector m0, TVector m1, TVector m2, TVector m3, T* row, TVector odd)
    {
        TVector even = TOps.Add(m0, TOps.Add(m1, m2)), next = TOps.Subtract(TOps.Subtract(m1, m2), m3);
        var (low, high) = VectorPairs<T, TVector>.Join(even, next);
        TOps.Store(low, row);
        TOps.Store(high, row + TOps.Count);
        return TOps.MultiplyAdd(next, default, TOps.MultiplyAdd(even, default, odd));
    }
}
