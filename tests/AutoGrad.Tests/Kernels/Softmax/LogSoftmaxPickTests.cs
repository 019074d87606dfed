using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Tests.Kernels;

[Collection(nameof(AutoGradSettings))]
public class LogSoftmaxPickTests
{
    // Lines together, lines of a tile, of some tiles, and of more than are taken at a time; results that stay in the caches, and that do not.
    [Theory]
    [InlineData(300, 10)]
    [InlineData(20, 1000)]
    [InlineData(5, 2048)]
    [InlineData(7, 5001)]
    [InlineData(2, 70_000)]
    [InlineData(211, 10_007)]
    [InlineData(124_003, 17)]
    public void PickAndItsCotangent_MatchPlainLoops_OnEveryNumberOfThreads(int count, int length)
    {
        Check<float>(count, length, 2e-5);
        Check<double>(count, length, 1e-12);
    }

    [Fact]
    public void Pick_OfNumbersThatAreNotFinite_IsThatOfTheWholeLine()
    {
        const int Length = 5000;
        var x = new double[4 * Length];
        x[10] = double.NaN;
        x[Length + 4000] = double.PositiveInfinity;
        x.AsSpan(2 * Length, 4999).Fill(double.NegativeInfinity);
        x.AsSpan(3 * Length, 2048).Fill(double.NegativeInfinity);
        var y = new double[4];
        Assert.Equal(-1, LogSoftmaxPick.Pick<double>(x, [0, 0, 4999, 4000], y, Length));
        Assert.Equal([double.NaN, double.NaN, 0, -Math.Log(Length - 2048)], y.Select(value => Math.Round(value, 12)), (a, b) => a.Equals(b) || Math.Abs(a - b) < 1e-10);
    }

    private static void Check<T>(int count, int length, double tolerance) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var random = new RandomStream(3);
        var (x, u, indices) = (new T[count * length], new T[count], new T[count]);
        random.FillNormal(x, T.Zero, T.CreateTruncating(2));
        random.FillNormal(u, T.Zero, T.One);
        for (var line = 0; line < count; line++)
            indices[line] = T.CreateTruncating(line * 7919 % length);

        var y = ThreadCounts.SameBits(() =>
        {
            var results = new T[count];
            Assert.Equal(-1, LogSoftmaxPick.Pick<T>(x, indices, results, length));
            return results;
        });
        // A place before the first shifts the results against the blocks of memory.
        var xBar = ThreadCounts.SameBits(() =>
        {
            var results = new T[x.Length + 2];
            LogSoftmaxPick.PullBack<T>(x, indices, u, results.AsSpan(1, x.Length), length);
            return results;
        });

        Assert.Equal(T.Zero, xBar[0]);
        Assert.Equal(T.Zero, xBar[^1]);
        for (var line = 0; line < count; line++)
        {
            var values = x.AsSpan(line * length, length);
            var (sum, place, weight) = (0.0, int.CreateTruncating(indices[line]), double.CreateTruncating(u[line]));
            foreach (var value in values)
                sum += Math.Exp(double.CreateTruncating(value));
            var expected = double.CreateTruncating(values[place]) - Math.Log(sum);
            Expect.True(Math.Abs(expected - double.CreateTruncating(y[line])) <= tolerance * (1 + Math.Abs(expected)), $"[{count}, {length}] at {line}: expected {expected}, got {y[line]}");
            for (var i = 0; i < length; i++)
            {
                var slope = weight * ((i == place ? 1 : 0) - (Math.Exp(double.CreateTruncating(values[i])) / sum));
                var error = Math.Abs(slope - double.CreateTruncating(xBar[1 + (line * length) + i]));
                if (!(error <= tolerance * (Math.Abs(weight) + 1e-30)))
                    Assert.Fail($"[{count}, {length}] at {line}, {i}: expected {slope}, got {xBar[1 + (line * length) + i]}");
            }
        }
    }
}
