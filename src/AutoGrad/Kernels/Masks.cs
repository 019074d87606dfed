using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoGrad.Kernels;

/// <summary>Comparisons into masks of 0 and 1, selection by a mask, and the sign.</summary>
internal static class Masks
{
    /// <summary>One comparison, of a vector and of an element.</summary>
    internal interface IComparison
    {
        static abstract Vector<T> Holds<T>(Vector<T> a, Vector<T> b) where T : unmanaged, IFloatingPointIeee754<T>;

        static abstract bool Holds<T>(T a, T b) where T : unmanaged, IFloatingPointIeee754<T>;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Compare<T, TComparison>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TComparison : struct, IComparison
    {
        var i = 0;
        if (Vector<T>.IsSupported)
        {
            var vectorsA = Vectors(a);
            var vectorsB = Vectors(b);
            var vectors = Vectors(y);
            for (var j = 0; j < vectors.Length; j++)
                vectors[j] = Vector.ConditionalSelect(TComparison.Holds(vectorsA[j], vectorsB[j]), Vector<T>.One, Vector<T>.Zero);
            i = vectors.Length * Vector<T>.Count;
        }
        for (; i < y.Length; i++)
            y[i] = TComparison.Holds(a[i], b[i]) ? T.One : T.Zero;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Compare<T, TComparison>(ReadOnlySpan<T> a, T b, Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TComparison : struct, IComparison
    {
        var i = 0;
        if (Vector<T>.IsSupported)
        {
            var repeated = Vector.Create(b);
            var vectorsA = Vectors(a);
            var vectors = Vectors(y);
            for (var j = 0; j < vectors.Length; j++)
                vectors[j] = Vector.ConditionalSelect(TComparison.Holds(vectorsA[j], repeated), Vector<T>.One, Vector<T>.Zero);
            i = vectors.Length * Vector<T>.Count;
        }
        for (; i < y.Length; i++)
            y[i] = TComparison.Holds(a[i], b) ? T.One : T.Zero;
    }

    /// <summary>y = condition ≠ 0 ? a : b. NaN is not 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Select<T>(ReadOnlySpan<T> condition, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var i = 0;
        if (Vector<T>.IsSupported)
        {
            var conditions = Vectors(condition);
            var vectorsA = Vectors(a);
            var vectorsB = Vectors(b);
            var vectors = Vectors(y);
            for (var j = 0; j < vectors.Length; j++)
                vectors[j] = Vector.ConditionalSelect(Vector.Equals(conditions[j], Vector<T>.Zero), vectorsB[j], vectorsA[j]);
            i = vectors.Length * Vector<T>.Count;
        }
        for (; i < y.Length; i++)
            y[i] = condition[i] == T.Zero ? b[i] : a[i];
    }

    /// <summary>-1, 1, or x itself where that is ±0 or NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sign<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var i = 0;
        if (Vector<T>.IsSupported)
        {
            var inputs = Vectors(x);
            var vectors = Vectors(y);
            for (var j = 0; j < vectors.Length; j++)
            {
                var v = inputs[j];
                var positive = Vector.ConditionalSelect(Vector.GreaterThan(v, Vector<T>.Zero), Vector<T>.One, v);
                vectors[j] = Vector.ConditionalSelect(Vector.LessThan(v, Vector<T>.Zero), -Vector<T>.One, positive);
            }
            i = vectors.Length * Vector<T>.Count;
        }
        for (; i < y.Length; i++)
            y[i] = x[i] > T.Zero ? T.One : x[i] < T.Zero ? -T.One : x[i];
    }

    /// <summary>x with numbers in place of NaN and of the infinities.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Replace<T>(ReadOnlySpan<T> x, T nan, T positiveInfinity, T negativeInfinity, Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var i = 0;
        if (Vector<T>.IsSupported)
        {
            var inputs = Vectors(x);
            var vectors = Vectors(y);
            for (var j = 0; j < vectors.Length; j++)
            {
                var v = inputs[j];
                var isPositive = Vector.Equals(v, Vector.Create(T.PositiveInfinity));
                var isNegative = Vector.Equals(v, Vector.Create(T.NegativeInfinity));
                var number = Vector.ConditionalSelect(Vector.Equals(v, v), v, Vector.Create(nan));
                number = Vector.ConditionalSelect(isPositive, Vector.Create(positiveInfinity), number);
                vectors[j] = Vector.ConditionalSelect(isNegative, Vector.Create(negativeInfinity), number);
            }
            i = vectors.Length * Vector<T>.Count;
        }
        for (; i < y.Length; i++)
            y[i] = T.IsNaN(x[i]) ? nan : T.IsPositiveInfinity(x[i]) ? positiveInfinity : T.IsNegativeInfinity(x[i]) ? negativeInfinity : x[i];
    }

    private static ReadOnlySpan<Vector<T>> Vectors<T>(ReadOnlySpan<T> span) where T : unmanaged =>
        MemoryMarshal.Cast<T, Vector<T>>(span);

    private static Span<Vector<T>> Vectors<T>(Span<T> span) where T : unmanaged => MemoryMarshal.Cast<T, Vector<T>>(span);

    internal readonly struct Greater : IComparison
    {
        public static Vector<T> Holds<T>(Vector<T> a, Vector<T> b) where T : unmanaged, IFloatingPointIeee754<T> => Vector.GreaterThan(a, b);

        public static bool Holds<T>(T a, T b) where T : unmanaged, IFloatingPointIeee754<T> => a > b;
    }

    internal readonly struct GreaterOrEqual : IComparison
    {
        public static Vector<T> Holds<T>(Vector<T> a, Vector<T> b) where T : unmanaged, IFloatingPointIeee754<T> =>
            Vector.GreaterThanOrEqual(a, b);

        public static bool Holds<T>(T a, T b) where T : unmanaged, IFloatingPointIeee754<T> => a >= b;
    }

    internal readonly struct Less : IComparison
    {
        public static Vector<T> Holds<T>(Vector<T> a, Vector<T> b) where T : unmanaged, IFloatingPointIeee754<T> => Vector.LessThan(a, b);

        public static bool Holds<T>(T a, T b) where T : unmanaged, IFloatingPointIeee754<T> => a < b;
    }

    internal readonly struct LessOrEqual : IComparison
    {
        public static Vector<T> Holds<T>(Vector<T> a, Vector<T> b) where T : unmanaged, IFloatingPointIeee754<T> =>
            Vector.LessThanOrEqual(a, b);

        public static bool Holds<T>(T a, T b) where T : unmanaged, IFloatingPointIeee754<T> => a <= b;
    }

    internal readonly struct Equal : IComparison
    {
        public static Vector<T> Holds<T>(Vector<T> a, Vector<T> b) where T : unmanaged, IFloatingPointIeee754<T> => Vector.Equals(a, b);

        public static bool Holds<T>(T a, T b) where T : unmanaged, IFloatingPointIeee754<T> => a == b;
    }

    internal readonly struct NotEqual : IComparison
    {
        public static Vector<T> Holds<T>(Vector<T> a, Vector<T> b) where T : unmanaged, IFloatingPointIeee754<T> => ~Vector.Equals(a, b);

        public static bool Holds<T>(T a, T b) where T : unmanaged, IFloatingPointIeee754<T> => a != b;
    }

    /// <summary>Equal, or NaN both.</summary>
    internal readonly struct Same : IComparison
    {
        public static Vector<T> Holds<T>(Vector<T> a, Vector<T> b) where T : unmanaged, IFloatingPointIeee754<T> =>
            Vector.Equals(a, b) | ~(Vector.Equals(a, a) | Vector.Equals(b, b));

        public static bool Holds<T>(T a, T b) where T : unmanaged, IFloatingPointIeee754<T> => a.Equals(b);
    }
}
