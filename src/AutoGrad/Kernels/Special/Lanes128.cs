using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels.Special;

/// <summary>Two doubles in one register.</summary>
internal readonly struct Lanes128(Vector128<double> values) : ILanes<Lanes128>
{
    private readonly Vector128<double> _values = values;

    public static Lanes128 operator +(Lanes128 a, Lanes128 b) => new(a._values + b._values);

    public static Lanes128 operator -(Lanes128 a, Lanes128 b) => new(a._values - b._values);

    public static Lanes128 operator *(Lanes128 a, Lanes128 b) => new(a._values * b._values);

    public static Lanes128 operator /(Lanes128 a, Lanes128 b) => new(a._values / b._values);

    public static Lanes128 operator -(Lanes128 a) => new(-a._values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Create(double value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Fused(Lanes128 a, Lanes128 b, Lanes128 c) => new(Vector128.FusedMultiplyAdd(a._values, b._values, c._values));

    public static Lanes128 Abs(Lanes128 a) => new(Vector128.Abs(a._values));

    public static Lanes128 Sqrt(Lanes128 a) => new(Vector128.Sqrt(a._values));

    public static Lanes128 Round(Lanes128 a) => new(Vector128.Round(a._values));

    public static Lanes128 Less(Lanes128 a, Lanes128 b) => new(Vector128.LessThan(a._values, b._values));

    public static Lanes128 Same(Lanes128 a, Lanes128 b) => new(Vector128.Equals(a._values, b._values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Select(Lanes128 mask, Lanes128 a, Lanes128 b) => new(Vector128.ConditionalSelect(mask._values, a._values, b._values));

    public static bool Any(Lanes128 mask) => mask._values.AsInt64() != Vector128<long>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 PowerOfTwo(Lanes128 k) => new(((k._values + Vector128.Create(FloatBits.Magic + FloatBits.Bias)).AsInt64() << 52).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Split(Lanes128 x, out Lanes128 k)
    {
        // Counted from the bits of √½, the exponent changes at √½ and not at 1.
        // Made positive by the bias, it is shifted down without its sign, which is fast everywhere.
        var bits = x._values.AsInt64() + Vector128.Create(FloatBits.BiasBits);
        var biased = (bits - Vector128.Create(FloatBits.RootHalf)) >>> 52;
        k = new((biased + Vector128.Create(FloatBits.MagicBits)).AsDouble() - Vector128.Create(FloatBits.Magic + FloatBits.Bias));
        return new((bits - (biased << 52)).AsDouble());
    }
}
