using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels;

/// <summary>What pooling needs of a vector register of some width; T is float or double, or anything for a single element.</summary>
internal unsafe interface IWindowLanes<T, TVector> where T : unmanaged where TVector : struct
{
    static abstract int Count { get; }

    static abstract TVector Load(T* source);

    static abstract void Store(TVector value, T* target);

    static abstract TVector Broadcast(T value);

    static abstract TVector Add(TVector x, TVector y);

    /// <summary>Where x takes the place of y as the largest element, a NaN being larger than any number: x where so, and else y.</summary>
    static abstract TVector Largest(TVector x, TVector y);

    /// <summary>As <see cref="Largest"/>, for elements that come with codes, of which the smallest stands for equal elements.</summary>
    static abstract void Choose(TVector x, TVector code, ref TVector y, ref TVector yCode);
}

internal readonly unsafe struct WindowLanes512<T> : IWindowLanes<T, Vector512<T>> where T : unmanaged
{
    public static int Count => Vector512<T>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Load(T* source) => Vector512.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<T> value, T* target) => value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Broadcast(T value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Add(Vector512<T> x, Vector512<T> y) => x + y;

    // x is not y's equal or less, or y is not a number: x.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Largest(Vector512<T> x, Vector512<T> y) =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(x, y) | ~Vector512.Equals(x, x), x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Choose(Vector512<T> x, Vector512<T> code, ref Vector512<T> y, ref Vector512<T> yCode)
    {
        Vector512<T> xNaN = ~Vector512.Equals(x, x), yNaN = ~Vector512.Equals(y, y);
        var isSame = Vector512.Equals(x, y) | (xNaN & yNaN);
        var isLarger = Vector512.GreaterThan(x, y) | (xNaN & ~yNaN) | (isSame & Vector512.LessThan(code, yCode));
        y = Vector512.ConditionalSelect(isLarger, x, y);
        yCode = Vector512.ConditionalSelect(isLarger, code, yCode);
    }
}

internal readonly unsafe struct WindowLanes256<T> : IWindowLanes<T, Vector256<T>> where T : unmanaged
{
    public static int Count => Vector256<T>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Load(T* source) => Vector256.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<T> value, T* target) => value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Broadcast(T value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Add(Vector256<T> x, Vector256<T> y) => x + y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Largest(Vector256<T> x, Vector256<T> y) =>
        Vector256.ConditionalSelect(Vector256.GreaterThan(x, y) | ~Vector256.Equals(x, x), x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Choose(Vector256<T> x, Vector256<T> code, ref Vector256<T> y, ref Vector256<T> yCode)
    {
        Vector256<T> xNaN = ~Vector256.Equals(x, x), yNaN = ~Vector256.Equals(y, y);
        var isSame = Vector256.Equals(x, y) | (xNaN & yNaN);
        var isLarger = Vector256.GreaterThan(x, y) | (xNaN & ~yNaN) | (isSame & Vector256.LessThan(code, yCode));
        y = Vector256.ConditionalSelect(isLarger, x, y);
        yCode = Vector256.ConditionalSelect(isLarger, code, yCode);
    }
}

internal readonly unsafe struct WindowLanes128<T> : IWindowLanes<T, Vector128<T>> where T : unmanaged
{
    public static int Count => Vector128<T>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Load(T* source) => Vector128.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<T> value, T* target) => value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Broadcast(T value) => Vector128.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Add(Vector128<T> x, Vector128<T> y) => x + y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Largest(Vector128<T> x, Vector128<T> y) =>
        Vector128.ConditionalSelect(Vector128.GreaterThan(x, y) | ~Vector128.Equals(x, x), x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Choose(Vector128<T> x, Vector128<T> code, ref Vector128<T> y, ref Vector128<T> yCode)
    {
        Vector128<T> xNaN = ~Vector128.Equals(x, x), yNaN = ~Vector128.Equals(y, y);
        var isSame = Vector128.Equals(x, y) | (xNaN & yNaN);
        var isLarger = Vector128.GreaterThan(x, y) | (xNaN & ~yNaN) | (isSame & Vector128.LessThan(code, yCode));
        y = Vector128.ConditionalSelect(isLarger, x, y);
        yCode = Vector128.ConditionalSelect(isLarger, code, yCode);
    }
}

/// <summary>A single element, for hardware without vectors and for rows that are shorter than one.</summary>
internal readonly unsafe struct WindowElement<T> : IWindowLanes<T, T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Count => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Load(T* source) => *source;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(T value, T* target) => *target = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Broadcast(T value) => value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Add(T x, T y) => x + y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Largest(T x, T y) => x > y || T.IsNaN(x) ? x : y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Choose(T x, T code, ref T y, ref T yCode)
    {
        var isSame = x == y || (T.IsNaN(x) && T.IsNaN(y));
        if (x > y || (T.IsNaN(x) && !T.IsNaN(y)) || (isSame && code < yCode))
            (y, yCode) = (x, code);
    }
}
