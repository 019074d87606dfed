using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels.Special;

/// <summary>Sixteen doubles in two registers: while the steps of one wait for each other, those of the other are done.</summary>
internal readonly struct Lanes512(Vector512<double> first, Vector512<double> second) : ILanes<Lanes512>
{
    private readonly Vector512<double> _first = first;
    private readonly Vector512<double> _second = second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator +(Lanes512 a, Lanes512 b) => new(a._first + b._first, a._second + b._second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator -(Lanes512 a, Lanes512 b) => new(a._first - b._first, a._second - b._second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator *(Lanes512 a, Lanes512 b) => new(a._first * b._first, a._second * b._second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator /(Lanes512 a, Lanes512 b) => new(a._first / b._first, a._second / b._second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator -(Lanes512 a) => new(-a._first, -a._second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Create(double value) => new(Vector512.Create(value), Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Fused(Lanes512 a, Lanes512 b, Lanes512 c) => new(Vector512.FusedMultiplyAdd(a._first, b._first, c._first), Vector512.FusedMultiplyAdd(a._second, b._second, c._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Abs(Lanes512 a) => new(Vector512.Abs(a._first), Vector512.Abs(a._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Sqrt(Lanes512 a) => new(Vector512.Sqrt(a._first), Vector512.Sqrt(a._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Round(Lanes512 a) => new(Vector512.Round(a._first), Vector512.Round(a._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Less(Lanes512 a, Lanes512 b) => new(Vector512.LessThan(a._first, b._first), Vector512.LessThan(a._second, b._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Same(Lanes512 a, Lanes512 b) => new(Vector512.Equals(a._first, b._first), Vector512.Equals(a._second, b._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Select(Lanes512 mask, Lanes512 a, Lanes512 b) => new(Vector512.ConditionalSelect(mask._first, a._first, b._first), Vector512.ConditionalSelect(mask._second, a._second, b._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lanes512 mask) => (mask._first | mask._second).AsInt64() != Vector512<long>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 PowerOfTwo(Lanes512 k) => new(((k._first + Vector512.Create(FloatBits.Magic + FloatBits.Bias)).AsInt64() << 52).AsDouble(), ((k._second + Vector512.Create(FloatBits.Magic + FloatBits.Bias)).AsInt64() << 52).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Split(Lanes512 x, out Lanes512 k)
    {
        var first = Split(x._first, out var firstExponents);
        var second = Split(x._second, out var secondExponents);
        k = new(firstExponents, secondExponents);
        return new(first, second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Split(Vector512<double> x, out Vector512<double> k)
    {
        // Counted from the bits of √½, the exponent changes at √½ and not at 1.
        // Made positive by the bias, it is shifted down without its sign, which is fast everywhere.
        var bits = x.AsInt64() + Vector512.Create(FloatBits.BiasBits);
        var biased = (bits - Vector512.Create(FloatBits.RootHalf)) >>> 52;
        k = (biased + Vector512.Create(FloatBits.MagicBits)).AsDouble() - Vector512.Create(FloatBits.Magic + FloatBits.Bias);
        return (bits - (biased << 52)).AsDouble();
    }
}
