using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AutoGrad.Kernels;
using AutoGrad.Kernels.Fused;
using AutoGrad.Kernels.Singles;
using AutoGrad.Kernels.Special;

namespace AutoGrad.Benchmarks.Functions;

/// <summary>The functions of the table, in one element type.</summary>
internal static partial class FunctionCases<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static IEnumerable<FunctionCase> All { get; } =
    [
        .. Unary<ExpOf>("exp", Exponentials.Exp<T>, (-10, 10)),
        .. Unary<Exp2Of>("exp2", Exponentials.Exp2<T>, (-10, 10)),
        .. Unary<ExpM1Of>("expm1", Exponentials.ExpM1<T>, (-0.5, 0.5), (-10, 10)),
        .. Unary<Log2Of>("log2", Logarithms.Log2<T>, (0, 10)),
        .. Unary<Log10Of>("log10", Logarithms.Log10<T>, (0, 10)),
        .. Unary<Log1pOf>("log1p", Logarithms.Log1p<T>, (-0.5, 0.5), (0, 1e4)),
        .. Unary<SigmoidOf>("sigmoid", Exponentials.Sigmoid<T>, (-4, 4), (-40, 40)),
        .. Unary<SoftplusOf>("softplus", SoftplusKernel.Softplus<T>, (-4, 4)),
        .. Unary<TanOf>("tan", Trigonometry.Tan<T>, (-3, 3), (-1e5, 1e5)),
        .. Unary<AsinOf>("asin", InverseTrigonometry.Asin<T>, (-1, 1)),
        .. Unary<AcosOf>("acos", InverseTrigonometry.Acos<T>, (-1, 1)),
        .. Unary<AtanOf>("atan", InverseTrigonometry.Atan<T>, (-1, 1), (-100, 100)),
        .. Unary<SinhOf>("sinh", Hyperbolics.Sinh<T>, (-1, 1), (-40, 40)),
        .. Unary<CoshOf>("cosh", Hyperbolics.Cosh<T>, (-1, 1), (-40, 40)),
        .. Unary<TanhOf>("tanh", Hyperbolics.Tanh<T>, (-1, 1), (-10, 10)),
        .. Unary<AsinhOf>("asinh", Hyperbolics.Asinh<T>, (-1, 1), (-1e4, 1e4)),
        .. Unary<AcoshOf>("acosh", Hyperbolics.Acosh<T>, (1, 2), (1, 1e4)),
        .. Unary<AtanhOf>("atanh", Hyperbolics.Atanh<T>, (-1, 1)),
        .. Unary<CbrtOf>("cbrt", Roots.Cbrt<T>, (-10, 10)),
        .. Binary<Atan2Of>("atan2", InverseTrigonometry.Atan2<T>, ("-10 to 10", random => (Uniform(random, -10, 10), Uniform(random, -10, 10)))),
        .. Binary<HypotOf>("hypot", Roots.Hypot<T>, ("-10 to 10", random => (Uniform(random, -10, 10), Uniform(random, -10, 10)))),
        .. Binary<RemainderOf>("remainder", Division.Remainder<T>, ("-10 to 10", random => (Uniform(random, -10, 10), Uniform(random, -10, 10)))),
        .. Binary<LogAddExpOf>("logaddexp", LogAddExpKernel.LogAddExp<T>, ("-10 to 10", random => (Uniform(random, -10, 10), Uniform(random, -10, 10)))),
        .. Powers,
        .. Special<ErrorFunction.Erf, SingleErrorFunction.Erf>("erf", (-1, 1), (-4, 4)),
        .. Special<ErrorFunction.Erfc, SingleErrorFunction.Erfc>("erfc", (-0.5, 0.5), (-4, 10)),
        .. Special<ErrorFunction.Gelu, SingleErrorFunction.Gelu>("gelu", (-4, 4)),
        .. Unary<GeluTanhOf>("gelu by tanh", GeluTanhKernel.Gelu<T>, (-4, 4)),
        .. Special<InverseErrorFunction>("erfinv", default, (-0.9, 0.9), (-1, 1)),
        .. Special<LogGamma>("lgamma", default, (0, 2.5), (0, 20), (2.5, 1e6), (-20, 0), (-20, 20), (-1e6, 0)),
        .. Special<Digamma>("digamma", default, (0, 2), (0, 20), (2, 1e6), (-20, 0), (-20, 20), (-1e6, 0)),
        .. Special("trigamma", new Polygamma(1), (0, 20), (-20, 20)),
        .. Special<LogOdds>("logit", default, (0, 1)),
        .. Special("sinc", new Sinc(0), (-4, 4)),
        .. Special("sinc'", new Sinc(1), (-4, 4)),
    ];

    private static IEnumerable<FunctionCase> Unary<TScalar>(
        string name, Action<ReadOnlySpan<T>, Span<T>> kernel, params (double Low, double High)[] ranges) where TScalar : struct, IScalarFunction<T> =>
        ranges.Select(range => new FunctionCase(name, Text(range), () =>
        {
            var (x, y) = (Numbers(range), new T[FunctionCase.Elements]);
            return (() => kernel(x, y), () => Loop<TScalar>(x, x, y));
        }));

    private static IEnumerable<FunctionCase> Binary<TScalar>(
        string name, Action<ReadOnlySpan<T>, ReadOnlySpan<T>, Span<T>> kernel, params (string Text, Func<Random, (double, double)> Pair)[] inputs)
        where TScalar : struct, IScalarFunction<T> =>
        inputs.Select(input => new FunctionCase(name, input.Text, () =>
        {
            var random = new Random(1);
            var (a, b, y) = (new T[FunctionCase.Elements], new T[FunctionCase.Elements], new T[FunctionCase.Elements]);
            for (var i = 0; i < a.Length; i++)
            {
                var (first, second) = input.Pair(random);
                (a[i], b[i]) = (T.CreateTruncating(first), T.CreateTruncating(second));
            }
            return (() => kernel(a, b, y), () => Loop<TScalar>(a, b, y));
        }));

    private static IEnumerable<FunctionCase> Special<TFunction>(string name, TFunction function, params (double Low, double High)[] ranges)
        where TFunction : struct, ILaneFunction =>
        ranges.Select(range => new FunctionCase(name, Text(range), () =>
        {
            var (x, y) = (Numbers(range), new T[FunctionCase.Elements]);
            return (() => LaneMap.Apply(function, x, y), () => OneByOne(function, x, y));
        }));

    // Where float has its own function, and its own text for one element.
    private static IEnumerable<FunctionCase> Special<TFunction, TSingle>(string name, params (double Low, double High)[] ranges)
        where TFunction : struct, ILaneFunction where TSingle : struct, ISingleFunction =>
        ranges.Select(range => new FunctionCase(name, Text(range), () =>
        {
            var (x, y) = (Numbers(range), new T[FunctionCase.Elements]);
            if (x is not float[] singles)
                return (() => LaneMap.Apply<T, TFunction>(x, y), () => OneByOne<TFunction>(default, x, y));
            var results = (float[])(object)y;
            return (() => LaneMap.Apply<T, TFunction, TSingle>(x, y), () => TSingle.Apply<Register1<float>>(singles, results));
        }));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Loop<TScalar>(T[] a, T[] b, T[] y) where TScalar : struct, IScalarFunction<T>
    {
        for (var i = 0; i < y.Length && i < a.Length && i < b.Length; i++)
            y[i] = TScalar.At(a[i], b[i]);
    }

    private static void OneByOne<TFunction>(TFunction function, T[] x, T[] y) where TFunction : struct, ILaneFunction
    {
        if (x is double[])
        {
            LaneMap.ApplyIn<TFunction, Lanes1>(function, MemoryMarshal.Cast<T, double>(x), MemoryMarshal.Cast<T, double>(y.AsSpan()));
            return;
        }
        Span<double> values = stackalloc double[FunctionCase.Elements];
        TensorPrimitives.ConvertTruncating<T, double>(x, values);
        LaneMap.ApplyIn<TFunction, Lanes1>(function, values, values);
        TensorPrimitives.ConvertTruncating<double, T>(values, y);
    }

    private static T[] Numbers((double Low, double High) range)
    {
        var random = new Random(1);
        var numbers = new T[FunctionCase.Elements];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = T.CreateTruncating(Uniform(random, range.Low, range.High));
        return numbers;
    }

    private static string Text((double Low, double High) range) => FormattableString.Invariant($"{range.Low} to {range.High}");

    private static double Uniform(Random random, double low, double high) => low + ((high - low) * random.NextDouble());
}
