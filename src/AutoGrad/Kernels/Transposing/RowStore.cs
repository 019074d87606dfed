using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels.Transposing;

/// <summary>Stores rows to memory, one so far behind the other: the caller owns as many elements as a register holds at each.</summary>
internal unsafe struct RowStore<T, TVector>(T* y, nint row) : IRowSink<TVector> where T : unmanaged where TVector : struct
{
    private T* _y = y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Next(TVector values)
    {
        Unsafe.WriteUnaligned(_y, values);
        _y += row;
    }
}
