using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels.Fused;

/// <summary>One element: what no wider register is full of.</summary>
internal readonly struct Register1<T>(T value) : IRegister<T, Register1<T>> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T _value = value;

    public static int Count => 1;

    public static bool HasScale => false;

    public static bool HasParts => false;

    public static bool HasTables => Vector512.IsHardwareAccelerated;

    public static Register1<T> Load(ref readonly T source, nuint place) => new(Unsafe.Add(ref Unsafe.AsRef(in source), place));

    public void Store(ref T target, nuint place) => Unsafe.Add(ref target, place) = _value;

    public unsafe void StorePastCaches(T* target) => *target = _value;

    public static Register1<T> Repeat(T value) => new(value);

    public static Register1<T> Abs(Register1<T> a) => new(T.Abs(a._value));

    public static Register1<T> Sqrt(Register1<T> a) => new(T.Sqrt(a._value));

    public static Register1<T> Ceiling(Register1<T> a) => new(T.Ceiling(a._value));

    public static Register1<T> CopySign(Register1<T> a, Register1<T> b) => new(T.CopySign(a._value, b._value));

    public static Register1<T> Max(Register1<T> a, Register1<T> b) => new(T.Max(a._value, b._value));

    public static Register1<T> Min(Register1<T> a, Register1<T> b) => new(T.Min(a._value, b._value));

    public static T AddLanes(Register1<T> a) => a._value;

    public static T MaxLanes(Register1<T> a) => a._value;

    public static T MinLanes(Register1<T> a) => a._value;

    public static Register1<T> AtMost(Register1<T> a, Register1<T> limit) => a._value > limit._value ? limit : a;

    public static Register1<T> AtLeast(Register1<T> a, Register1<T> limit) => a._value < limit._value ? limit : a;

    public static Register1<T> WhereEqual(Register1<T> a, Register1<T> b, Register1<T> c, Register1<T> d) => a._value == b._value ? c : d;

    public static Register1<T> WhereGreater(Register1<T> a, Register1<T> b, Register1<T> c, Register1<T> d) => a._value > b._value ? c : d;

    public static Register1<T> WhereGreaterOrEqual(Register1<T> a, Register1<T> b, Register1<T> c, Register1<T> d) => a._value >= b._value ? c : d;

    public static Register1<T> MultiplyAdd(Register1<T> a, Register1<T> b, Register1<T> c) => new(T.FusedMultiplyAdd(a._value, b._value, c._value));

    public static Register1<T> Scale(Register1<T> a, Register1<T> k) => new(T.ScaleB(a._value, int.CreateSaturating(k._value)));

    public static Register1<T> Exponent(Register1<T> a) => throw new NotSupportedException();

    public static Register1<T> Mantissa(Register1<T> a) => throw new NotSupportedException();

    public static Register1<T> Lookup(ref readonly T table, Register1<T> held, Register1<T> places) => At(in table, places, 15);

    public static Register1<T> Lookup(ref readonly T table, Register1<T> first, Register1<T> second, Register1<T> places) => At(in table, places, 31);

    private static Register1<T> At(ref readonly T table, Register1<T> places, int mask) =>
        new(Unsafe.Add(ref Unsafe.AsRef(in table), Unsafe.BitCast<T, int>(places._value) & mask));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register1<T> ShiftLeft(Register1<T> a, int count) => typeof(T) == typeof(float)
        ? new(Unsafe.BitCast<int, T>(Unsafe.BitCast<T, int>(a._value) << count))
        : new(Unsafe.BitCast<long, T>(Unsafe.BitCast<T, long>(a._value) << count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register1<T> ShiftRight(Register1<T> a, int count) => typeof(T) == typeof(float)
        ? new(Unsafe.BitCast<int, T>(Unsafe.BitCast<T, int>(a._value) >>> count))
        : new(Unsafe.BitCast<long, T>(Unsafe.BitCast<T, long>(a._value) >>> count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register1<T> AddBits(Register1<T> a, Register1<T> b) => typeof(T) == typeof(float)
        ? new(Unsafe.BitCast<int, T>(Unsafe.BitCast<T, int>(a._value) + Unsafe.BitCast<T, int>(b._value)))
        : new(Unsafe.BitCast<long, T>(Unsafe.BitCast<T, long>(a._value) + Unsafe.BitCast<T, long>(b._value)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register1<T> And(Register1<T> a, Register1<T> b) => typeof(T) == typeof(float)
        ? new(Unsafe.BitCast<int, T>(Unsafe.BitCast<T, int>(a._value) & Unsafe.BitCast<T, int>(b._value)))
        : new(Unsafe.BitCast<long, T>(Unsafe.BitCast<T, long>(a._value) & Unsafe.BitCast<T, long>(b._value)));

    public static bool AllLess(Register1<T> a, Register1<T> b) => a._value < b._value;

    public static Register1<T> operator +(Register1<T> a, Register1<T> b) => new(a._value + b._value);

    public static Register1<T> operator -(Register1<T> a, Register1<T> b) => new(a._value - b._value);

    public static Register1<T> operator *(Register1<T> a, Register1<T> b) => new(a._value * b._value);

    public static Register1<T> operator /(Register1<T> a, Register1<T> b) => new(a._value / b._value);

    public static Register1<T> operator -(Register1<T> a) => new(-a._value);
}
