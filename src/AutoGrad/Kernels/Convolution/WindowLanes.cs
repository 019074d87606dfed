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

    /// <summary>The larger element, y where they are equal, and NaN where one is.</summary>
    static abstract TVector Largest(TVector x, TVector y);

    /// <summary>The first ones of the pairs of neighbours in x and then in y.</summary>
    static abstract TVector First(TVector x, TVector y);

    /// <summary>The second ones of the pairs of neighbours in x and then in y.</summary>
    static abstract TVector Second(TVector x, TVector y);

    /// <summary>Writes pairs of an element of the first vector and one of the second.</summary>
    static abstract void StorePairs(TVector first, TVector second, T* target);

    /// <summary>Where x is larger than y, or a NaN and y is none: a mask for <see cref="Select"/>.</summary>
    static abstract TVector Beats(TVector x, TVector y);

    static abstract TVector Select(TVector mask, TVector x, TVector y);

    /// <summary>Replaces y by x where x is larger, or as large and of a smaller code. A NaN is larger than any number, and as large as another.</summary>
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Largest(Vector512<T> x, Vector512<T> y) =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(x, y) | ~Vector512.Equals(x, x), x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> First(Vector512<T> x, Vector512<T> y) => Neighbours.First(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Second(Vector512<T> x, Vector512<T> y) => Neighbours.Second(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePairs(Vector512<T> first, Vector512<T> second, T* target)
    {
        Neighbours.JoinLower(first, second).Store(target);
        Neighbours.JoinUpper(first, second).Store(target + Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Beats(Vector512<T> x, Vector512<T> y) => Vector512.Equals(y, y) & ~Vector512.LessThanOrEqual(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Select(Vector512<T> mask, Vector512<T> x, Vector512<T> y) => Vector512.ConditionalSelect(mask, x, y);

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
    public static Vector256<T> First(Vector256<T> x, Vector256<T> y) => Neighbours.First(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Second(Vector256<T> x, Vector256<T> y) => Neighbours.Second(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePairs(Vector256<T> first, Vector256<T> second, T* target)
    {
        Neighbours.JoinLower(first, second).Store(target);
        Neighbours.JoinUpper(first, second).Store(target + Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Beats(Vector256<T> x, Vector256<T> y) => Vector256.Equals(y, y) & ~Vector256.LessThanOrEqual(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Select(Vector256<T> mask, Vector256<T> x, Vector256<T> y) => Vector256.ConditionalSelect(mask, x, y);

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
    public static Vector128<T> First(Vector128<T> x, Vector128<T> y) => Neighbours.First(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Second(Vector128<T> x, Vector128<T> y) => Neighbours.Second(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePairs(Vector128<T> first, Vector128<T> second, T* target)
    {
        Neighbours.JoinLower(first, second).Store(target);
        Neighbours.JoinUpper(first, second).Store(target + Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Beats(Vector128<T> x, Vector128<T> y) => Vector128.Equals(y, y) & ~Vector128.LessThanOrEqual(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Select(Vector128<T> mask, Vector128<T> x, Vector128<T> y) => Vector128.ConditionalSelect(mask, x, y);

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
    public static T First(T x, T y) => x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Second(T x, T y) => y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePairs(T first, T second, T* target) => (target[0], target[1]) = (first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Beats(T x, T y) => x > y || (T.IsNaN(x) && !T.IsNaN(y)) ? T.One : T.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Select(T mask, T x, T y) => mask == T.Zero ? y : x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Choose(T x, T code, ref T y, ref T yCode)
    {
        var isSame = x == y || (T.IsNaN(x) && T.IsNaN(y));
        if (x > y || (T.IsNaN(x) && !T.IsNaN(y)) || (isSame && code < yCode))
            (y, yCode) = (x, code);
    }
}
