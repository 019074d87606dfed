using AutoGrad.Kernels;

namespace AutoGrad.Tests.Kernels;

[Collection(nameof(AutoGradSettings))]
public class ExtremaTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(1, 200_003, 1)]
    [InlineData(3000, 10, 1)]
    [InlineData(700, 100, 1)]
    [InlineData(40, 33, 50)]
    [InlineData(1, 70, 2100)]
    [InlineData(0, 3, 1)]
    [InlineData(2, 3, 0)]
    public void Places_AreTheFirstOfTheBest_WithTheSameBitsOnEveryNumberOfThreads(int outer, int length, int inner)
    {
        // Few different values, so that there are ties; zeros of both signs among them, and now and then a NaN.
        var x = new double[outer * length * inner];
        new RandomStream(9).FillUniform<double>(x, -3, 3);
        for (var i = 0; i < x.Length; i++)
            x[i] = i % 4999 == 4998 ? double.NaN : Math.Round(x[i] * 0.6);
        Check(x, outer, length, inner);
        Check(Array.ConvertAll(x, value => -Math.Abs(value)), outer, length, inner);
        Check(Array.ConvertAll(x, value => double.IsNaN(value) ? double.NegativeInfinity : value), outer, length, inner);
    }

    private static void Check(double[] x, int outer, int length, int inner)
    {
        var places = Compute<Masks.Greater>(x, outer, length, inner);
        var least = Compute<Masks.Less>(x, outer, length, inner);
        for (var i = 0; i < outer * inner; i++)
        {
            var line = Enumerable.Range(0, length).Select(k => x[(((i / inner * length) + k) * inner) + (i % inner)]).ToArray();
            var bad = Array.FindIndex(line, double.IsNaN);
            Assert.Equal(bad >= 0 ? bad : Array.FindIndex(line, value => value == line.Max()), places[i]);
            Assert.Equal(bad >= 0 ? bad : Array.FindIndex(line, value => value == line.Min()), least[i]);
        }
    }

    private static double[] Compute<TComparison>(double[] x, int outer, int length, int inner) where TComparison : struct, Masks.IComparison => ThreadCounts.SameBits(() =>
    {
        var y = new double[outer * inner];
        Extrema.Places<double, TComparison>(x, y, outer, length, inner);
        var z = new float[outer * inner];
        Extrema.Places<float, TComparison>(Array.ConvertAll(x, value => (float)value), z, outer, length, inner);
        Assert.Equal(y, Array.ConvertAll(z, value => (double)value));
        return y;
    });
}
