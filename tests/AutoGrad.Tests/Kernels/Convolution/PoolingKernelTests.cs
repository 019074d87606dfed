using AutoGrad.Kernels;
using static AutoGrad.Op;

namespace AutoGrad.Tests.Kernels.Convolution;

[Collection(nameof(AutoGradSettings))]
public class PoolingKernelTests
{
    private static readonly Func<Variable<float>, Variable<float>>[] Operations =
    [
        x => MaxPool(x, 3, stride: 2, padding: 1), x => AveragePool(x, 3, stride: 1, padding: Padding.Same), x => AdaptiveMaxPool(x, 7),
        x => UpsampleLinear(x, [61, 190]), x => Unfold(x, 3, padding: 1), x => Fold(Unfold(x, [3, 2]), [64, 96], [3, 2]),
    ];

    [Fact]
    public void Operations_OnMoreThreads_GiveTheSameBits()
    {
        var random = new Random(3);
        var x = Variable.Create(Array.ConvertAll(new float[3 * 11 * 64 * 96], _ => (float)random.NextDouble()), [3, 11, 64, 96]);
        var threads = AutoGradSettings.Threads;
        try
        {
            foreach (var operation in Operations)
            {
                AutoGradSettings.Threads = 1;
                var (one, oneBar) = (operation(x).ToArray(), Differentiate.Gradient(v => Sum(Square(operation(v))), x).ToArray());
                AutoGradSettings.Threads = 5;
                Assert.Equal(one, operation(x).ToArray());
                Assert.Equal(oneBar, Differentiate.Gradient(v => Sum(Square(operation(v))), x).ToArray());
            }
        }
        finally
        {
            AutoGradSettings.Threads = threads;
        }
    }

    [Fact]
    public void WindowMaximum_OfRandomWindows_MatchesPlainLoop()
    {
        var random = new Random(4);
        for (var i = 0; i < 300; i++)
        {
            var taps = Enumerable.Range(0, 3).Select(_ => Draw(random)).ToArray();
            var planes = random.Next(0, 4);
            // Few different numbers, so that many tie.
            var x = Array.ConvertAll(new double[planes * taps[0].From * taps[1].From * taps[2].From], _ => (double)random.Next(-3, 4));
            var (values, places) = (new double[planes * taps[0].To * taps[1].To * taps[2].To], new double[planes * taps[0].To * taps[1].To * taps[2].To]);
            WindowMaximum.Values(x, values, planes, taps);
            WindowMaximum.Places(x, places, planes, taps);
            var size = x.Length / Math.Max(planes, 1);
            for (var y = 0; y < values.Length; y++)
            {
                var plane = x.AsSpan(y / (values.Length / planes) * size, size).ToArray();
                var window = Window(taps, y % (values.Length / planes)).ToArray();
                var first = window.OrderByDescending(place => plane[place]).First();
                Assert.Equal(plane[first], values[y]);
                Assert.Equal(first, places[y]);
            }
        }
    }

    private static AxisTaps Draw(Random random)
    {
        var (from, step) = (random.Next(1, 7), random.Next(1, 3));
        return AxisTaps.Of(from, random.Next(1, 6), step, _ =>
        {
            var start = random.Next(from);
            return (start, Enumerable.Repeat(1.0, random.Next(1, ((from - 1 - start) / step) + 2)).ToArray());
        });
    }

    private static IEnumerable<int> Window(AxisTaps[] taps, int position)
    {
        var (depth, row, column) = (position / taps[2].To / taps[1].To, position / taps[2].To % taps[1].To, position % taps[2].To);
        return from d in Places(taps[0], depth)
               from r in Places(taps[1], row)
               from c in Places(taps[2], column)
               select (((d * taps[1].From) + r) * taps[2].From) + c;
    }

    private static IEnumerable<int> Places(AxisTaps taps, int place) =>
        Enumerable.Range(0, taps.Offsets[place + 1] - taps.Offsets[place]).Select(t => taps.Starts[place] + (t * taps.Step));
}
