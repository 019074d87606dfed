using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoGrad.Kernels.Fused;

/// <summary>128 bits.</summary>
internal readonly struct Register128<T>(Vector128<T> value) : IRegister<T, Register128<T>> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Vector128<T> _value = value;

    public static int Count => Vector128<T>.Count;

    public static bool HasScale => Avx512F.VL.IsSupported;

    public static bool HasParts => HasScale;

    public static bool HasTables => Vector512.IsHardwareAccelerated;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register128<T> Load(ref readonly T source, nuint place) => new(Vector128.LoadUnsafe(in source, place));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref T target, nuint place) => _value.StoreUnsafe(ref target, place);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void StorePastCaches(T* target) => _value.StoreAlignedNonTemporal(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register128<T> Repeat(T value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register128<T> Abs(Register128<T> a) => new(Vector128.Abs(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register128<T> Sqrt(Register128<T> a) => new(Vector128.Sqrt(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register128<T> Ceiling(Register128<T> a) => new(typeof(T) == typeof(float)
        ? Vector128.Ceiling(a._value.AsSingle()).As<float, T>()
        : Vector128.Ceiling(a._value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register128<T> CopySign(Register128<T> a, Register128<T> b) => new(Vector128.CopySign(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register128<T> Max(Register128<T> a, Register128<T> b) => new(Vector128.Max(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register128<T> Min(Register128<T> a, Register128<T> b) => new(Vector128.Min(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T AddLanes(Register128<T> a) => typeof(T) == typeof(float)
        ? a._value.GetElement(0) + a._value.GetElement(2) + (a._value.GetElement(1) + a._value.GetElement(3))
        : a._value.GetElement(0) + a._value.GetElement(1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T MaxLanes(Register128<T> a)
    {
        // Each element beside its equal in the other half, then those two beside each other.
        var halves = Vector128.MaxNative(a._value, Vector128.Shuffle(a._value.AsInt64(), Vector128.Create(1L, 0)).As<long, T>());
        return typeof(T) == typeof(float)
            ? Vector128.MaxNative(halves, Vector128.Shuffle(halves.AsInt32(), Vector128.Create(1, 0, 3, 2)).As<int, T>()).ToScalar()
            : halves.ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T MinLanes(Register128<T> a)
    {
        // Each element beside its equal in the other half, then those two beside each other.
        var halves = Vector128.MinNative(a._value, Vector128.Shuffle(a._value.AsInt64(), Vector128.Create(1L, 0)).As<long, T>());
        return typeof(T) == typeof(float)
            ? Vector128.MinNative(halves, Vector128.Shuffle(halves.AsInt32(), Vector128.Create(1, 0, 3, 2)).As<int, T>()).ToScalar()
            : halves.ToScalar();
    }

    // Of two numbers of which one is NaN, the hardware gives the second, or NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register128<T> AtMost(Register128<T> a, Register128<T> limit) => new(Vector128.MinNative(limit._value, a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register128<T> AtLeast(Register128<T> a, Register128<T> limit) => new(Vector128.MaxNative(limit._value, a._value));

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
    public static Register128<T> MultiplyAdd(Register128<T> a, Register128<T> b, Register128<T> c) => new(typeof(T) == typeof(float)
        ? Vector128.FusedMultiplyAdd(a._value.AsSingle(), b._value.AsSingle(), c._value.AsSingle()).As<float, T>()
        : Vector128.FusedMultiplyAdd(a._value.AsDouble(), b._value.AsDouble(), c._value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register128<T> Scale(Register128<T> a, Register128<T> k) => new(typeof(T) == typeof(float)
        ? Avx512F.VL.Scale(a._value.AsSingle(), k._value.AsSingle()).As<float, T>()
        : Avx512F.VL.Scale(a._value.AsDouble(), k._value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register128<T> Exponent(Register128<T> a) => new(typeof(T) == typeof(float)
        ? Avx512F.VL.GetExponent(a._value.AsSingle()).As<float, T>()
        : Avx512F.VL.GetExponent(a._value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register128<T> Mantissa(Register128<T> a) => new(typeof(T) == typeof(float)
        ? Avx512F.VL.GetMantissa(a._value.AsSingle(), IRegister<T, Register128<T>>.PositiveAboutOne).As<float, T>()
        : Avx512F.VL.GetMantissa(a._value.AsDouble(), IRegister<T, Register128<T>>.PositiveAboutOne).As<double, T>());

    public static Register128<T> Lookup(ref readonly T table, Register128<T> held, Register128<T> places) => new(At(in table, places._value, 15));

    public static Register128<T> Lookup(ref readonly T table, Register128<T> first, Register128<T> second, Register128<T> places) =>
        new(At(in table, places._value, 31));

    /// <summary>The floats of a table at the places that a mask leaves of the bits.</summary>
    internal static Vector128<T> At(ref readonly T table, Vector128<T> places, int mask)
    {
        ref var first = ref Unsafe.As<T, float>(ref Unsafe.AsRef(in table));
        var bits = places.AsInt32() & Vector128.Create(mask);
        return Vector128.Create(
            Unsafe.Add(ref first, bits[0]), Unsafe.Add(ref first, bits[1]), Unsafe.Add(ref first, bits[2]), Unsafe.Add(ref first, bits[3])).As<float, T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register128<T> ShiftLeft(Register128<T> a, int count) =>
        new(typeof(T) == typeof(float) ? (a._value.AsInt32() << count).As<int, T>() : (a._value.AsInt64() << count).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register128<T> ShiftRight(Register128<T> a, int count) =>
        new(typeof(T) == typeof(float) ? (a._value.AsInt32() >>> count).As<int, T>() : (a._value.AsInt64() >>> count).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register128<T> AddBits(Register128<T> a, Register128<T> b) => new(typeof(T) == typeof(float)
        ? (a._value.AsInt32() + b._value.AsInt32()).As<int, T>()
        : (a._value.AsInt64() + b._value.AsInt64()).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register128<T> And(Register128<T> a, Register128<T> b) => new(a._value & b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AllLess(Register128<T> a, Register128<T> b) => Vector128.LessThanAll(a._value, b._value);

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
