using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels.Special;

/// <summary>Eight doubles in one register.</summary>
internal readonly struct Lanes512(Vector512<double> values) : ILanes<Lanes512>
{
    private readonly Vector512<double> _values = values;

    public static Lanes512 operator +(Lanes512 a, Lanes512 b) => new(a._values + b._values);

    public static Lanes512 operator -(Lanes512 a, Lanes512 b) => new(a._values - b._values);

    public static Lanes512 operator *(Lanes512 a, Lanes512 b) => new(a._values * b._values);

    public static Lanes512 operator /(Lanes512 a, Lanes512 b) => new(a._values / b._values);

    public static Lanes512 operator -(Lanes512 a) => new(-a._values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Create(double value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Fused(Lanes512 a, Lanes512 b, Lanes512 c) => new(Vector512.FusedMultiplyAdd(a._values, b._values, c._values));

    public static Lanes512 Abs(Lanes512 a) => new(Vector512.Abs(a._values));

    public static Lanes512 Sqrt(Lanes512 a) => new(Vector512.Sqrt(a._values));

    public static Lanes512 Round(Lanes512 a) => new(Vector512.Round(a._values));

    public static Lanes512 Less(Lanes512 a, Lanes512 b) => new(Vector512.LessThan(a._values, b._values));

    public static Lanes512 Same(Lanes512 a, Lanes512 b) => new(Vector512.Equals(a._values, b._values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Select(Lanes512 mask, Lanes512 a, Lanes512 b) => new(Vector512.ConditionalSelect(mask._values, a._values, b._values));

    public static bool Any(Lanes512 mask) => mask._values.AsInt64() != Vector512<long>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 PowerOfTwo(Lanes512 k) => new(((k._values + Vector512.Create(FloatBits.Magic + FloatBits.Bias)).AsInt64() << 52).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Split(Lanes512 x, out Lanes512 k)
    {
        // Counted from the bits of √½, the exponent changes at √½ and not at 1.
        // Made positive by the bias, it is shifted down without its sign, which is fast everywhere.
        var bits = x._values.AsInt64() + Vector512.Create(FloatBits.BiasBits);
        var biased = (bits - Vector512.Create(FloatBits.RootHalf)) >>> 52;
        k = new((biased + Vector512.Create(FloatBits.MagicBits)).AsDouble() - Vector512.Create(FloatBits.Magic + FloatBits.Bias));
        return new((bits - (biased << 52)).AsDouble());
    }
}
