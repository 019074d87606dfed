using System.Numerics;
using AutoGrad.Kernels;

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
                    Assert.True(Math.Abs((y / Math.Exp(expected)) - 1) <= tolerance, $"softmax at {places[k]}: expected {Math.Exp(expected)}, got {y}");
                    Assert.True(Math.Abs(z - expected) <= tolerance * Math.Max(1, Math.Abs(expected)), $"its logarithm at {places[k]}: expected {expected}, got {z}");
                }
            }
        }
    }

    private delegate void Kernel<T>(ReadOnlySpan<T> x, Span<T> y, int outer, int length, int inner);

    private static T[] Compute<T>(Kernel<T> kernel, T[] x, int outer, int length, int inner)
    {
        var y = new T[x.Length];
        kernel(x, y, outer, length, inner);
        return y;
    }
}
