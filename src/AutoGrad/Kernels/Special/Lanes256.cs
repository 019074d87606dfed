using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels.Special;

/// <summary>Four doubles in one register.</summary>
internal readonly struct Lanes256(Vector256<double> values) : ILanes<Lanes256>
{
    private readonly Vector256<double> _values = values;

    public static Lanes256 operator +(Lanes256 a, Lanes256 b) => new(a._values + b._values);

    public static Lanes256 operator -(Lanes256 a, Lanes256 b) => new(a._values - b._values);

    public static Lanes256 operator *(Lanes256 a, Lanes256 b) => new(a._values * b._values);

    public static Lanes256 operator /(Lanes256 a, Lanes256 b) => new(a._values / b._values);

    public static Lanes256 operator -(Lanes256 a) => new(-a._values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Create(double value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Fused(Lanes256 a, Lanes256 b, Lanes256 c) => new(Vector256.FusedMultiplyAdd(a._values, b._values, c._values));

    public static Lanes256 Abs(Lanes256 a) => new(Vector256.Abs(a._values));

    public static Lanes256 Sqrt(Lanes256 a) => new(Vector256.Sqrt(a._values));

    public static Lanes256 Round(Lanes256 a) => new(Vector256.Round(a._values));

    public static Lanes256 Less(Lanes256 a, Lanes256 b) => new(Vector256.LessThan(a._values, b._values));

    public static Lanes256 Same(Lanes256 a, Lanes256 b) => new(Vector256.Equals(a._values, b._values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Select(Lanes256 mask, Lanes256 a, Lanes256 b) => new(Vector256.ConditionalSelect(mask._values, a._values, b._values));

    public static bool Any(Lanes256 mask) => mask._values.AsInt64() != Vector256<long>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 PowerOfTwo(Lanes256 k) => new(((k._values + Vector256.Create(FloatBits.Magic + FloatBits.Bias)).AsInt64() << 52).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Split(Lanes256 x, out Lanes256 k)
    {
        // Counted from the bits of √½, the exponent changes at √½ and not at 1.
        // Made positive by the bias, it is shifted down without its sign, which is fast everywhere.
        var bits = x._values.AsInt64() + Vector256.Create(FloatBits.BiasBits);
        var biased = (bits - Vector256.Create(FloatBits.RootHalf)) >>> 52;
        k = new((biased + Vector256.Create(FloatBits.MagicBits)).AsDouble() - Vector256.Create(FloatBits.Magic + FloatBits.Bias));
        return new((bits - (biased << 52)).AsDouble());
    }
}
