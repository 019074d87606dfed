using System.Numerics;
using AutoGrad.Kernels.Standardization;

namespace AutoGrad.Tests.Kernels;

[Collection(nameof(AutoGradSettings))]
public sealed class GroupStandardizationTests
{
    // Runs and rows, whole and cut; channels of images, lines, columns, and one group of all.
    public static TheoryData<int, int, int> Layouts => new()
    {
        { 1, 1, 1 }, { 1, 1, 5 }, { 1, 3, 7 }, { 1, 300, 33 }, { 1, 65, 1000 }, { 1, 2, 70_001 }, { 3, 2, 70_000 }, { 5, 3, 128 }, { 4, 3, 127 }, { 70, 5, 49 },
        { 33, 4, 1 }, { 100, 2100, 1 }, { 7, 40, 60 }, { 64, 2, 1024 }, { 200, 1, 3 },
        { 1, 300, 256 }, { 6, 30, 700 },
    };

    // So many elements that the results go past the caches: runs of whole registers and others, and cut ones, of which one ends with less than a register.
    public static TheoryData<int, int, int> LargeLayouts => new() { { 1, 20_001, 53 }, { 3, 70, 2_003 }, { 1, 2, 530_007 }, { 1, 2, 200_005 } };

    [Theory]
    [MemberData(nameof(Layouts))]
    public void EveryPass_MatchesPlainLoops_OnEveryNumberOfThreads(int outer, int groups, int inner)
    {
        Check<float>(new(outer, groups, inner), 2e-5);
        Check<double>(new(outer, groups, inner), 1e-12);
    }

    [Theory]
    [MemberData(nameof(LargeLayouts))]
    public void EveryPass_OfManyElements_MatchesPlainLoops(int outer, int groups, int inner) => Check<float>(new(outer, groups, inner), 1e-4);

    // A single pass that summed squares would lose all of the variance here: the squares are 1e8, and those of floats are 8 apart.
    [Theory]
    [InlineData(1, 4, 4096)]
    [InlineData(64, 4, 256)]
    [InlineData(4096, 4, 1)]
    public void MomentsOfFloats_FarFromZero_KeepTheirDigits(int outer, int groups, int inner)
    {
        var layout = new GroupLayout(outer, groups, inner);
        var x = new float[layout.Size];
        new RandomStream(7).FillNormal<float>(x, 1e4f, 1);
        var (means, variances) = Reference(Array.ConvertAll(x, value => (double)value), layout);

        var moments = Array.ConvertAll(ThreadCounts.SameBits(() => Moments(x, layout)), value => (double)value);

        for (var g = 0; g < groups; g++)
        {
            // The mean is the closest float but for a unit in its last place; the variance has lost nothing.
            Assert.Equal(means[g], moments[g], tolerance: 0.001);
            Assert.Equal(variances[g], moments[groups + g], tolerance: 2e-5 * variances[g]);
        }
    }

    [Fact]
    public void MomentsOfEqualElements_AreExact()
    {
        foreach (var layout in new GroupLayout[] { new(1, 3, 100_000), new(50, 3, 1), new(50, 3, 300) })
        {
            var x = new float[layout.Size];
            x.AsSpan().Fill(0.1f);
            Assert.Equal([0.1f, 0.1f, 0.1f, 0, 0, 0], Moments<float>(x, layout));
        }
    }

    private static T[] Moments<T>(T[] x, GroupLayout layout) where T : unmanaged, IFloatingPointIeee754<T> =>
        GuardedOutput.Of<T>(2 * layout.Groups, y => GroupMoments.Run<T>(x, y, layout));

    private static void Check<T>(GroupLayout layout, double tolerance) where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] Draw(ulong seed, int count)
        {
            var values = new T[count];
            new RandomStream(seed).FillNormal(values, T.Zero, T.One);
            return values;
        }
        double[] Precise(T[] values) => Array.ConvertAll(values, double.CreateTruncating);
        var (x, u) = (Draw(1, layout.Size), Draw(2, layout.Size));
        var (m, a, b, d) = (Draw(3, layout.Groups), Draw(4, layout.Groups), Draw(5, layout.Groups), Draw(6, layout.Groups));
        var (scale, shift) = (Draw(7, layout.Inner), Draw(8, layout.Inner));
        var (px, pu) = (Precise(x), Precise(u));

        var (means, variances) = Reference(px, layout);
        AssertClose([.. means, .. variances], ThreadCounts.SameBits(() => Moments(x, layout)), tolerance, layout);

        void Same(Func<int, int, int, double> expected, GuardedOutput.Write<T> compute) =>
            AssertClose(Fill(layout, expected), ThreadCounts.SameBits(() => GuardedOutput.Of(layout.Size, compute)), tolerance, layout);
        double At(T[] values, int place) => double.CreateTruncating(values[place]);
        Same((g, _, e) => (px[e] - At(m, g)) * At(a, g), y => GroupMap.Standardize<T>(x, m, a, y, layout));
        Same((g, _, e) => ((px[e] - At(m, g)) * At(a, g)) + At(b, g), y => GroupMap.Standardize<T>(x, m, a, b, y, layout));
        Same((g, _, e) => (pu[e] - At(b, g) - ((px[e] - At(m, g)) * At(d, g))) * At(a, g), y => GroupMap.PullBack<T>(x, u, m, b, d, a, default, y, layout));
        if (layout.Outer == 1)
        {
            Same((g, i, e) => ((px[e] - At(m, g)) * At(a, g) * At(scale, i)) + At(shift, i), y => GroupMap.StandardizeLines<T>(x, m, a, scale, shift, y, layout));
            Same((g, i, e) => ((pu[e] * At(scale, i)) - At(b, g) - ((px[e] - At(m, g)) * At(d, g))) * At(a, g),
                y => GroupMap.PullBack<T>(x, u, m, b, d, a, scale, y, layout));
            CheckSums((_, i) => i, layout.Inner, (g, _, e) => (px[e] - At(m, g)) * At(a, g), y => GroupSums.OverLines<T>(x, u, m, a, y, layout.Groups, layout.Inner));
            CheckSums((g, _) => g, layout.Groups, (g, _, e) => px[e] - At(m, g), y => GroupSums.OfGroups<T>(x, u, m, scale, y, layout), scale);
        }
        CheckSums((g, _) => g, layout.Groups, (g, _, e) => px[e] - At(m, g), y => GroupSums.OfGroups<T>(x, u, m, default, y, layout));

        // Sums of n terms of size 1 have errors of size √n.
        void CheckSums(Func<int, int, int> place, int count, Func<int, int, int, double> factor, GuardedOutput.Write<T> compute, T[]? weights = null)
        {
            var expected = new double[2 * count];
            _ = Fill(layout, (g, i, e) =>
            {
                var weight = pu[e] * (weights is null ? 1 : At(weights, i));
                expected[place(g, i)] += weight;
                return expected[count + place(g, i)] += weight * factor(g, i, e);
            });
            AssertClose(expected, ThreadCounts.SameBits(() => GuardedOutput.Of(2 * count, compute)), 4 * tolerance * Math.Sqrt(layout.Size / count), layout);
        }
    }

    // Calls with the group, the place in the run and the place of each element.
    private static double[] Fill(GroupLayout layout, Func<int, int, int, double> element)
    {
        var y = new double[layout.Size];
        for (var e = 0; e < y.Length; e++)
            y[e] = element(e / layout.Inner % layout.Groups, e % layout.Inner, e);
        return y;
    }

    private static (double[] Means, double[] Variances) Reference(double[] x, GroupLayout layout)
    {
        var (means, variances) = (new double[layout.Groups], new double[layout.Groups]);
        _ = Fill(layout, (g, _, e) => means[g] += x[e] / layout.Count);
        _ = Fill(layout, (g, _, e) => variances[g] += (x[e] - means[g]) * (x[e] - means[g]) / layout.Count);
        return (means, variances);
    }

    private static void AssertClose<T>(double[] expected, T[] actual, double tolerance, GroupLayout layout) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            var error = Math.Abs(expected[i] - double.CreateTruncating(actual[i]));
            Expect.True(error <= tolerance * (1 + Math.Abs(expected[i])), $"{layout}: expected {expected[i]}, got {actual[i]} at {i}");
        }
    }
}
