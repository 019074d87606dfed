using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels.Special;

/// <summary>One double: the fallback where there are no vectors.</summary>
internal readonly struct Lanes1(double value) : ILanes<Lanes1>
{
    private readonly double _value = value;

    private long Bits => BitConverter.DoubleToInt64Bits(_value);

    public static Lanes1 operator +(Lanes1 a, Lanes1 b) => new(a._value + b._value);

    public static Lanes1 operator -(Lanes1 a, Lanes1 b) => new(a._value - b._value);

    public static Lanes1 operator *(Lanes1 a, Lanes1 b) => new(a._value * b._value);

    public static Lanes1 operator /(Lanes1 a, Lanes1 b) => new(a._value / b._value);

    public static Lanes1 operator -(Lanes1 a) => new(-a._value);

    public static Lanes1 Create(double value) => new(value);

    public static Lanes1 Fused(Lanes1 a, Lanes1 b, Lanes1 c) => new(Math.FusedMultiplyAdd(a._value, b._value, c._value));

    public static Lanes1 Abs(Lanes1 a) => new(Math.Abs(a._value));

    public static Lanes1 Sqrt(Lanes1 a) => new(Math.Sqrt(a._value));

    public static Lanes1 Round(Lanes1 a) => new(Math.Round(a._value));

    public static Lanes1 Less(Lanes1 a, Lanes1 b) => Mask(a._value < b._value);

    public static Lanes1 Same(Lanes1 a, Lanes1 b) => Mask(a._value == b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Select(Lanes1 mask, Lanes1 a, Lanes1 b) => mask.Bits != 0 ? a : b;

    public static bool Any(Lanes1 mask) => mask.Bits != 0;

    public static Lanes1 PowerOfTwo(Lanes1 k) => new(BitConverter.Int64BitsToDouble(new Lanes1(k._value + FloatBits.Magic + FloatBits.Bias).Bits << 52));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Split(Lanes1 x, out Lanes1 k)
    {
        var exponent = (x.Bits - FloatBits.RootHalf) >> 52;
        k = new(exponent);
        return new(BitConverter.Int64BitsToDouble(x.Bits - (exponent << 52)));
    }

    private static Lanes1 Mask(bool holds) => new(BitConverter.Int64BitsToDouble(holds ? -1 : 0));
}
