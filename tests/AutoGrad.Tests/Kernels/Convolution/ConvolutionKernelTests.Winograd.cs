using AutoGrad.Kernels;

namespace AutoGrad.Tests.Kernels.Convolution;

/// <content>What is computed by minimal filtering: 3 by 3 taps, 16 channels and filters of a group and more.</content>
public partial class ConvolutionKernelTests
{
    // One less and one more than the vectors, the planes and the squares of sums that are taken at once, and lengths that leave tiles half empty.
    public static TheoryData<int, int, int, int, int, int> Tiled { get; } = new()
    {
        { 16, 16, 14, 14, 1, 1 }, { 17, 31, 15, 20, 1, 1 }, { 16, 33, 29, 13, 0, 1 }, { 31, 20, 12, 33, 2, 1 }, { 33, 19, 17, 31, 1, 1 },
        { 63, 17, 14, 15, 1, 1 }, { 64, 16, 13, 16, 2, 1 }, { 65, 18, 16, 14, 1, 1 }, { 16, 63, 15, 14, 1, 1 }, { 17, 64, 14, 12, 3, 1 },
        { 16, 65, 13, 13, 1, 1 }, { 66, 70, 14, 14, 1, 1 }, { 20, 24, 64, 66, 1, 1 }, { 16, 16, 300, 4, 1, 1 }, { 16, 16, 4, 300, 1, 1 }, { 16, 17, 16, 513, 1, 1 },
        { 16, 16, 16, 15, 1, 3 }, { 25, 28, 20, 14, 1, 2 },
    };

    [Theory]
    [MemberData(nameof(Tiled))]
    public void Tiles_AtTheirEdges_MatchPlainLoops(int channels, int filters, int height, int width, int padding, int groups)
    {
        var random = new Random(11);
        var single = Square(1, channels * groups, filters * groups, height, width, padding, groups);
        var several = single with { Batch = 4 };
        Assert.True(Winograd.Fits<float>(several));
        CheckAll<float>(several, random);
        if (Winograd.Fits<double>(single))
            CheckAll<double>(single, random);
    }

    [Fact]
    public void Tiles_OfSmallWholeNumbers_AreExact()
    {
        var random = new Random(12);
        var problem = Square(3, 18, 20, 17, 22, 1);
        Assert.True(Winograd.Fits<float>(problem));
        var (x, w, y) = (Whole(problem.XLength), Whole(problem.WLength), Whole(problem.YLength));
        var results = RunAll(problem, x, w, y);
        Assert.Equal(PlainConvolution.Forward(Wide(x), Wide(w), problem), Wide(results[0]));
        Assert.Equal(PlainConvolution.Transpose(Wide(y), Wide(w), problem), Wide(results[1]));
        Assert.Equal(PlainConvolution.Weights(Wide(x), Wide(y), problem), Wide(results[2]));

        float[] Whole(int length) => Array.ConvertAll(new float[length], _ => (float)random.Next(-8, 9));
    }

    // The bound of the remarks: 16 (c + 10) roundings of the largest element that a window meets in a channel by all weights of the channel.
    [Fact]
    public void Tiles_OfFarApartMagnitudes_KeepTheirBound()
    {
        var random = new Random(13);
        var problem = Square(2, 24, 16, 18, 17, 1);
        Assert.True(Winograd.Fits<float>(problem));
        var (x, w) = (Uneven(problem.XLength), Uneven(problem.WLength));
        var actual = new float[problem.YLength];
        ConvolutionKernel.Forward(x, w, actual, problem);
        var expected = PlainConvolution.Forward(Wide(x), Wide(w), problem);
        for (var i = 0; i < actual.Length; i++)
            Expect.True(Math.Abs(expected[i] - actual[i]) <= Math.Pow(2, -24) * 16 * (problem.GroupChannels + 10) * Majorant(problem, x, w, i), $"{expected[i]}, {actual[i]} at {i}");

        float[] Uneven(int length) => Array.ConvertAll(new float[length], _ => (float)(Math.Pow(10, random.Next(-4, 5)) * ((2 * random.NextDouble()) - 1)));
    }

    [Fact]
    public void Tiles_OfRandomNumbers_AreAsAccurateAsSums()
    {
        var random = new Random(14);
        var problem = Square(4, 32, 48, 20, 20, 1);
        Assert.True(Winograd.Fits<float>(problem));
        var (x, w, y) = (Fill<float>(problem.XLength, random), Fill<float>(problem.WLength, random), Fill<float>(problem.YLength, random));
        double[][] expected = [
            PlainConvolution.Forward(Wide(x), Wide(w), problem), PlainConvolution.Transpose(Wide(y), Wide(w), problem),
            PlainConvolution.Weights(Wide(x), Wide(y), problem)];
        var (tiles, sums) = (RunAll(problem, x, w, y), RunAll(AsSum(problem), x, w, y));
        for (var i = 0; i < 3; i++)
        {
            Assert.NotEqual(sums[i], tiles[i]);
            Assert.InRange(Deviation(tiles[i], expected[i]), 0, 2 * Deviation(sums[i], expected[i]));
        }

        static double Deviation(float[] actual, double[] expected) => Math.Sqrt(actual.Zip(expected, (a, b) => (a - b) * (a - b)).Average());
    }

    // An image with an output that is not finite has the bits of the sum, and the others those that they have without it.
    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    [InlineData(1e38f)]
    [InlineData(3e38f)]
    public void Tiles_OfWhatIsNotFinite_AreSummed(float odd)
    {
        var random = new Random(15);
        var problem = Square(3, 17, 16, 16, 19, 1);
        Assert.True(Winograd.Fits<float>(problem));
        var (x, w, y) = (Fill<float>(problem.XLength, random), Fill<float>(problem.WLength, random), Fill<float>(problem.YLength, random));
        var without = RunAll(problem, x, w, y);
        // In the second image: neighbours, whose sum alone overflows.
        foreach (var place in new[] { 0, 1, 19, 20 })
        {
            x[(problem.XLength / 3) + (5 * 19 * 16) + 40 + place] = odd;
            y[(problem.YLength / 3) + (3 * 19 * 16) + 80 + place] = odd;
        }

        var (with, sums) = (RunAll(problem, x, w, y), RunAll(AsSum(problem), x, w, y));
        for (var i = 0; i < 2; i++)
        {
            var image = without[i].Length / 3;
            Assert.Equal(without[i][..image], with[i][..image]);
            Assert.Equal(sums[i][image..(2 * image)], with[i][image..(2 * image)]);
            Assert.Equal(without[i][(2 * image)..], with[i][(2 * image)..]);
        }

        Assert.Equal(sums[2], with[2]);
    }

    internal static ConvolutionProblem Square(int batch, int channels, int filters, int height, int width, int padding, int groups = 1) => new(
        batch, channels, filters, groups, new(1, height, width), new(1, 3, 3),
        new(1, height + (2 * padding) - 2, width + (2 * padding) - 2), Extent.One, new(0, padding, padding), Extent.One);

    // The same problem, which the kernels take as a sum: there is no second place along the first axis.
    private static ConvolutionProblem AsSum(ConvolutionProblem problem)
    {
        var sum = problem with { Stride = new(2, 1, 1) };
        Assert.False(Winograd.Fits<float>(sum));
        return sum;
    }

    internal static float[][] RunAll(ConvolutionProblem problem, float[] x, float[] w, float[] y)
    {
        var results = new[] { new float[y.Length], new float[x.Length], new float[w.Length] };
        ConvolutionKernel.Forward(x, w, results[0], problem);
        ConvolutionKernel.Transpose(y, w, results[1], problem);
        ConvolutionKernel.Weights(x, y, results[2], problem);
        return results;
    }

    private static double Majorant(ConvolutionProblem problem, float[] x, float[] w, int output)
    {
        var (copy, place) = Math.DivRem(output, problem.Output.Size);
        var (image, filter) = Math.DivRem(copy, problem.Filters);
        var (row, column) = Math.DivRem(place, problem.Output.Width);
        var sum = 0.0;
        for (var channel = 0; channel < problem.Channels; channel++)
        {
            var (largest, weights) = (0.0, 0.0);
            for (var tap = 0; tap < 9; tap++)
            {
                var (i, j) = (row + (tap / 3) - problem.Before.Height, column + (tap % 3) - problem.Before.Width);
                weights += Math.Abs(w[(((filter * problem.Channels) + channel) * 9) + tap]);
                if (i >= 0 && i < problem.Input.Height && j >= 0 && j < problem.Input.Width)
                    largest = Math.Max(largest, Math.Abs(x[(((((image * problem.Channels) + channel) * problem.Input.Height) + i) * problem.Input.Width) + j]));
            }

            sum += largest * weights;
        }

        return sum;
    }
}
