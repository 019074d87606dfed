using System.Runtime.CompilerServices;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels.Singles;

/// <summary>What the logarithms of floats share.</summary>
internal static class SingleLogarithm
{
    /// <summary>The first digits of ln 2, whose product with an exponent is exact.</summary>
    public const float Ln2High = 0.693359375f;

    /// <summary>The rest of ln 2.</summary>
    public const float Ln2Low = -2.1219444e-4f;

    // From here on, each number is whole.
    private const float Wholes = 8388608;
    private const int RootHalfBits = 0x3F3504F3;

    /// <summary>ln m + rest for x = m·2ᵉ with m from √½ to √2, rounded about once, for finite x with a leading 1 and a rest that is small beside it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V OfMantissa<V>(V x, V rest, out V e) where V : struct, IRegister<float, V>
    {
        // The bits of x less those of √½, plus 128 exponents, are never negative.
        var bits = V.AddBits(x, V.Repeat(BitConverter.Int32BitsToSingle((128 << 23) - RootHalfBits)));
        var m = V.AddBits(V.And(bits, V.Repeat(BitConverter.Int32BitsToSingle((1 << 23) - 1))), V.Repeat(BitConverter.Int32BitsToSingle(RootHalfBits)));
        // Below the leading bit of 2²³, a whole number stands as such.
        e = V.AddBits(V.ShiftRight(bits, 23), V.Repeat(Wholes)) - V.Repeat(Wholes + 128);
        // ln m = f - f²/2 + s(f²/2 + r(s²)), with f = m - 1, s = f/(2 + f) and ln(1 + f) = 2s + s·r(s²): nothing cancels.
        var f = m - V.Repeat(1);
        var s = f / (V.Repeat(2) + f);
        var z = s * s;
        var r = V.MultiplyAdd(z, V.Repeat(0.24279079f), V.Repeat(0.284988f));
        r = V.MultiplyAdd(z, r, V.Repeat(0.40000972f));
        r = V.MultiplyAdd(z, r, V.Repeat(0.6666666f));
        var halfSquare = V.Repeat(0.5f) * f * f;
        return f - (halfSquare - V.MultiplyAdd(s, V.MultiplyAdd(z, r, halfSquare), rest));
    }
}
