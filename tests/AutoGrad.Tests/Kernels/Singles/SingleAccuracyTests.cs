using AutoGrad.Kernels;
using AutoGrad.Kernels.Fused;
using AutoGrad.Kernels.Singles;
using AutoGrad.Kernels.Special;

namespace AutoGrad.Tests.Kernels.Singles;

/// <summary>
/// The functions computed in float registers, at floats of every exponent and sign. The references are the functions in double, whose error, some
/// units of 2⁻⁵², and 2⁻⁴³ for those with an exponential of what was rounded, is nothing beside a unit of 2⁻²³.
/// </summary>
public class SingleAccuracyTests
{
    // 1.4 million floats, no two exponents with the same ones, and those where a formula changes.
    private static readonly float[] Points =
    [
        .. Enumerable.Range(0, (int)(0x1_0000_0000 / 3001)).Select(i => BitConverter.UInt32BitsToSingle((uint)i * 3001)).Where(float.IsFinite),
        .. new[] { 0.55f, 1, 4, 9.1f, 10.5f, 14.8f, 15, 87.3f, 88.7228f, 89, 103.9721f, 104 }.SelectMany(x => Enumerable.Range(-300, 601).Select(i => BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(x) + i)))
            .SelectMany(x => new[] { x, -x }),
        .. Enumerable.Range(0, 200_000).Select(i => -15 + (i * 0.00015f)),
    ];

    [Fact]
    public void Exp_IsWithin2UnitsInTheLastPlace() => Check<SingleExp>(2, Array.ConvertAll(Doubles(), Math.Exp));

    [Fact]
    public void Log_IsWithin1UnitInTheLastPlace() => Check<SingleLog>(1, Array.ConvertAll(Doubles(), Math.Log));

    [Fact]
    public void Sigmoid_IsWithin3UnitsInTheLastPlace() =>
        Check<SingleSigmoid>(3, Array.ConvertAll(Doubles(), v => v < 0 ? Math.Exp(v) / (1 + Math.Exp(v)) : 1 / (1 + Math.Exp(-v))));

    [Fact]
    public void Tanh_IsWithin2UnitsInTheLastPlace() => Check<SingleTanh>(2, Array.ConvertAll(Doubles(), Math.Tanh));

    // The kernels for double have all digits near 0, and other tests hold them to 750 digits.
    [Fact]
    public void ExpM1_IsWithin2UnitsInTheLastPlace() => Check<SingleExpM1>(2, OfDoubles(Exponentials.ExpM1));

    [Fact]
    public void Log1p_IsWithin2UnitsInTheLastPlace() => Check<SingleLog1p>(2, OfDoubles(Logarithms.Log1p));

    [Fact]
    public void Asinh_IsWithin4UnitsInTheLastPlace() => Check<SingleAsinh>(4, OfDoubles(Hyperbolics.Asinh));

    [Fact]
    public void Acosh_IsWithin4UnitsInTheLastPlace() => Check<SingleAcosh>(4, OfDoubles(Hyperbolics.Acosh));

    [Fact]
    public void Log2_IsWithin2UnitsInTheLastPlace() => Check<SingleLogOfBase.Base2>(2, Array.ConvertAll(Doubles(), Math.Log2));

    [Fact]
    public void Log10_IsWithin2UnitsInTheLastPlace() => Check<SingleLogOfBase.Base10>(2, Array.ConvertAll(Doubles(), Math.Log10));

    [Fact]
    public void Erf_IsWithin2UnitsInTheLastPlace() => Check<SingleErrorFunction.Erf>(2, InDouble<ErrorFunction.Erf>(Doubles()));

    [Fact]
    public void Erfc_IsWithin3UnitsInTheLastPlace() => Check<SingleErrorFunction.Erfc>(3, InDouble<ErrorFunction.Erfc>(Doubles()));

    [Fact]
    public void Gelu_IsWithin4UnitsInTheLastPlace()
    {
        var x = Doubles();
        var complement = InDouble<ErrorFunction.Erfc>(Array.ConvertAll(x, v => -Math.Sqrt(0.5) * v));
        Check<SingleErrorFunction.Gelu>(4, [.. x.Select((v, i) => 0.5 * v * complement[i])]);
    }

    [Fact]
    public void GeluTanh_IsWithin4UnitsInTheLastPlace() =>
        Check<SingleGeluTanh>(4, Array.ConvertAll(Doubles(), v => v / (1 + Math.Exp(-Math.Sqrt(8 / Math.PI) * (v + (0.044715 * v * v * v))))));

    [Fact]
    public void SpecialValues_AreThoseOfDouble()
    {
        CheckSpecial<SingleTanh>(-1, 1);
        CheckSpecial<SingleErrorFunction.Erf>(-1, 1);
        CheckSpecial<SingleErrorFunction.Gelu>(float.NaN, float.PositiveInfinity);
        CheckSpecial<SingleGeluTanh>(float.NaN, float.PositiveInfinity);
        Assert.Equal([0, float.PositiveInfinity, float.NaN, 1, 1], Run<SingleExp, Register1<float>>([float.NegativeInfinity, float.PositiveInfinity, float.NaN, 0, -0f]));
        Assert.Equal(
            [float.NaN, float.PositiveInfinity, float.NaN, float.NegativeInfinity, float.NegativeInfinity, float.NaN, 0],
            Run<SingleLog, Register1<float>>([float.NegativeInfinity, float.PositiveInfinity, float.NaN, 0, -0f, -1, 1]));
        Assert.Equal([0, 1, float.NaN, 0.5f, 0.5f], Run<SingleSigmoid, Register1<float>>([float.NegativeInfinity, float.PositiveInfinity, float.NaN, 0, -0f]));
        Assert.Equal([-1, float.PositiveInfinity, float.NaN, 0, -0f], Run<SingleExpM1, Register1<float>>([float.NegativeInfinity, float.PositiveInfinity, float.NaN, 0, -0f]));
        Assert.Equal(
            [float.NaN, float.NegativeInfinity, float.PositiveInfinity, float.NaN, 0, -0f], Run<SingleLog1p, Register1<float>>([-2, -1, float.PositiveInfinity, float.NaN, 0, -0f]));
        Assert.Equal(
            [float.NaN, float.NegativeInfinity, float.NegativeInfinity, float.PositiveInfinity, float.NaN, 0, -149],
            Run<SingleLogOfBase.Base2, Register1<float>>([-2, 0, -0f, float.PositiveInfinity, float.NaN, 1, float.Epsilon]));
        Assert.Equal(
            [float.NegativeInfinity, float.PositiveInfinity, float.NaN, 0, -0f],
            Run<SingleAsinh, Register1<float>>([float.NegativeInfinity, float.PositiveInfinity, float.NaN, 0, -0f]));
        Assert.Equal(
            [float.NaN, float.NaN, float.NaN, float.PositiveInfinity, float.NaN, 0],
            Run<SingleAcosh, Register1<float>>([-2, 0, 0.99f, float.PositiveInfinity, float.NaN, 1]));
        Assert.Equal([2, 0, float.NaN, 1, 1], Run<SingleErrorFunction.Erfc, Register1<float>>([float.NegativeInfinity, float.PositiveInfinity, float.NaN, 0, -0f]));
    }

    [Fact]
    public void EveryWidth_GivesTheSameBits()
    {
        CheckWidths<SingleExp>();
        CheckWidths<SingleLog>();
        CheckWidths<SingleSigmoid>();
        CheckWidths<SingleTanh>();
        CheckWidths<SingleExpM1>();
        CheckWidths<SingleLog1p>();
        CheckWidths<SingleAsinh>();
        CheckWidths<SingleAcosh>();
        CheckWidths<SingleLogOfBase.Base2>();
        CheckWidths<SingleLogOfBase.Base10>();
        CheckWidths<SingleErrorFunction.Erf>();
        CheckWidths<SingleErrorFunction.Erfc>();
        CheckWidths<SingleErrorFunction.Gelu>();
        CheckWidths<SingleGeluTanh>();
    }

    // So many results go past the caches, from where the memory is aligned.
    [Fact]
    public void ManyElements_HaveTheBitsOfFew_FromEveryAlignment()
    {
        CheckMany<SingleExp>();
        CheckMany<SingleTanh>();
        // One element in thirty is to the left of the tables.
        CheckMany<SingleErrorFunction.Gelu>();
    }

    // Ordinary elements beside any others, in every place of a register.
    [Fact]
    public void AnElement_HasTheSameBits_InAnyCompany()
    {
        CheckCompany<SingleExp>();
        CheckCompany<SingleLog>();
        CheckCompany<SingleSigmoid>();
        CheckCompany<SingleTanh>();
        CheckCompany<SingleErrorFunction.Erf>();
        CheckCompany<SingleErrorFunction.Gelu>();
    }

    private static double[] Doubles() => Array.ConvertAll(Points, x => (double)x);

    private static double[] OfDoubles(Action<ReadOnlySpan<double>, Span<double>> function)
    {
        var y = new double[Points.Length];
        function(Doubles(), y);
        return y;
    }

    private static double[] InDouble<TFunction>(double[] x) where TFunction : struct, ILaneFunction
    {
        var y = new double[x.Length];
        LaneMap.Apply<double, TFunction>(x, y);
        return y;
    }

    private static float[] Run<TFunction, V>(float[] x) where TFunction : struct, ISingleFunction where V : struct, IRegister<float, V>
    {
        var y = new float[x.Length];
        TFunction.Apply<V>(x, y);
        return y;
    }

    private static void Check<TFunction>(double limit, double[] expected) where TFunction : struct, ISingleFunction
    {
        var y = new float[Points.Length];
        SingleMap.Apply<TFunction>(Points, y);
        for (var i = 0; i < y.Length; i++)
        {
            var size = MathF.Abs((float)expected[i]);
            if (y[i].Equals((float)expected[i]))
                continue;
            var ulps = Math.Abs(y[i] - expected[i]) / ((double)MathF.BitIncrement(size) - size);
            Expect.True(ulps <= limit, $"{ulps:F2} ulp at {Points[i]:R}: expected {expected[i]:R}, got {y[i]:R}");
        }
    }

    private static void CheckSpecial<TFunction>(float atNegativeInfinity, float atInfinity) where TFunction : struct, ISingleFunction
    {
        var y = Run<TFunction, Register1<float>>([float.NegativeInfinity, float.PositiveInfinity, float.NaN, 0, -0f]);
        Assert.Equal([atNegativeInfinity, atInfinity, float.NaN, 0, -0f], y);
        Assert.Equal((false, true), (float.IsNegative(y[3]), float.IsNegative(y[4])));
    }

    private static void CheckWidths<TFunction>() where TFunction : struct, ISingleFunction
    {
        // Every twentieth: one at a time is slow. Their number fills no register.
        float[] x = [.. Points.Where((_, i) => i % 20 == 0), float.NaN, float.PositiveInfinity, float.NegativeInfinity, 0, -0f, 1, 2, 3];
        Assert.NotEqual(0, x.Length % 4);
        var expected = Bits(Run<TFunction, Register1<float>>(x));
        Assert.Equal(expected, Bits(Run<TFunction, Register128<float>>(x)));
        Assert.Equal(expected, Bits(Run<TFunction, Register256<float>>(x)));
        Assert.Equal(expected, Bits(Run<TFunction, Register512<float>>(x)));
    }

    private static void CheckMany<TFunction>() where TFunction : struct, ISingleFunction
    {
        var x = new float[200_000];
        new RandomStream(3).FillNormal<float>(x, 0, 3);
        var expected = new float[x.Length];
        for (var i = 0; i < x.Length; i += 1000)
            SingleMap.Apply<TFunction>(x.AsSpan(i, 1000), expected.AsSpan(i, 1000));
        for (var start = 0; start < 17; start++)
        {
            var y = new float[x.Length + 18];
            SingleMap.Apply<TFunction>(x.AsSpan(start), y.AsSpan(start + 1, x.Length - start));
            Assert.Equal(expected[start..], y[(start + 1)..(x.Length + 1)]);
            Assert.Equal(0, y[start]);
            Assert.Equal(0, y[x.Length + 1]);
        }
        SingleMap.Apply<TFunction>(x, x);
        Assert.Equal(expected, x);
    }

    private static void CheckCompany<TFunction>() where TFunction : struct, ISingleFunction
    {
        var random = new Random(7);
        float[] strange = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, 0, -0f, -1, -6, -20, -1e30f, 1e30f, float.Epsilon, -float.Epsilon, 1e-39f];
        var x = new float[10_000];
        for (var i = 0; i < x.Length; i++)
            x[i] = random.Next(i % 1000) < 20 ? strange[random.Next(strange.Length)] : (float)(20 * random.NextDouble()) - 5;
        var together = new float[x.Length];
        SingleMap.Apply<TFunction>(x, together);
        var alone = new float[x.Length];
        for (var i = 0; i < x.Length; i++)
            SingleMap.Apply<TFunction>(x.AsSpan(i, 1), alone.AsSpan(i, 1));
        Assert.Equal(Bits(alone), Bits(together));
    }

    // One NaN is as good as another.
    private static int[] Bits(float[] y) => Array.ConvertAll(y, value => BitConverter.SingleToInt32Bits(float.IsNaN(value) ? float.NaN : value));
}
