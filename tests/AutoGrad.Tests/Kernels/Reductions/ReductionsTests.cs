using System.Numerics;
using AutoGrad.Kernels;
using AutoGrad.Testing;
using FsCheck.Fluent;

namespace AutoGrad.Tests.Kernels;

/// <summary>Every reduction against a plain one in double, on several numbers of threads.</summary>
[Collection(nameof(AutoGradSettings))]
public class ReductionsTests
{
    private const double Infinity = double.PositiveInfinity;

    private delegate void Kernel<T>(ReadOnlySpan<T> x, Span<T> y, int outer, int length, int inner);

    // Lengths at and around the ends of tiles, blocks and chunks.
    public static TheoryData<int, int, int> Shapes => new()
    {
        { 1, 1, 1 }, { 5, 1, 7 }, { 3, 17, 1 }, { 1, 65_536, 1 }, { 1, 65_537, 1 }, { 2, 100_003, 1 }, { 20_011, 5, 1 }, { 40_000, 2, 1 },
        { 1, 31, 3 }, { 2, 64, 200 }, { 1, 20_021, 3 }, { 1, 33_000, 2 }, { 3, 700, 100 }, { 1, 129, 1024 }, { 1, 200, 1025 }, { 2, 5, 40_000 },
        { 400, 3, 80 }, { 15, 10, 1 }, { 3001, 7, 1 }, { 3001, 100, 1 }, { 1, 12_000, 100 }, { 37, 16, 1 }, { 16, 10, 1 }, { 4001, 32, 1 }, { 501, 33, 1 }, { 300, 255, 1 }, { 300, 257, 1 }, { 1, 4097, 16 }, { 1, 128, 300 }, { 1, 129, 300 }, { 1, 300, 257 }, { 1, 300, 256 }, { 0, 3, 2 }, { 2, 3, 0 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Reductions_MatchAPlainOne_WithTheSameBitsOnEveryNumberOfThreads(int outer, int length, int inner) => CheckAll(outer, length, inner);

    [Fact]
    public void Reductions_OfRandomShapes_MatchAPlainOne() => PropertyRunner.Check(
        "Reductions", ArbMap.Default.ArbFor<(byte, ushort, byte)>(), shape => CheckAll(shape.Item1 % 9, 1 + (shape.Item2 % 3000), shape.Item3 % 70));

    [Fact]
    public void Reductions_OfNoElements_AreTheIdentity()
    {
        Assert.Equal([0, 0], Compute<double>((x, y, outer, length, inner) => Reductions.Sum(x, y, outer, length, inner), [], 2, 0, 1));
        Assert.Equal([0, 0, 0], Compute<double>((x, y, outer, length, inner) => Reductions.SumOfSquares(x, y, outer, length, inner), [], 1, 0, 3));
        Assert.Equal([1, 1], Compute<double>((x, y, outer, length, inner) => Reductions.Prod(x, y, outer, length, inner), [], 2, 0, 1));
        Assert.Equal([0, 0], Compute<double>(Moments.SquaresAboutMean, [], 2, 0, 1));
        Assert.Equal([-Infinity, -Infinity], Compute<double>(SoftmaxKernel.LogSumExp, [], 2, 0, 1));
    }

    [Theory]
    [InlineData(1.0f)]
    [InlineData(0.1f)]
    public void Sum_OfTenMillion_KeepsItsDigits(float value)
    {
        const int Count = 10_000_000;
        var x = new float[Count];
        Array.Fill(x, value);
        foreach (var (length, inner) in new[] { (Count, 1), (Count / 10, 10), (Count / 2000, 2000) })
        {
            foreach (var sum in Compute<float>((x, y, outer, length, inner) => Reductions.Sum(x, y, outer, length, inner), x, 1, length, inner))
                Assert.InRange(sum / ((double)value * length), 1 - 1e-6, 1 + 1e-6);
        }
    }

    [Theory]
    [InlineData(1, 100_000, 1)]
    [InlineData(1, 30_000, 4)]
    [InlineData(1, 200, 1500)]
    public void NonFiniteValues_ReachTheirOwnResultAndNoOther(int outer, int length, int inner)
    {
        foreach (var value in new[] { double.NaN, Infinity, -Infinity })
        {
            var x = Values(outer * length * inner, 3);
            x[(length / 2 * inner) + (inner - 1)] = value;
            foreach (var (kernel, reference) in Kernels<double>())
            {
                var y = Compute(kernel, x, outer, length, inner);
                for (var i = 0; i < inner; i++)
                {
                    var expected = reference([.. Enumerable.Range(0, length).Select(k => x[(k * inner) + i])]);
                    Assert.True(
                        expected.Equals(y[i]) || Math.Abs(expected - y[i]) <= 1e-9 * Math.Abs(expected), $"{value} at {i}: expected {expected}, got {y[i]}");
                }
            }
        }
    }

    [Theory]
    [InlineData(1, 100_000, 1)]
    [InlineData(1, 30_000, 4)]
    public void SquaresAboutMean_OfALargeCommonPart_KeepTheirDigits(int outer, int length, int inner)
    {
        var x = Values(outer * length * inner, 3);
        var moved = Array.ConvertAll(x, value => 1e8 + value);
        var y = Compute<double>(Moments.SquaresAboutMean, x, outer, length, inner);
        var z = Compute<double>(Moments.SquaresAboutMean, moved, outer, length, inner);
        Assert.All(y.Zip(z), pair => Assert.InRange(pair.First / pair.Second, 1 - 1e-6, 1 + 1e-6));
        Assert.All(
            Compute<float>(Moments.SquaresAboutMean, [.. Enumerable.Repeat(0.1f, outer * length * inner)], outer, length, inner), value => Assert.Equal(0, value));
    }

    // What a chunk is shifted by comes from its first rows: here they are unlike the others, or the first of all is.
    [Theory]
    [InlineData(5, 3)]
    [InlineData(64, 600)]
    [InlineData(100, 100)]
    [InlineData(3000, 7)]
    [InlineData(5000, 100)]
    [InlineData(520, 1030)]
    public void SquaresAboutMean_OfRowsThatChange_KeepTheirDigits(int length, int inner)
    {
        var noise = Values(length * inner, 5);
        foreach (var part in new Func<int, float>[] { row => row < length / 8 ? 0 : 1000, row => row % 64 < 8 ? 1e4f : 0, row => row == 0 ? 1e6f : 0, row => 10 * row })
        {
            var x = noise.Select((value, i) => (float)(part(i / inner) + (1e-3 * value))).ToArray();
            var y = Compute<float>(Moments.SquaresAboutMean, x, 1, length, inner);
            for (var i = 0; i < inner; i++)
            {
                var line = Enumerable.Range(0, length).Select(row => (double)x[(row * inner) + i]).ToArray();
                var mean = line.Average();
                Assert.InRange(y[i] / line.Sum(value => (value - mean) * (value - mean)), 1 - 4e-6, 1 + 4e-6);
            }
        }
    }

    [Theory]
    [InlineData(100, 100)]
    [InlineData(5000, 7)]
    public void SquaresAboutMean_OutsideTheRange_AreInfiniteOr0(int length, int inner)
    {
        var large = Enumerable.Range(0, length * inner).Select(i => i / inner % 2 == 0 ? 1e30f : 3e30f).ToArray();
        Assert.All(Compute<float>(Moments.SquaresAboutMean, large, 1, length, inner), value => Assert.Equal(float.PositiveInfinity, value));
        var small = Array.ConvertAll(large, value => value * 1e-38f * 1e-15f);
        Assert.All(Compute<float>(Moments.SquaresAboutMean, small, 1, length, inner), value => Assert.Equal(0, value));
    }

    // Of infinite elements the mean is infinite or not a number, and what is taken from it is none.
    [Theory]
    [InlineData(20, 40)]
    [InlineData(300, 40)]
    [InlineData(2000, 3)]
    [InlineData(300, 1)]
    public void SquaresAboutMean_OfInfiniteOrNotANumber_AreNotANumber(int length, int inner)
    {
        foreach (var bad in new[] { float.PositiveInfinity, float.NegativeInfinity, float.NaN })
        {
            foreach (var row in new[] { 0, 1, length / 2, length - 1 })
            {
                var x = Values(length * inner, 6).Select(value => (float)value).ToArray();
                x[(row * inner) + inner - 1] = bad;
                var y = Compute<float>(Moments.SquaresAboutMean, x, 1, length, inner);
                Expect.True(float.IsNaN(y[^1]), $"{y[^1]} of {bad} in row {row} of {length}");
                Assert.All(y[..^1], value => Assert.True(float.IsFinite(value)));
            }
        }
    }

    private static void CheckAll(int outer, int length, int inner)
    {
        Check<double>(outer, length, inner, 1e-12);
        Check<float>(outer, length, inner, 2e-5);
    }

    private static void Check<T>(int outer, int length, int inner, double tolerance) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var x = Array.ConvertAll(Values(outer * length * inner, 7), T.CreateTruncating);
        foreach (var (kernel, reference) in Kernels<T>())
        {
            var y = ThreadCounts.SameBits(() => Compute(kernel, x, outer, length, inner));
            for (var i = 0; i < y.Length; i++)
            {
                var (o, j) = (i / inner, i % inner);
                var line = Enumerable.Range(0, length).Select(k => double.CreateTruncating(x[(((o * length) + k) * inner) + j])).ToArray();
                var (expected, actual) = (reference(line), double.CreateTruncating(y[i]));
                // A sum is as good as the sum of the absolute values allows.
                var scale = Math.Max(Math.Abs(expected), typeof(T) == typeof(float) ? Math.Max(0.1, line.Max(Math.Abs)) : 1);
                Expect.True(Math.Abs(expected - actual) <= tolerance * scale * Math.Max(1, Math.Sqrt(length) / 100), $"[{outer}, {length}, {inner}] at {i}: expected {expected}, got {actual}");
            }
        }
    }

    private static IEnumerable<(Kernel<T> Kernel, Func<double[], double> Reference)> Kernels<T>() where T : unmanaged, IFloatingPointIeee754<T> =>
    [
        ((x, y, outer, length, inner) => Reductions.Sum(x, y, outer, length, inner), line => line.Sum()),
        ((x, y, outer, length, inner) => Reductions.SumOfSquares(x, y, outer, length, inner), line => line.Sum(v => v * v)),
        ((x, y, outer, length, inner) => Reductions.Max(x, y, outer, length, inner), line => line.Aggregate(Math.Max)),
        ((x, y, outer, length, inner) => Reductions.Min(x, y, outer, length, inner), line => line.Aggregate(Math.Min)),
        (SoftmaxKernel.LogSumExp, LogSumExp),
        (Moments.SquaresAboutMean, line => line.Average() is var mean && double.IsFinite(mean) ? line.Sum(v => (v - mean) * (v - mean)) : double.NaN),
        ((x, y, outer, length, inner) => Norms.Norm(x, y, outer, length, inner, T.CreateTruncating(2)), line => Math.Sqrt(line.Sum(v => v * v))),
        ((x, y, outer, length, inner) => Norms.Norm(x, y, outer, length, inner, T.CreateTruncating(3)), line => Math.Cbrt(line.Sum(v => Math.Abs(v * v * v)))),
    ];

    private static double LogSumExp(double[] line)
    {
        var max = line.Aggregate(Math.Max);
        return double.IsInfinity(max) ? max : max + Math.Log(line.Sum(v => Math.Exp(v - max)));
    }

    // Guards on both sides of the result must stay as they are.
    private static T[] Compute<T>(Kernel<T> kernel, T[] x, int outer, int length, int inner) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var guard = T.CreateTruncating(12345);
        var y = new T[(outer * inner) + 16];
        Array.Fill(y, guard);
        kernel(x, y.AsSpan(8, outer * inner), outer, length, inner);
        Assert.All(y[..8].Concat(y[^8..]), value => Assert.Equal(guard, value));
        return y[8..^8];
    }

    private static double[] Values(int count, ulong seed)
    {
        var values = new double[count];
        new RandomStream(seed).FillNormal<double>(values, 0, 1);
        return values;
    }
}
