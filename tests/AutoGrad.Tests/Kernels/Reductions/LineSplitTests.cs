using AutoGrad.Kernels;

namespace AutoGrad.Tests.Kernels;

/// <summary>What goes along an axis in order is split by lines: the bits of one thread are those of several.</summary>
[Collection(nameof(AutoGradSettings))]
public sealed class LineSplitTests
{
    public static TheoryData<int, int, int> Shapes => new() { { 3000, 50, 1 }, { 70, 40, 60 }, { 2, 100_000, 1 }, { 1, 300, 900 } };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Scans_OnAnyNumberOfThreads_GiveTheSameBits(int outer, int length, int inner)
    {
        var x = Numbers(outer * length * inner);
        foreach (var backwards in (bool[])[false, true])
        {
            ThreadCounts.SameBits(() => Filled(x.Length, y => Scans.Sum<double>(x, y, outer, length, inner, backwards)));
            ThreadCounts.SameBits(() => Filled(x.Length, y => Scans.Product<double>(x, y, outer, length, inner, backwards)));
            ThreadCounts.SameBits(() => Filled(x.Length, y => Scans.Recurrence<double>(x.AsSpan(0, outer * (length - 1) * inner), x, y, outer, length, inner, backwards)));
        }
        var sums = ThreadCounts.SameBits(() => Filled(x.Length, y => Scans.LogSumExp<double>(x, y, outer, length, inner)));
        var last = ((outer - 1) * length * inner) + inner - 1;
        Assert.Equal(Math.Log(Enumerable.Range(0, length).Sum(k => Math.Exp(x[last + (k * inner)]))), sums[^1], 1e-9);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Orders_OnAnyNumberOfThreads_AreTheSame(int outer, int length, int inner)
    {
        var x = Numbers(outer * length * inner);
        foreach (var count in (int[])[1, 3, length])
        {
            var places = ThreadCounts.SameBits(() => Filled(outer * count * inner, y => Ordering.Sort<double>(x, y, outer, length, count, inner, descending: true)));
            var line = Enumerable.Range(0, length).Select(k => x[((outer - 1) * length * inner) + (k * inner) + inner - 1]).ToArray();
            var expected = Enumerable.Range(0, length).OrderByDescending(k => line[k]).Take(count);
            Assert.Equal(expected, Enumerable.Range(0, count).Select(k => (int)places[((outer - 1) * count * inner) + (k * inner) + inner - 1]));
        }
        ThreadCounts.SameBits(() => Filled(outer * inner, y => Ordering.Median<double>(x, y, outer, length, inner)));
    }

    private static double[] Filled(int length, Action<double[]> fill)
    {
        var y = new double[length];
        Array.Fill(y, double.NaN);
        fill(y);
        Assert.DoesNotContain(y, double.IsNaN);
        return y;
    }

    private static double[] Numbers(int count)
    {
        var random = new Random(count);
        return [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextDouble()) - 1)];
    }
}
