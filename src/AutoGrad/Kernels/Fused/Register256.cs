using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoGrad.Kernels.Fused;

/// <summary>256 bits.</summary>
internal readonly struct Register256<T>(Vector256<T> value) : IRegister<T, Register256<T>> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Vector256<T> _value = value;

    public static int Count => Vector256<T>.Count;

    public static bool HasScale => Avx512F.VL.IsSupported;

    public static bool HasParts => HasScale;

    public static bool HasTables => Vector512.IsHardwareAccelerated;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register256<T> Load(ref readonly T source, nuint place) => new(Vector256.LoadUnsafe(in source, place));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref T target, nuint place) => _value.StoreUnsafe(ref target, place);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void StorePastCaches(T* target) => _value.StoreAlignedNonTemporal(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register256<T> Repeat(T value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register256<T> Abs(Register256<T> a) => new(Vector256.Abs(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register256<T> Sqrt(Register256<T> a) => new(Vector256.Sqrt(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register256<T> Ceiling(Register256<T> a) => new(typeof(T) == typeof(float)
        ? Vector256.Ceiling(a._value.AsSingle()).As<float, T>()
        : Vector256.Ceiling(a._value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register256<T> CopySign(Register256<T> a, Register256<T> b) => new(Vector256.CopySign(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register256<T> Max(Register256<T> a, Register256<T> b) => new(Vector256.Max(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register256<T> Min(Register256<T> a, Register256<T> b) => new(Vector256.Min(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T AddLanes(Register256<T> a) => Register128<T>.AddLanes(new(a._value.GetLower() + a._value.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T MaxLanes(Register256<T> a) => Register128<T>.MaxLanes(new(Vector128.MaxNative(a._value.GetLower(), a._value.GetUpper())));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T MinLanes(Register256<T> a) => Register128<T>.MinLanes(new(Vector128.MinNative(a._value.GetLower(), a._value.GetUpper())));

    // Of two numbers of which one is NaN, the hardware gives the second, or NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register256<T> AtMost(Register256<T> a, Register256<T> limit) => new(Vector256.MinNative(limit._value, a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register256<T> AtLeast(Register256<T> a, Register256<T> limit) => new(Vector256.MaxNative(limit._value, a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register256<T> WhereEqual(Register256<T> a, Register256<T> b, Register256<T> c, Register256<T> d) =>
        new(Vector256.ConditionalSelect(Vector256.Equals(a._value, b._value), c._value, d._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register256<T> WhereGreater(Register256<T> a, Register256<T> b, Register256<T> c, Register256<T> d) =>
        new(Vector256.ConditionalSelect(Vector256.GreaterThan(a._value, b._value), c._value, d._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register256<T> WhereGreaterOrEqual(Register256<T> a, Register256<T> b, Register256<T> c, Register256<T> d) =>
        new(Vector256.ConditionalSelect(Vector256.GreaterThanOrEqual(a._value, b._value), c._value, d._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register256<T> MultiplyAdd(Register256<T> a, Register256<T> b, Register256<T> c) => new(typeof(T) == typeof(float)
        ? Vector256.FusedMultiplyAdd(a._value.AsSingle(), b._value.AsSingle(), c._value.AsSingle()).As<float, T>()
        : Vector256.FusedMultiplyAdd(a._value.AsDouble(), b._value.AsDouble(), c._value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register256<T> Scale(Register256<T> a, Register256<T> k) => new(typeof(T) == typeof(float)
        ? Avx512F.VL.Scale(a._value.AsSingle(), k._value.AsSingle()).As<float, T>()
        : Avx512F.VL.Scale(a._value.AsDouble(), k._value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register256<T> Exponent(Register256<T> a) => new(typeof(T) == typeof(float)
        ? Avx512F.VL.GetExponent(a._value.AsSingle()).As<float, T>()
        : Avx512F.VL.GetExponent(a._value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register256<T> Mantissa(Register256<T> a) => new(typeof(T) == typeof(float)
        ? Avx512F.VL.GetMantissa(a._value.AsSingle(), IRegister<T, Register256<T>>.PositiveAboutOne).As<float, T>()
        : Avx512F.VL.GetMantissa(a._value.AsDouble(), IRegister<T, Register256<T>>.PositiveAboutOne).As<double, T>());

    public static Register256<T> Lookup(ref readonly T table, Register256<T> held, Register256<T> places) => new(Vector256.Create(
        Register128<T>.At(in table, places._value.GetLower(), 15), Register128<T>.At(in table, places._value.GetUpper(), 15)));

    public static Register256<T> Lookup(ref readonly T table, Register256<T> first, Register256<T> second, Register256<T> places) => new(Vector256.Create(
        Register128<T>.At(in table, places._value.GetLower(), 31), Register128<T>.At(in table, places._value.GetUpper(), 31)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register256<T> ShiftLeft(Register256<T> a, int count) =>
        new(typeof(T) == typeof(float) ? (a._value.AsInt32() << count).As<int, T>() : (a._value.AsInt64() << count).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register256<T> ShiftRight(Register256<T> a, int count) =>
        new(typeof(T) == typeof(float) ? (a._value.AsInt32() >>> count).As<int, T>() : (a._value.AsInt64() >>> count).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register256<T> AddBits(Register256<T> a, Register256<T> b) => new(typeof(T) == typeof(float)
        ? (a._value.AsInt32() + b._value.AsInt32()).As<int, T>()
        : (a._value.AsInt64() + b._value.AsInt64()).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register256<T> And(Register256<T> a, Register256<T> b) => new(a._value & b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AllLess(Register256<T> a, Register256<T> b) => Vector256.LessThanAll(a._value, b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register256<T> operator +(Register256<T> a, Register256<T> b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register256<T> operator -(Register256<T> a, Register256<T> b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register256<T> operator *(Register256<T> a, Register256<T> b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register256<T> operator /(Register256<T> a, Register256<T> b) => new(a._value / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register256<T> operator -(Register256<T> a) => new(-a._value);
}
