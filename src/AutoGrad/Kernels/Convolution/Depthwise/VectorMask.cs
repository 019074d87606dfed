using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels;

/// <summary>Keeps some lanes of a vector.</summary>
internal static class VectorMask
{
    /// <summary>The lanes for which the mask has all bits, and 0 in those for which it has none. A single element is kept: it has no lanes beside it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector And<T, TVector>(TVector value, TVector mask) where T : unmanaged where TVector : struct
    {
        if (typeof(TVector) == typeof(Vector512<T>))
            return (TVector)(object)((Vector512<T>)(object)value & (Vector512<T>)(object)mask);
        if (typeof(TVector) == typeof(Vector256<T>))
            return (TVector)(object)((Vector256<T>)(object)value & (Vector256<T>)(object)mask);
        if (typeof(TVector) == typeof(Vector128<T>))
            return (TVector)(object)((Vector128<T>)(object)value & (Vector128<T>)(object)mask);
        return value;
    }
}
