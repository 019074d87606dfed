using AutoGrad.Kernels;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Tests.Kernels;

[Collection(nameof(AutoGradSettings))]
public class ExtremaTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(1, 200_003, 1)]
    [InlineData(3000, 10, 1)]
    [InlineData(700, 100, 1)]
    [InlineData(77, 16, 1)]
    [InlineData(501, 40, 1)]
    [InlineData(40, 512, 1)]
    [InlineData(15, 9, 1)]
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
        Check(Array.ConvertAll(x, value => double.IsNaN(value) ? double.PositiveInfinity : value), outer, length, inner);
    }

    [Fact]
    public void GroupsInRegistersOfEveryWidth_FindTheFirstOfTheBest()
    {
        foreach (var length in Enumerable.Range(16, 60))
        {
            const int Lines = 70;
            var x = new float[Lines * length];
            new RandomStream(3).FillUniform<float>(x, -3, 3);
            for (var i = 0; i < x.Length; i++)
                x[i] = MathF.Round(x[i] * 2);
            x[(5 * length) + 3] = float.NaN;
            x[(9 * length) + 3] = float.NegativeInfinity;
            CheckGroups<Masks.Greater>(x, Lines, length, line => line.Max());
            CheckGroups<Masks.Less>(x, Lines, length, line => line.Min());
        }
    }

    // A line that is not finite is not found.
    private static void CheckGroups<TComparison>(float[] x, int lines, int length, Func<float[], float> best) where TComparison : struct, Masks.IComparison
    {
        var expected = new float[lines];
        for (var i = 0; i < lines; i++)
        {
            var line = x[(i * length)..((i + 1) * length)];
            expected[i] = line.All(float.IsFinite) ? Array.IndexOf(line, best(line)) : float.NaN;
        }
        float[] In<V>() where V : struct, IRegister<float, V>
        {
            var y = new float[lines + 1];
            ExtremaGroups<float, TComparison>.In<V>(x, y.AsSpan(0, lines), length, true);
            Assert.Equal(0, y[^1]);
            return y[..^1];
        }
        Assert.Equal(expected, In<Register1<float>>());
        Assert.Equal(expected, In<Register128<float>>());
        Assert.Equal(expected, In<Register256<float>>());
        Assert.Equal(expected, In<Register512<float>>());
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
