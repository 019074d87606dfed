using System.Runtime.InteropServices;
using AutoGrad.Kernels.Fused;
using AutoGrad.Kernels.Singles;

namespace AutoGrad.Kernels;

/// <summary>aᵇ, with the signs and special values of IEEE 754.</summary>
internal static class Power
{
    public static void Pow<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) where T : unmanaged
    {
        if (typeof(T) == typeof(float))
            RegisterMap.Apply<float, PowerFunction<float, SinglePower>>(MemoryMarshal.Cast<T, float>(a), MemoryMarshal.Cast<T, float>(b), MemoryMarshal.Cast<T, float>(y));
        else
            RegisterMap.Apply<double, PowerFunction<double, DoublePower>>(MemoryMarshal.Cast<T, double>(a), MemoryMarshal.Cast<T, double>(b), MemoryMarshal.Cast<T, double>(y));
    }

    public static void Pow<T>(ReadOnlySpan<T> a, T b, Span<T> y) where T : unmanaged
    {
        Span<T> repeated = stackalloc T[Math.Min(a.Length, Broadcast.TileLength)];
        repeated.Fill(b);
        for (var start = 0; start < a.Length; start += repeated.Length)
        {
            var length = Math.Min(repeated.Length, a.Length - start);
            Pow(a.Slice(start, length), repeated[..length], y.Slice(start, length));
        }
    }
}
