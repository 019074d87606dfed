using System.Numerics;
using System.Runtime.CompilerServices;
using AutoGrad.Kernels.Singles;

namespace AutoGrad.Kernels;

/// <summary>eˣ, 2ˣ, the logistic sigmoid, and eˣ - 1, which has all its digits near 0 too.</summary>
internal static class Exponentials
{
    /// <summary>y = eˣ; the results may lie where the elements do.</summary>
    public static void Exp<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IExponentialFunctions<T> =>
        ElementaryMap.ApplyByType<T, ExpFunction, SingleExp>(x, y);

    /// <summary>y = 1/(1 + e⁻ˣ); the results may lie where the elements do.</summary>
    public static void Sigmoid<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IExponentialFunctions<T> =>
        ElementaryMap.ApplyByType<T, SigmoidFunction, SingleSigmoid>(x, y);

    public static void Exp2<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged => ElementaryMap.Apply<T, Exp2Function>(x, y);

    public static void ExpM1<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged =>
        ElementaryMap.ApplyByType<T, ExpM1Function, SingleExpM1>(x, y);

    private readonly struct ExpFunction : IElementaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Evaluate<T, V>(V x) where T : unmanaged where V : unmanaged, IDoubles<V>
        {
            // Mostly all results are ordinary numbers, and 2ᵏ too.
            if (V.All(V.Less(V.Abs(x), 708)))
            {
                var fraction = Exponential.Reduced<T, V>(x, 0, out var exponent);
                return (1 + fraction) * Exponential.PowerOf2(exponent);
            }
            var inside = V.Select(V.Less(710, x), 710, V.Select(V.Less(x, -746), -746, x));
            var p = Exponential.Reduced<T, V>(inside, 0, out var k);
            return Exponential.Scale(1 + p, k);
        }
    }

    private readonly struct SigmoidFunction : IElementaryFunction
    {
        // To the left eˣ/(1 + eˣ), which keeps its digits as it vanishes.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Evaluate<T, V>(V x) where T : unmanaged where V : unmanaged, IDoubles<V>
        {
            var power = ExpFunction.Evaluate<T, V>(-V.Abs(x));
            return V.Select(V.Less(x, 0), power, 1) / (1 + power);
        }
    }

    private readonly struct Exp2Function : IElementaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Evaluate<T, V>(V x) where T : unmanaged where V : unmanaged, IDoubles<V>
        {
            x = V.Select(V.Less(1030, x), 1030, V.Select(V.Less(x, -1080), -1080, x));
            var k = V.Round(x);
            var r = x - k;
            // ln 2 in two parts: rounded alone, it would lose a digit.
            var p = Exponential.Minus1<T, V>(V.MultiplyAdd(r, 0.6931471805599453, r * 2.3190468138462996e-17));
            return Exponential.Scale(1 + p, k);
        }
    }

    private readonly struct ExpM1Function : IElementaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Evaluate<T, V>(V x) where T : unmanaged where V : unmanaged, IDoubles<V>
        {
            var inside = V.Select(V.Less(710, x), 710, V.Select(V.Less(x, -60), -60, x));
            var p = Exponential.Reduced<T, V>(inside, 0, out var k);
            // 2ᵏ(1 + p) - 1 = 2ᵏ(p + (1 - 2⁻ᵏ)), where 2⁻ᵏ does not count for large k.
            var least = V.Select(V.Less(1000, k), 1000, k);
            var y = Exponential.Scale(p + (1 - Exponential.PowerOf2(-least)), k);
            // The sign of a zero is kept.
            return V.Select(V.Equal(x, 0), x, y);
        }
    }
}
