using AutoGrad.Kernels;

namespace AutoGrad.Tests.Kernels.Convolution;

/// <content>What is computed plane by plane: filters that meet one channel each.</content>
public partial class ConvolutionKernelTests
{
    // One less and one more than the vectors and rows of tiles, and planes that are smaller than the kernel.
    [Theory]
    [InlineData(3, 1, 1)]
    [InlineData(3, 2, 1)]
    [InlineData(3, 1, 2)]
    [InlineData(5, 1, 1)]
    [InlineData(5, 2, 2)]
    [InlineData(7, 1, 1)]
    [InlineData(4, 3, 1)]
    [InlineData(2, 1, 3)]
    [InlineData(1, 2, 1)]
    public void Depthwise_AtTheEdgesOfTiles_MatchesPlainLoops(int kernel, int stride, int dilation)
    {
        var random = new Random(17);
        foreach (var width in new[] { 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 47, 49, 65 })
        {
            foreach (var height in new[] { 1, 2, 3, 7, 8, 9, 17 })
            {
                var (channels, filters, padding) = (random.Next(1, 4), random.Next(1, 3), random.Next(0, (kernel * dilation) + 1));
                Check(Planes(random.Next(1, 4), channels, filters, height, width, kernel, stride, padding, dilation), random);
            }
        }
    }

    public static TheoryData<string, int[]> DepthwiseShapes { get; } = new()
    {
        // Batch, channels, filters of each, and the lengths, the kernel, the strides, the padding and the dilation of three axes.
        { "bands of rows", [1, 2, 1, 1, 300, 200, 1, 3, 3, 1, 1, 1, 0, 1, 1, 1, 1, 1] },
        { "bands of rows, a stride apart", [1, 2, 2, 1, 301, 203, 1, 3, 3, 1, 2, 2, 0, 1, 1, 1, 1, 1] },
        { "bands of columns", [2, 2, 1, 1, 3, 5003, 1, 3, 3, 1, 1, 1, 0, 1, 1, 1, 1, 1] },
        { "bands of columns, a stride apart", [1, 2, 1, 1, 4, 9001, 1, 3, 5, 1, 2, 2, 0, 1, 2, 1, 1, 1] },
        { "a long row", [3, 3, 1, 1, 1, 777, 1, 1, 9, 1, 1, 1, 0, 0, 4, 1, 1, 1] },
        { "a long row, three apart", [3, 3, 2, 1, 1, 1000, 1, 1, 4, 1, 1, 3, 0, 0, 2, 1, 1, 1] },
        { "a column", [2, 3, 1, 1, 500, 1, 1, 7, 1, 1, 1, 1, 0, 3, 0, 1, 1, 1] },
        { "rows a stride apart", [2, 3, 1, 1, 31, 30, 1, 3, 3, 1, 2, 1, 0, 1, 1, 1, 1, 1] },
        { "columns a stride apart", [2, 3, 1, 1, 31, 30, 1, 3, 3, 1, 1, 2, 0, 1, 1, 1, 1, 1] },
        { "strides beyond the kernel", [2, 3, 1, 1, 31, 30, 1, 2, 2, 1, 3, 4, 0, 0, 0, 1, 1, 1] },
        { "three axes", [2, 3, 2, 9, 17, 18, 3, 3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1] },
        { "three axes, a stride apart", [2, 3, 1, 9, 17, 18, 3, 3, 3, 2, 2, 2, 1, 1, 1, 1, 1, 1] },
        { "three axes, spread", [1, 2, 1, 9, 17, 18, 2, 3, 2, 1, 1, 1, 2, 2, 1, 2, 3, 2] },
        { "wide padding", [2, 3, 1, 1, 5, 6, 1, 3, 3, 1, 1, 1, 0, 20, 40, 1, 1, 1] },
        { "nothing but padding", [2, 3, 1, 1, 1, 1, 1, 2, 2, 1, 1, 1, 0, 9, 9, 1, 1, 1] },
        { "many planes", [5, 70, 1, 1, 7, 7, 1, 3, 3, 1, 1, 1, 0, 1, 1, 1, 1, 1] },
        { "more than caches hold", [1, 43, 1, 1, 223, 225, 1, 3, 3, 1, 1, 1, 0, 1, 1, 1, 1, 1] },
        { "more than caches hold, a stride apart", [1, 43, 1, 1, 223, 225, 1, 3, 3, 1, 2, 2, 0, 1, 1, 1, 1, 1] },
        { "more small planes than caches hold", [7, 1000, 1, 1, 18, 17, 1, 3, 3, 1, 1, 1, 0, 1, 1, 1, 1, 1] },
        { "no image", [0, 3, 1, 1, 7, 7, 1, 3, 3, 1, 1, 1, 0, 1, 1, 1, 1, 1] },
    };

    [Theory]
    [MemberData(nameof(DepthwiseShapes))]
    public void Depthwise_OfAnyShape_MatchesPlainLoops(string name, int[] sizes)
    {
        Assert.NotEmpty(name);
        Check(DepthwiseProblem(sizes), new Random(18));
    }

    // What is not finite is carried where it belongs: where planes end in the middle of a vector, and beside the padding.
    [Fact]
    public void Depthwise_OfWhatIsNotFinite_CarriesItWhereItBelongs()
    {
        var random = new Random(19);
        foreach (var (side, kernel, stride) in new[] { (7, 3, 1), (14, 3, 1), (28, 3, 1), (28, 3, 2), (17, 5, 1), (9, 5, 2), (5, 7, 1) })
        {
            var problem = Planes(2, 3, 1, side, side, kernel, stride, kernel / 2, 1);
            for (var place = 0; place < side * side; place += side - 2)
            {
                var (x, w, y) = (Fill<float>(problem.XLength, random), Fill<float>(problem.WLength, random), Fill<float>(problem.YLength, random));
                x[(4 * side * side) + place] = float.PositiveInfinity;
                x[place] = float.NaN;
                var oddY = (float[])y.Clone();
                oddY[(problem.Output.Size * 3) + (place % problem.Output.Size)] = float.NegativeInfinity;
                var (results, odd) = (RunAll(problem, x, w, y), RunAll(problem, x, w, oddY));
                AssertClose(PlainConvolution.Forward(Wide(x), Wide(w), problem), results[0], problem.PatchLength, $"Forward of {problem}");
                AssertClose(PlainConvolution.Transpose(Wide(oddY), Wide(w), problem), odd[1], problem.Kernel.Size, $"Transpose of {problem}");
                AssertClose(PlainConvolution.Weights(Wide(x), Wide(y), problem), results[2], problem.Batch * problem.Output.Size, $"Weights of {problem}");
            }
        }
    }

    // Few filters of many channels, and few channels of many filters, whose transposes are few filters again.
    [Theory]
    [InlineData(1, 16, 5, 1)]
    [InlineData(2, 7, 3, 2)]
    [InlineData(3, 32, 3, 1)]
    [InlineData(3, 64, 7, 2)]
    [InlineData(16, 1, 3, 1)]
    [InlineData(33, 2, 4, 3)]
    [InlineData(64, 3, 3, 1)]
    public void Depthwise_OfFewChannelsOrFilters_MatchesPlainLoops(int channels, int filters, int kernel, int stride)
    {
        var random = new Random(21);
        foreach (var (height, width) in new[] { (1, 1), (5, 7), (13, 17), (17, 33) })
        {
            var problem = Planes(2, channels, 1, height, width, kernel, stride, kernel / 2, 1) with { Filters = filters, Groups = 1 };
            Assert.True(DepthwiseConvolution.FitsForward(problem) || DepthwiseConvolution.FitsTranspose(problem));
            CheckAll<float>(problem, random);
            CheckAll<double>(problem, random);
            CheckAll<float>(problem with { Channels = 2 * channels, Filters = 2 * filters, Groups = 2 }, random);
        }
    }

    // An output is one chain of multiply-adds, whichever vector and tile it was in: those of a part of the rows and columns have the same bits.
    [Theory]
    [InlineData(3, 1)]
    [InlineData(5, 1)]
    [InlineData(3, 2)]
    [InlineData(4, 2)]
    public void Depthwise_OfAPartOfAPlane_GivesTheSameBits(int kernel, int stride)
    {
        var random = new Random(20);
        var whole = Planes(1, 1, 1, 43, 43, kernel, stride, 0, 1);
        var (x, w) = (Fill<float>(whole.XLength, random), Fill<float>(whole.WLength, random));
        var y = new float[whole.YLength];
        ConvolutionKernel.Forward(x, w, y, whole);
        for (var side = kernel + stride; side < 43; side++)
        {
            var part = Planes(1, 1, 1, side, side, kernel, stride, 0, 1);
            var actual = new float[part.YLength];
            ConvolutionKernel.Forward(Corner(x, 43, side), w, actual, part);
            Assert.Equal(Corner(y, whole.Output.Width, part.Output.Width), actual);
        }

        static float[] Corner(float[] values, int width, int side) =>
            [.. Enumerable.Range(0, side * side).Select(i => values[(i / side * width) + (i % side)])];
    }

    private static void Check(ConvolutionProblem problem, Random random)
    {
        Assert.True(DepthwiseConvolution.Fits(problem));
        CheckAll<float>(problem, random);
        CheckAll<double>(problem, random);
    }

    private static ConvolutionProblem Planes(
        int batch, int channels, int filters, int height, int width, int kernel, int stride, int padding, int dilation) => DepthwiseProblem(
            [batch, channels, filters, 1, height, width, 1, kernel, kernel, 1, stride, stride, 0, padding, padding, 1, dilation, dilation]);

    internal static ConvolutionProblem DepthwiseProblem(int[] sizes)
    {
        Extent At(int first) => new(sizes[first], sizes[first + 1], sizes[first + 2]);
        var (input, kernel, stride, padding, dilation) = (At(3), At(6), At(9), At(12), At(15));
        // At least one output, which may lie beyond the input.
        static int Count(int input, int kernel, int stride, int padding, int dilation) =>
            Math.Max(1, ((input + (2 * padding) - ((kernel - 1) * dilation) - 1) / stride) + 1);
        Extent output = new(
            Count(input.Depth, kernel.Depth, stride.Depth, padding.Depth, dilation.Depth),
            Count(input.Height, kernel.Height, stride.Height, padding.Height, dilation.Height),
            Count(input.Width, kernel.Width, stride.Width, padding.Width, dilation.Width));
        return new(sizes[0], sizes[1], sizes[1] * sizes[2], sizes[1], input, kernel, output, stride, padding, dilation);
    }
}
