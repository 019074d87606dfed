using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels;

/// <summary>Two doubles, on any hardware.</summary>
internal readonly struct Doubles128 : IDoubles<Doubles128>
{
    private readonly Vector128<double> _value;

    private Doubles128(Vector128<double> value) => _value = value;

    public static int Count => Vector128<double>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles128 Load<T>(ref readonly T source) where T : unmanaged => typeof(T) == typeof(float)
        ? new(Vector128.WidenLower(Vector128.CreateScalarUnsafe(Unsafe.As<T, double>(ref Unsafe.AsRef(in source))).AsSingle()))
        : new(Vector128.LoadUnsafe(ref Unsafe.As<T, double>(ref Unsafe.AsRef(in source))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(Doubles128 value, ref T target) where T : unmanaged
    {
        if (typeof(T) == typeof(float))
            Unsafe.As<T, double>(ref target) = Vector128.Narrow(value._value, value._value).AsDouble().ToScalar();
        else
            value._value.StoreUnsafe(ref Unsafe.As<T, double>(ref target));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles128 operator +(Doubles128 a, Doubles128 b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles128 operator -(Doubles128 a, Doubles128 b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles128 operator *(Doubles128 a, Doubles128 b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles128 operator /(Doubles128 a, Doubles128 b) => new(a._value / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles128 operator &(Doubles128 a, Doubles128 b) => new(a._value & b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles128 operator |(Doubles128 a, Doubles128 b) => new(a._value | b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles128 operator ^(Doubles128 a, Doubles128 b) => new(a._value ^ b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles128 operator -(Doubles128 x) => new(-x._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles128 operator ~(Doubles128 x) => new(~x._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Doubles128(double value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles128 MultiplyAdd(Doubles128 x, Doubles128 y, Doubles128 z) => new(Vector128.FusedMultiplyAdd(x._value, y._value, z._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles128 Select(Doubles128 mask, Doubles128 a, Doubles128 b) => new(Vector128.ConditionalSelect(mask._value, a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool All(Doubles128 mask) => Vector128.EqualsAll(mask._value.AsInt64(), Vector128<long>.AllBitsSet);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles128 Less(Doubles128 a, Doubles128 b) => new(Vector128.LessThan(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles128 LessOrEqual(Doubles128 a, Doubles128 b) => new(Vector128.LessThanOrEqual(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles128 Equal(Doubles128 a, Doubles128 b) => new(Vector128.Equals(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles128 Abs(Doubles128 x) => new(Vector128.Abs(x._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles128 Sqrt(Doubles128 x) => new(Vector128.Sqrt(x._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles128 Floor(Doubles128 x) => new(Vector128.Floor(x._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles128 Round(Doubles128 x) => new(Vector128.Round(x._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles128 AddBits(Doubles128 a, Doubles128 b) => new((a._value.AsInt64() + b._value.AsInt64()).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles128 SubtractBits(Doubles128 a, Doubles128 b) => new((a._value.AsInt64() - b._value.AsInt64()).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles128 ShiftLeft(Doubles128 x, int count) => new((x._value.AsInt64() << count).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles128 ShiftRight(Doubles128 x, int count) => new((x._value.AsInt64() >>> count).AsDouble());
}
