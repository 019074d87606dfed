using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoGrad.Kernels.Fused;

/// <summary>512 bits.</summary>
internal readonly struct Register512<T>(Vector512<T> value) : IRegister<T, Register512<T>> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Vector512<T> _value = value;

    public static int Count => Vector512<T>.Count;

    public static bool HasScale => Avx512F.IsSupported;

    public static bool HasParts => HasScale;

    public static bool HasTables => Vector512.IsHardwareAccelerated;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register512<T> Load(ref readonly T source, nuint place) => new(Vector512.LoadUnsafe(in source, place));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref T target, nuint place) => _value.StoreUnsafe(ref target, place);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void StorePastCaches(T* target) => _value.StoreAlignedNonTemporal(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register512<T> Repeat(T value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register512<T> Abs(Register512<T> a) => new(Vector512.Abs(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register512<T> Sqrt(Register512<T> a) => new(Vector512.Sqrt(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register512<T> Ceiling(Register512<T> a) => new(typeof(T) == typeof(float)
        ? Vector512.Ceiling(a._value.AsSingle()).As<float, T>()
        : Vector512.Ceiling(a._value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register512<T> CopySign(Register512<T> a, Register512<T> b) => new(Vector512.CopySign(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register512<T> Max(Register512<T> a, Register512<T> b) => new(Vector512.Max(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register512<T> Min(Register512<T> a, Register512<T> b) => new(Vector512.Min(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T AddLanes(Register512<T> a) => Register256<T>.AddLanes(new(a._value.GetLower() + a._value.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T MaxLanes(Register512<T> a) => Register256<T>.MaxLanes(new(Vector256.MaxNative(a._value.GetLower(), a._value.GetUpper())));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T MinLanes(Register512<T> a) => Register256<T>.MinLanes(new(Vector256.MinNative(a._value.GetLower(), a._value.GetUpper())));

    // Of two numbers of which one is NaN, the hardware gives the second, or NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register512<T> AtMost(Register512<T> a, Register512<T> limit) => new(Vector512.MinNative(limit._value, a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register512<T> AtLeast(Register512<T> a, Register512<T> limit) => new(Vector512.MaxNative(limit._value, a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register512<T> WhereEqual(Register512<T> a, Register512<T> b, Register512<T> c, Register512<T> d) =>
        new(Vector512.ConditionalSelect(Vector512.Equals(a._value, b._value), c._value, d._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register512<T> WhereGreater(Register512<T> a, Register512<T> b, Register512<T> c, Register512<T> d) =>
        new(Vector512.ConditionalSelect(Vector512.GreaterThan(a._value, b._value), c._value, d._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register512<T> WhereGreaterOrEqual(Register512<T> a, Register512<T> b, Register512<T> c, Register512<T> d) =>
        new(Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(a._value, b._value), c._value, d._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register512<T> MultiplyAdd(Register512<T> a, Register512<T> b, Register512<T> c) => new(typeof(T) == typeof(float)
        ? Vector512.FusedMultiplyAdd(a._value.AsSingle(), b._value.AsSingle(), c._value.AsSingle()).As<float, T>()
        : Vector512.FusedMultiplyAdd(a._value.AsDouble(), b._value.AsDouble(), c._value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register512<T> Scale(Register512<T> a, Register512<T> k) => new(typeof(T) == typeof(float)
        ? Avx512F.Scale(a._value.AsSingle(), k._value.AsSingle()).As<float, T>()
        : Avx512F.Scale(a._value.AsDouble(), k._value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register512<T> Exponent(Register512<T> a) => new(typeof(T) == typeof(float)
        ? Avx512F.GetExponent(a._value.AsSingle()).As<float, T>()
        : Avx512F.GetExponent(a._value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register512<T> Mantissa(Register512<T> a) => new(typeof(T) == typeof(float)
        ? Avx512F.GetMantissa(a._value.AsSingle(), IRegister<T, Register512<T>>.PositiveAboutOne).As<float, T>()
        : Avx512F.GetMantissa(a._value.AsDouble(), IRegister<T, Register512<T>>.PositiveAboutOne).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register512<T> Lookup(ref readonly T table, Register512<T> held, Register512<T> places) =>
        new(Avx512F.PermuteVar16x32(held._value.AsSingle(), places._value.AsInt32()).As<float, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register512<T> Lookup(ref readonly T table, Register512<T> first, Register512<T> second, Register512<T> places) =>
        new(Avx512F.PermuteVar16x32x2(first._value.AsSingle(), places._value.AsInt32(), second._value.AsSingle()).As<float, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register512<T> ShiftLeft(Register512<T> a, int count) =>
        new(typeof(T) == typeof(float) ? (a._value.AsInt32() << count).As<int, T>() : (a._value.AsInt64() << count).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register512<T> ShiftRight(Register512<T> a, int count) =>
        new(typeof(T) == typeof(float) ? (a._value.AsInt32() >>> count).As<int, T>() : (a._value.AsInt64() >>> count).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register512<T> AddBits(Register512<T> a, Register512<T> b) => new(typeof(T) == typeof(float)
        ? (a._value.AsInt32() + b._value.AsInt32()).As<int, T>()
        : (a._value.AsInt64() + b._value.AsInt64()).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register512<T> And(Register512<T> a, Register512<T> b) => new(a._value & b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AllLess(Register512<T> a, Register512<T> b) => Vector512.LessThanAll(a._value, b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register512<T> operator +(Register512<T> a, Register512<T> b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register512<T> operator -(Register512<T> a, Register512<T> b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register512<T> operator *(Register512<T> a, Register512<T> b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register512<T> operator /(Register512<T> a, Register512<T> b) => new(a._value / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register512<T> operator -(Register512<T> a) => new(-a._value);
}
