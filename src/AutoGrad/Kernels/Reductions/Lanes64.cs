using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels;

/// <summary>
/// Blocks of 64 bytes: as many elements as the widest register has. Sums that go through the lanes of such blocks, which are then added by halves,
/// have the same bits from registers of every width.
/// </summary>
internal static class Lanes64<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Count => 64 / Unsafe.SizeOf<T>();

    // From each place up to the middle, a block whose last lanes, as many as the place says, have all bits, and the others none.
    private static ReadOnlySpan<int> Masks =>
    [
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
    ];

    /// <summary>All bits in the last lanes of a block, and none in the others: of these, a register's from a lane on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Last<V>(nuint count, nuint lane) where V : struct, IRegister<T, V> =>
        // The masks are of two blocks, and the count is at most one.
        V.Load(in Unsafe.As<int, T>(ref MemoryMarshal.GetReference(Masks)), count + lane);

    /// <summary>The sum of lanes, of which there are as many as a power of 2 and one register at least: by halves, which overwrite the lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Add<V>(Span<T> lanes) where V : struct, IRegister<T, V>
    {
        ref var first = ref MemoryMarshal.GetReference(lanes);
        for (var half = (nuint)lanes.Length / 2; half >= (nuint)V.Count; half /= 2)
        {
            for (nuint lane = 0; lane < half; lane += (nuint)V.Count)
                (V.Load(in first, lane) + V.Load(in first, half + lane)).Store(ref first, lane);
        }
        return V.AddLanes(V.Load(in first, 0));
    }
}
