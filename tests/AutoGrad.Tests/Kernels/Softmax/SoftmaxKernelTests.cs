using System.Numerics;
using AutoGrad.Kernels;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Tests.Kernels;

[Collection(nameof(AutoGradSettings))]
public class SoftmaxKernelTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(7, 10, 1)]
    [InlineData(10_001, 10, 1)]
    [InlineData(500, 32, 1)]
    [InlineData(500, 33, 1)]
    [InlineData(3, 1025, 1)]
    [InlineData(2, 65_536, 1)]
    [InlineData(2, 65_537, 1)]
    [InlineData(1, 200_003, 1)]
    [InlineData(2, 21, 5000)]
    [InlineData(1, 3000, 50)]
    [InlineData(2, 2049, 7)]
    [InlineData(3, 5003, 2)]
    [InlineData(1, 2100, 1030)]
    [InlineData(1, 40, 1024)]
    [InlineData(50, 33, 60)]
    public void SoftmaxAndItsLogarithm_MatchAPlainOne_WithTheSameBitsOnEveryNumberOfThreads(int outer, int length, int inner)
    {
        Check<double>(outer, length, inner, 1e-12);
        Check<float>(outer, length, inner, 1e-5);
    }

    [Theory]
    [InlineData(100_000)]
    [InlineData(100)]
    public void Softmax_OfInfinities_IsThatOfEachElement(int length)
    {
        var x = new double[length];
        x.AsSpan(0, length * 3 / 4).Fill(double.NegativeInfinity);
        var y = new double[length];
        SoftmaxKernel.Softmax<double>(x, y, 1, length, 1);
        Assert.All(y[..(length * 3 / 4)], value => Assert.Equal(0, value));
        Assert.All(y[(length * 3 / 4)..], value => Assert.Equal(4.0 / length, value, 12));

        x[0] = double.NaN;
        SoftmaxKernel.Softmax<double>(x, y, 1, length, 1);
        Assert.All(y, value => Assert.Equal(double.NaN, value));
    }

    // Around the ends of registers, of blocks and of tiles; so few lines that they are not transposed, and so many that they are.
    [Fact]
    public void Softmax_OfEveryLengthNearABlock_MatchesAPlainOne()
    {
        foreach (var length in Enumerable.Range(1, 70).Concat([1023, 1024, 1025, 1039, 1041, 2047, 2049]))
        {
            CheckOnce<float>(3, length, 1, 1e-5);
            CheckOnce<double>(3, length, 1, 1e-12);
            CheckOnce<float>(1, 5, length, 1e-5);
            CheckOnce<double>(1, 5, length, 1e-12);
            if (length <= 40)
                CheckOnce<float>(40, length, 1, 1e-5);
        }
    }

    [Theory]
    [InlineData(1, 5, 1)]
    [InlineData(20, 5, 1)]
    [InlineData(1, 16, 1)]
    [InlineData(3, 100, 1)]
    [InlineData(2, 1500, 1)]
    [InlineData(1, 70_000, 1)]
    [InlineData(1, 9, 19)]
    [InlineData(2, 40, 3)]
    [InlineData(2, 9000, 3)]
    [InlineData(1, 2048, 3)]
    public void NonFiniteElements_ReachAllOfTheirLine(int outer, int length, int inner)
    {
        double[][] lines =
        [
            [double.NaN, 1], [double.NaN, double.PositiveInfinity], [double.PositiveInfinity, double.NaN], [double.PositiveInfinity, 1], [1, double.NegativeInfinity],
            [double.NegativeInfinity, double.NegativeInfinity], [double.NegativeInfinity, double.NaN], [double.PositiveInfinity, double.NegativeInfinity],
        ];
        foreach (var line in lines)
        {
            foreach (var place in new[] { 0, length / 2, length - 1 })
            {
                CheckNonFinite<float>(outer, length, inner, line[0], line[1], place);
                CheckNonFinite<double>(outer, length, inner, line[0], line[1], place);
            }
        }
    }

    [Fact]
    public void LinesInRegistersOfEveryWidth_HaveTheSameBits()
    {
        CheckWidths<float, SingleNegativeExponential>();
        CheckWidths<double, DoubleNegativeExponential>();
    }

    [Fact]
    public void ExponentialsOfNegativeFloats_AreWithinOneAndAHalfUnitsInTheLastPlace()
    {
        float[] x = [.. Enumerable.Range(0, 200_000).Select(i => -i * 0.00052f), .. Enumerable.Range(0, 100_000).Select(i => -i * 1e-5f), -0f, -87.3f, -103.9f, -110, -1e10f, float.MinValue, float.NegativeInfinity];
        var pair = new float[2];
        foreach (var value in x)
        {
            var (expected, y) = (Math.Exp(value), new float[1]);
            SingleNegativeExponential.At(Register1<float>.Repeat(value)).Store(ref y[0], 0);
            var unit = Math.Max(float.Epsilon, MathF.BitIncrement((float)expected) - (double)(float)expected);
            Assert.InRange(y[0], expected - (1.5 * unit), expected + (1.5 * unit));
            var (a, b) = (Register1<float>.Repeat(value), Register1<float>.Repeat(-1));
            SingleNegativeExponential<Register1<float>>.Hold().Of(ref b, ref b, ref a, ref b);
            a.Store(ref pair[0], 0);
            Assert.Equal(y[0], pair[0]);
        }
        SingleNegativeExponential.At(Register1<float>.Repeat(float.NaN)).Store(ref pair[0], 0);
        Assert.Equal(float.NaN, pair[0]);
    }

    [Fact]
    public void TermsOfSums_AreWithinTheRoundingOfOne_AndHaveTheSameBitsFromEveryRegister()
    {
        float[] x = [.. Enumerable.Range(0, 200_000).Select(i => -i * 0.00043f), .. Enumerable.Range(0, 100_000).Select(i => -i * 1e-5f), -0f, -1e-30f, -86];
        for (var i = 0; i < x.Length; i++)
        {
            var term = Term<Register1<float>>(x[i]);
            Assert.InRange(term - Math.Exp(x[i]), -8e-8, 8e-8);
            Assert.Equal(term, Term<Register128<float>>(x[i]));
            Assert.Equal(term, Term<Register256<float>>(x[i]));
            Assert.Equal(term, Term<Register512<float>>(x[i]));
        }
        Assert.Equal(1, Term<Register1<float>>(0));
    }

    [Theory]
    [InlineData(-88)]
    [InlineData(-110)]
    [InlineData(-1e10f)]
    [InlineData(float.MinValue)]
    [InlineData(float.NegativeInfinity)]
    public void TermsOfSums_ThatVanishBesideOne_AreSmall_AndNaNStays(float x)
    {
        Assert.InRange(Term<Register1<float>>(x), 0, 1e-37f);
        Assert.InRange(Term<Register128<float>>(x), 0, 1e-37f);
        Assert.InRange(Term<Register256<float>>(x), 0, 1e-37f);
        Assert.InRange(Term<Register512<float>>(x), 0, 1e-37f);
        Assert.Equal(float.NaN, Term<Register1<float>>(float.NaN));
        Assert.Equal(float.NaN, Term<Register512<float>>(float.NaN));
    }

    [Fact]
    public void ExponentialsOfNegativeDoubles_AreWithinAUnitInTheLastPlace()
    {
        double[] x = [.. Enumerable.Range(0, 200_000).Select(i => -i * 0.0035), .. Enumerable.Range(0, 100_000).Select(i => -i * 1e-5), -0.0, -745.13, -745.14, -745.2, -800, double.NegativeInfinity];
        foreach (var value in x)
        {
            var (expected, y) = (Math.Exp(value), new double[1]);
            DoubleNegativeExponential.At(Register1<double>.Repeat(value)).Store(ref y[0], 0);
            Assert.InRange(y[0], Math.BitDecrement(expected), Math.BitIncrement(expected));
        }
        var nan = new double[1];
        DoubleNegativeExponential.At(Register1<double>.Repeat(double.NaN)).Store(ref nan[0], 0);
        Assert.Equal(double.NaN, nan[0]);
    }

    // Beside others, and each way to compute it.
    private static float Term<V>(float x) where V : struct, IRegister<float, V>
    {
        var lanes = new float[V.Count];
        var (a, b) = (V.Repeat(x), V.Repeat(-1));
        SingleExponentialTerm<V>.Hold().Of(ref b, ref a, ref b, ref b);
        a.Store(ref lanes[0], 0);
        var term = lanes[^1];
        SingleExponentialTerm<V>.At(V.Repeat(x)).Store(ref lanes[0], 0);
        Assert.Equal(term, lanes[0]);
        return term;
    }

    private static void CheckWidths<T, TExponential>() where T : unmanaged, IFloatingPointIeee754<T> where TExponential : struct, INegativeExponential<T>
    {
        foreach (var length in Enumerable.Range(1, 70).Concat([1024, 1025, 3001]))
        {
            // As many lines as fill a group, and some of the next.
            var lines = length > 70 ? 5 : 75;
            var values = new double[lines * length];
            new RandomStream(4).FillNormal<double>(values, 0, 30);
            var x = Array.ConvertAll(values, T.CreateTruncating);
            foreach (var kind in Enum.GetValues<SoftmaxKind>())
            {
                // Results of different alignment, with something around them, in the caches and past them, of all lines and of one at a time.
                T[] In<V>(int shift, bool isStreamed, bool isOneByOne = false) where V : struct, IRegister<T, V>
                {
                    var width = kind == SoftmaxKind.LogSumExp ? 1 : length;
                    var y = new T[(lines * width) + shift + 1];
                    Array.Fill(y, -T.One);
                    var memory = new LineMemory(isStreamed, isStreamed);
                    if (isOneByOne)
                    {
                        for (var line = 0; line < lines; line++)
                            SoftmaxRegisters<T, TExponential>.Lines<V>(x.AsSpan(line * length, length), y.AsSpan(shift + (line * width), width), length, kind, memory);
                    }
                    else
                    {
                        SoftmaxRegisters<T, TExponential>.Lines<V>(x, y.AsSpan(shift, lines * width), length, kind, memory);
                    }
                    Assert.All(y[..shift], value => Assert.Equal(-T.One, value));
                    Assert.Equal(-T.One, y[^1]);
                    return y[shift..^1];
                }
                var expected = In<Register1<T>>(0, false);
                Assert.Equal(expected, In<Register1<T>>(5, true));
                Assert.Equal(expected, In<Register128<T>>(3, false));
                Assert.Equal(expected, In<Register128<T>>(1, true));
                Assert.Equal(expected, In<Register256<T>>(2, false));
                Assert.Equal(expected, In<Register256<T>>(7, true));
                Assert.Equal(expected, In<Register512<T>>(1, false));
                Assert.Equal(expected, In<Register512<T>>(11, true));
                Assert.Equal(expected, In<Register512<T>>(4, false, true));
            }
        }
    }

    // All elements are alike but for one.
    private static void CheckNonFinite<T>(int outer, int length, int inner, double value, double other, int place) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var x = new T[outer * length * inner];
        Array.Fill(x, T.CreateTruncating(other));
        var line = ((outer / 2 * length) + place) * inner;
        var column = inner - 1;
        x[line + column] = T.CreateTruncating(value);
        var isNaN = double.IsNaN(other) || double.IsNaN(value);
        var max = isNaN ? double.NaN : Math.Max(value, other);
        var (softmax, logarithm) = (Compute<T>(SoftmaxKernel.Softmax, x, outer, length, inner), Compute<T>(SoftmaxKernel.LogSoftmax, x, outer, length, inner));
        var sums = new T[outer * inner];
        SoftmaxKernel.LogSumExp<T>(x, sums, outer, length, inner);
        Assert.Equal(max, double.CreateTruncating(sums[(outer / 2 * inner) + column]));
        for (var k = 0; k < length; k++)
        {
            var at = (((outer / 2 * length) + k) * inner) + column;
            Assert.Equal(!double.IsFinite(max), T.IsNaN(softmax[at]));
            Assert.Equal(!double.IsFinite(max), T.IsNaN(logarithm[at]));
        }
        // What lies beside it is a line of its own.
        var beside = inner > 1 ? line : 0;
        if (double.IsFinite(other) && (inner > 1 || outer > 1))
            Assert.Equal(1.0 / length, double.CreateTruncating(softmax[beside]), 1e-5);
    }

    private static void CheckOnce<T>(int outer, int length, int inner, double tolerance) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Check<T>(outer, length, inner, tolerance);
        var x = new T[outer * length * inner];
        new RandomStream(2).FillNormal<T>(x, T.Zero, T.One);
        var sums = new T[(outer * inner) + 2];
        Array.Fill(sums, -T.One);
        SoftmaxKernel.LogSumExp(x, sums.AsSpan(1, outer * inner), outer, length, inner);
        Assert.Equal((-T.One, -T.One), (sums[0], sums[^1]));
        for (var i = 0; i < outer * inner; i++)
        {
            var expected = Math.Log(Enumerable.Range(0, length).Sum(k => Math.Exp(double.CreateTruncating(x[(((i / inner * length) + k) * inner) + (i % inner)]))));
            Assert.Equal(expected, double.CreateTruncating(sums[1 + i]), tolerance * Math.Max(1, Math.Abs(expected)));
        }
    }

    private static void Check<T>(int outer, int length, int inner, double tolerance) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var values = new double[outer * length * inner];
        new RandomStream(1).FillNormal<double>(values, 500, 3);
        var x = Array.ConvertAll(values, T.CreateTruncating);
        var softmax = ThreadCounts.SameBits(() => Compute<T>(SoftmaxKernel.Softmax, x, outer, length, inner));
        var logarithm = ThreadCounts.SameBits(() => Compute<T>(SoftmaxKernel.LogSoftmax, x, outer, length, inner));
        for (var o = 0; o < outer; o++)
        {
            for (var i = 0; i < inner; i++)
            {
                var places = Enumerable.Range(0, length).Select(k => (((o * length) + k) * inner) + i).ToArray();
                var line = Array.ConvertAll(places, place => double.CreateTruncating(x[place]));
                var max = line.Max();
                var logSum = Math.Log(line.Sum(v => Math.Exp(v - max)));
                for (var k = 0; k < length; k++)
                {
                    var expected = line[k] - max - logSum;
                    var (y, z) = (double.CreateTruncating(softmax[places[k]]), double.CreateTruncating(logarithm[places[k]]));
                    Expect.True(Math.Abs((y / Math.Exp(expected)) - 1) <= tolerance, $"softmax at {places[k]}: expected {Math.Exp(expected)}, got {y}");
                    Expect.True(Math.Abs(z - expected) <= tolerance * Math.Max(1, Math.Abs(expected)), $"its logarithm at {places[k]}: expected {expected}, got {z}");
                }
            }
        }
    }

    private delegate void Kernel<T>(ReadOnlySpan<T> x, Span<T> y, int outer, int length, int inner);

    private static T[] Compute<T>(Kernel<T> kernel, T[] x, int outer, int length, int inner) where T : unmanaged, IFloatingPointIeee754<T>
    {
        // What lies around the results must stay as it is.
        var y = new T[x.Length + 2];
        Array.Fill(y, -T.One);
        kernel(x, y.AsSpan(1, x.Length), outer, length, inner);
        Assert.Equal((-T.One, -T.One), (y[0], y[^1]));
        return y[1..^1];
    }
}
