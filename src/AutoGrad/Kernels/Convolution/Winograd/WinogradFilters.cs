using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>The transform of filters, G g Gᵀ: u[product, plane, channel].</summary>
internal static unsafe class WinogradFilters<T, TVector, TOps>
    where T : unmanaged, INumberBase<T>
    where TVector : struct
    where TOps : struct, IVectorOps<T, TVector>
{
    /// <summary>The elements between planes.</summary>
    public static nint Pitch(int channels) => ((nint)channels + TOps.Count - 1) / TOps.Count * TOps.Count;

    /// <summary>Transforms the filters of one plane.</summary>
    /// <param name="filters">The filters.</param>
    /// <param name="group">The group.</param>
    /// <param name="plane">The plane in its group.</param>
    /// <param name="channels">The channels of the group.</param>
    /// <param name="u">The plane's first product, [pitch of channels].</param>
    /// <param name="product">The distance of products.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(WinogradTaps<T> filters, int group, int plane, int channels, T* u, nint product)
    {
        const int Taps = WinogradTaps<T>.Taps;
        var pitch = Pitch(channels);
        var taps = Scratch.Get<T>(Taps * pitch);
        BlockTransposition.Run(filters.At(group, plane), filters.Channel, taps, pitch, channels, Taps);
        var half = TOps.Broadcast(T.One / (T.One + T.One));
        // A filter that is turned has its last tap first.
        var first = filters.IsTurned ? taps + ((Taps - 1) * pitch) : taps;
        var step = filters.IsTurned ? -pitch : pitch;
        for (nint i = 0; i < channels; i += TOps.Count)
        {
            var g = first + i;
            var (a0, a1, a2, a3) = Along(TOps.Load(g), TOps.Load(g + (3 * step)), TOps.Load(g + (6 * step)), half);
            var (b0, b1, b2, b3) = Along(TOps.Load(g + step), TOps.Load(g + (4 * step)), TOps.Load(g + (7 * step)), half);
            var (c0, c1, c2, c3) = Along(TOps.Load(g + (2 * step)), TOps.Load(g + (5 * step)), TOps.Load(g + (8 * step)), half);
            Put(a0, b0, c0, half, u + i, product);
            Put(a1, b1, c1, half, u + (4 * product) + i, product);
            Put(a2, b2, c2, half, u + (8 * product) + i, product);
            Put(a3, b3, c3, half, u + (12 * product) + i, product);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(TVector a, TVector b, TVector c, TVector half, T* u, nint product)
    {
        var (u0, u1, u2, u3) = Along(a, b, c, half);
        TOps.Store(u0, u);
        TOps.Store(u1, u + product);
        TOps.Store(u2, u + (2 * product));
        TOps.Store(u3, u + (3 * product));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (TVector, TVector, TVector, TVector) Along(TVector g0, TVector g1, TVector g2, TVector half)
    {
        var outer = TOps.Add(g0, g2);
        return (g0, TOps.MultiplyAdd(TOps.Add(outer, g1), half, default), TOps.MultiplyAdd(TOps.Subtract(outer, g1), half, default), g2);
    }
}
