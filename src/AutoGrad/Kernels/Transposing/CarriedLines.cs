using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoGrad.Kernels.Transposing;

/// <summary>
/// Writes rows of y, a register of each at a time, as whole lines past the caches, wherever the rows begin: the end of a register waits for the
/// next register of its row, which the line goes on with.
/// </summary>
internal unsafe struct CarriedLines<T> : IRowSink<Vector512<T>> where T : unmanaged
{
    // A line that takes its last n elements from the first ones of a register has the lanes from length - n on of what waits and the register.
    private static ReadOnlySpan<int> Lanes32 =>
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31];

    private static ReadOnlySpan<long> Lanes64 => [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];

    private readonly nint _row;
    private T* _y;
    private T* _waiting;

    /// <param name="y">
    /// Where the registers go. It lies at a multiple of the size of an element; the caller owns a register there and at each row after it, and
    /// in each of these rows what lies before as far as the line goes.
    /// </param>
    /// <param name="row">How far apart the rows lie.</param>
    /// <param name="waiting">The last register of each row, aligned to a line: read, and written.</param>
    public CarriedLines(T* y, nint row, T* waiting)
    {
        _y = y;
        _row = row;
        _waiting = waiting;
    }

    /// <summary>How many elements of a row before an address have not been written yet, when a register of it was given last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint WaitingAt(T* y) => (nint)(((nuint)y & 63) / (nuint)sizeof(T));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Next(Vector512<T> row)
    {
        var count = WaitingAt(_y);
        var line = Joined(Vector512.LoadAligned(_waiting), row, count);
        line.StoreAlignedNonTemporal(_y - count);
        row.StoreAligned(_waiting);
        _y += _row;
        _waiting += Vector512<T>.Count;
    }

    // The last count elements of x, then the first of y. A count is less than a register holds, so that the load stays within the table.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Joined(Vector512<T> x, Vector512<T> y, nint count)
    {
        if (sizeof(T) == sizeof(int))
        {
            var lanes = Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(Lanes32), (nuint)(Vector512<int>.Count - count));
            return Avx512F.PermuteVar16x32x2(x.AsInt32(), lanes, y.AsInt32()).As<int, T>();
        }
        else
        {
            var lanes = Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(Lanes64), (nuint)(Vector512<long>.Count - count));
            return Avx512F.PermuteVar8x64x2(x.AsInt64(), lanes, y.AsInt64()).As<long, T>();
        }
    }
}
