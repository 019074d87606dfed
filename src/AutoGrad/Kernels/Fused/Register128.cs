using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels.Fused;

/// <summary>128 bits.</summary>
internal readonly struct Register128<T>(Vector128<T> value) : IRegister<T, Register128<T>> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Vector128<T> _value = value;

    public static int Count => Vector128<T>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register128<T> Load(ref readonly T source, nuint place) => new(Vector128.LoadUnsafe(in source, place));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref T target, nuint place) => _value.StoreUnsafe(ref target, place);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register128<T> Repeat(T value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register128<T> Abs(Register128<T> a) => new(Vector128.Abs(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register128<T> Sqrt(Register128<T> a) => new(Vector128.Sqrt(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register128<T> Max(Register128<T> a, Register128<T> b) => new(Vector128.Max(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register128<T> Min(Register128<T> a, Register128<T> b) => new(Vector128.Min(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register128<T> WhereEqual(Register128<T> a, Register128<T> b, Register128<T> c, Register128<T> d) =>
        new(Vector128.ConditionalSelect(Vector128.Equals(a._value, b._value), c._value, d._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register128<T> WhereGreater(Register128<T> a, Register128<T> b, Register128<T> c, Register128<T> d) =>
        new(Vector128.ConditionalSelect(Vector128.GreaterThan(a._value, b._value), c._value, d._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register128<T> WhereGreaterOrEqual(Register128<T> a, Register128<T> b, Register128<T> c, Register128<T> d) =>
        new(Vector128.ConditionalSelect(Vector128.GreaterThanOrEqual(a._value, b._value), c._value, d._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register128<T> operator +(Register128<T> a, Register128<T> b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register128<T> operator -(Register128<T> a, Register128<T> b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register128<T> operator *(Register128<T> a, Register128<T> b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register128<T> operator /(Register128<T> a, Register128<T> b) => new(a._value / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register128<T> operator -(Register128<T> a) => new(-a._value);
}
