using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Tests.Kernels.Convolution;

public class PoolingTests
{
    private delegate void Kernel<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> v, Span<T> y, int planes, AxisTaps[] taps);

    // Around the lengths of vectors, and longer than the rows that are folded at once.
    private static readonly int[] Widths = [1, 2, 3, 4, 5, 7, 8, 9, 10, 14, 15, 16, 17, 28, 31, 32, 33, 63, 65, 130, 2100];

    [Fact]
    public void Kernels_OfRandomWindows_MatchPlainLoops()
    {
        var random = new Random(11);
        for (var i = 0; i < 1500; i++)
        {
            var taps = Draw(random);
            Check<double>(taps, random);
            Check<float>(taps, random);
        }
    }

    // Rows shorter than a vector, that end within one, and with a column or rows that are in no window.
    [Fact]
    public void Kernels_OfPairs_MatchPlainLoops()
    {
        var random = new Random(12);
        foreach (var width in Widths.Where(width => width > 1))
        {
            foreach (var (height, rows) in new[] { (1, 1), (3, 1), (2, 2), (5, 2), (6, 2) })
            {
                foreach (var depth in new[] { 1, 3 })
                {
                    var taps = Windows([depth, height, width], [1, rows, 2], [1, rows, 2], [0, 0, 0], [1, 1, 1]);
                    Assert.True(PairPlan.Takes(taps));
                    Check<double>(taps, random);
                    Check<float>(taps, random);
                }
            }
        }
    }

    [Fact]
    public void PairPlan_OfOtherWindows_IsNotTaken()
    {
        Assert.True(PairPlan.Takes(new TapRule(TapKind.Adaptive, new([6]), new([3]), default, default).ThreeTaps()));
        Assert.False(PairPlan.Takes(Windows([8], [2], [1], [0], [1])));
        Assert.False(PairPlan.Takes(Windows([8], [2], [2], [1], [1])));
        Assert.False(PairPlan.Takes(Windows([8], [2], [2], [0], [2])));
        Assert.False(PairPlan.Takes(Windows([7], [2], [2], [0], [1], more: 1)));
        Assert.False(PairPlan.Takes(Windows([8, 8], [3, 2], [3, 2], [0, 0], [1, 1])));
        Assert.False(PairPlan.Takes(Windows([8, 8], [1, 2], [2, 2], [0, 0], [1, 1])));
        Assert.False(PairPlan.Takes(Windows([4, 8, 8], [2, 2, 2], [2, 2, 2], [0, 0, 0], [1, 1, 1])));
    }

    // Places of unlike windows, for which there is no fast way.
    [Fact]
    public void WindowMaximum_OfUnlikeWindows_MatchesPlainLoops()
    {
        var random = new Random(4);
        for (var i = 0; i < 300; i++)
            CheckMaxima<double>(Enumerable.Range(0, 3).Select(_ => DrawUnlike(random)).ToArray(), random);
    }

    [Fact]
    public void Kernels_OfWindowsTheyAreNotMadeFor_AreNotTaken()
    {
        Assert.True(Pooling.CanNumber(Windows([4000], [3], [2], [1], [1])));
        Assert.False(Pooling.Takes(Windows([4000], [2], [65], [0], [1])));
        Assert.False(Pooling.Takes(Windows([4000], [3990], [1], [0], [1])));
        Assert.False(Pooling.CanNumber(Windows([1000, 80], [1000, 80], [1, 64], [0, 0], [1, 1])));
        Assert.False(Pooling.Takes(new TapRule(TapKind.Adaptive, new([5]), new([3]), default, default).ThreeTaps()));
        Assert.True(Pooling.Takes(new TapRule(TapKind.Adaptive, new([6]), new([3]), default, default).ThreeTaps()));
    }

    private static void Check<T>(AxisTaps[] taps, Random random) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Assert.True(Pooling.Takes(taps));
        var planes = random.Next(0, 4);
        var (x, y) = (Fill(planes * AxisTaps.SizeFrom(taps), random), Fill(planes * AxisTaps.SizeTo(taps), random));
        AssertSame<T>(PlainPooling.Sum(x, planes, taps), x, [], planes, taps, (x, _, y, n, t) => Pooling.Sum(x, y, n, t));
        AssertSame<T>(PlainPooling.Spread(y, planes, taps), y, [], planes, taps, (x, _, y, n, t) => Pooling.Spread(x, y, n, t));
        CheckMaxima<T>(taps, random);
    }

    private static void CheckMaxima<T>(AxisTaps[] taps, Random random) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var planes = random.Next(0, 4);
        var (x, v, y) = (Fill(planes * AxisTaps.SizeFrom(taps), random), Fill(planes * AxisTaps.SizeFrom(taps), random), Fill(planes * AxisTaps.SizeTo(taps), random));
        AssertSame<T>(PlainPooling.Pick(x, x, planes, taps), x, [], planes, taps, (x, _, y, n, t) => WindowMaximum.Values(x, y, n, t));
        AssertSame<T>(PlainPooling.Pick(x, v, planes, taps), x, v, planes, taps, WindowMaximum.Pick);
        AssertSame<T>(PlainPooling.Add(x, y, planes, taps), x, y, planes, taps, WindowMaximum.Add);
    }

    // Numbers are so small that their sums are exact. Around what a kernel reads lies NaN, and around what it writes a number that must stay.
    private static void AssertSame<T>(double[] expected, double[] x, double[] v, int planes, AxisTaps[] taps, Kernel<T> kernel)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        const int Zone = 40;
        T[] from = Within(x), values = Within(v), to = Array.ConvertAll(new double[expected.Length + (2 * Zone)], _ => T.CreateChecked(77));
        kernel(from.AsSpan(Zone, x.Length), values.AsSpan(Zone, v.Length), to.AsSpan(Zone, expected.Length), planes, taps);
        Assert.Equal(expected, Array.ConvertAll(to[Zone..^Zone], double.CreateChecked));
        Assert.True(to.AsSpan(0, Zone).IndexOfAnyExcept(T.CreateChecked(77)) < 0);
        Assert.True(to.AsSpan(to.Length - Zone).IndexOfAnyExcept(T.CreateChecked(77)) < 0);

        static T[] Within(double[] values)
        {
            var zoned = new T[values.Length + (2 * Zone)];
            Array.Fill(zoned, T.NaN);
            Array.ConvertAll(values, T.CreateChecked).CopyTo(zoned, Zone);
            return zoned;
        }
    }

    // Few different numbers, so that many tie.
    private static double[] Fill(int length, Random random)
    {
        var hasOthers = random.Next(3) == 0;
        return Array.ConvertAll(new double[length], _ => hasOthers
            ? random.Next(40) switch { 0 => double.NaN, 1 => double.PositiveInfinity, < 10 => double.NegativeInfinity, _ => random.Next(-3, 4) }
            : random.Next(-3, 4));
    }

    private static AxisTaps[] Windows(int[] from, int[] window, int[] stride, int[] before, int[] dilation, int more = 0)
    {
        var to = from.Select((length, i) => ((length + before[i] + more - ((window[i] - 1) * dilation[i]) - 1) / stride[i]) + 1).ToArray();
        return new TapRule(TapKind.Window, new(from), new(to), new(window), new(new(stride), new(before), new(dilation))).ThreeTaps();
    }

    private static AxisTaps[] Draw(Random random)
    {
        while (true)
        {
            var axes = random.Next(1, 4);
            int[] Choose(int least, int largest) => Enumerable.Range(0, axes).Select(_ => random.Next(least, largest + 1)).ToArray();
            var from = Choose(1, axes == 3 ? 4 : 9);
            from[^1] = Widths[random.Next(axes == 1 ? Widths.Length : Widths.Length - 1)];
            var (window, stride, before) = (Choose(1, 4), Choose(1, 4), random.Next(2) == 0 ? new int[axes] : Choose(0, 3));
            if (random.Next(4) == 0)
                (window[^1], stride[^1]) = (Math.Min(from[^1], 60), Math.Min(from[^1], 60));
            var dilation = random.Next(2) == 0 ? Enumerable.Repeat(1, axes).ToArray() : Choose(1, 3);
            if (Enumerable.Range(0, axes).Any(i => from[i] + before[i] < ((window[i] - 1) * dilation[i]) + 1))
                continue;
            var taps = Windows(from, window, stride, before, dilation, random.Next(2));
            if (taps.All(axis => axis.ReachesAll))
                return taps;
        }
    }

    private static AxisTaps DrawUnlike(Random random)
    {
        var (from, step) = (random.Next(1, 7), random.Next(1, 3));
        return AxisTaps.Of(from, random.Next(1, 6), step, _ =>
        {
            var start = random.Next(from);
            return (start, Enumerable.Repeat(1.0, random.Next(1, ((from - 1 - start) / step) + 2)).ToArray());
        });
    }
}
