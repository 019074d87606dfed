using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Tests.Kernels.Convolution;

public partial class ConvolutionKernelTests
{
    private delegate void Product<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> result);

    // What is large enough for several tiles, several threads, partial sums and the blocked product.
    internal static readonly ConvolutionProblem[] Large =
    [
        new(3, 16, 24, 1, new(1, 40, 61), new(1, 3, 3), new(1, 40, 61), Extent.One, new(0, 1, 1), Extent.One),
        new(2, 20, 6, 2, new(1, 50, 50), new(1, 5, 5), new(1, 24, 24), new(1, 2, 2), new(0, 1, 1), Extent.One),
        new(19, 8, 12, 1, new(1, 9, 7), new(1, 3, 3), new(1, 7, 5), Extent.One, default, Extent.One),
        new(5, 32, 48, 1, new(1, 21, 23), Extent.One, new(1, 21, 23), Extent.One, default, Extent.One),
        new(4, 24, 48, 24, new(1, 33, 37), new(1, 3, 3), new(1, 33, 37), Extent.One, new(0, 1, 1), Extent.One),
        new(2, 12, 12, 12, new(6, 15, 17), new(3, 3, 3), new(3, 8, 8), new(2, 2, 2), new(1, 1, 0), Extent.One),
        new(2, 10, 14, 1, new(8, 12, 14), new(3, 2, 3), new(8, 13, 10), Extent.One, new(2, 1, 0), new(2, 1, 2)),
        new(2, 6, 9, 3, new(1, 1, 5000), new(1, 1, 15), new(1, 1, 1666), new(1, 1, 3), new(0, 0, 6), Extent.One),
        new(1, 64, 65, 1, new(1, 1, 66), new(1, 1, 9), new(1, 1, 1), Extent.One, default, new(1, 1, 8)),
        new(8, 1, 6, 1, new(1, 28, 28), new(1, 5, 5), new(1, 28, 28), Extent.One, new(0, 2, 2), Extent.One),
        new(3, 8, 16, 8, new(1, 40, 41), new(1, 3, 3), new(1, 20, 20), new(1, 2, 2), new(0, 1, 0), Extent.One),
        new(3, 32, 20, 1, new(1, 28, 31), new(1, 3, 3), new(1, 14, 16), new(1, 2, 2), new(0, 1, 1), Extent.One),
        new(2, 66, 10, 2, new(1, 23, 40), new(1, 4, 5), new(1, 8, 20), new(1, 3, 2), new(0, 1, 2), Extent.One),
        new(1, 3000, 2, 1, new(1, 1, 100), new(1, 1, 3), new(1, 1, 98), Extent.One, default, Extent.One),
    ];

    [Fact]
    public void Kernels_OfRandomProblems_MatchPlainLoops()
    {
        var random = new Random(5);
        for (var i = 0; i < 600; i++)
        {
            var problem = Draw(random);
            CheckAll<double>(problem, random);
            CheckAll<float>(problem, random);
        }
    }

    [Fact]
    public void Kernels_OfLargeProblems_MatchPlainLoops()
    {
        var random = new Random(6);
        foreach (var problem in Large)
        {
            CheckAll<double>(problem, random);
            CheckAll<float>(problem, random);
        }
    }

    // One less and one more than the planes, outputs and lanes of tiles.
    [Fact]
    public void Kernels_AtTheEdgesOfTiles_MatchPlainLoops()
    {
        var random = new Random(8);
        foreach (var filters in new[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 15, 16, 17, 31, 32, 33 })
        {
            foreach (var width in new[] { 1, 3, 4, 5, 7, 8, 9, 11, 12, 13, 15, 16, 17, 31, 32, 33, 63, 65, 191, 193, 513 })
            {
                var (height, stride, kernel) = (random.Next(1, 4), random.Next(1, 3), random.Next(1, 4));
                var (channels, groups) = (random.Next(1, 3), random.Next(1, 3));
                var problem = new ConvolutionProblem(random.Next(1, 3), channels * groups, filters * groups, groups,
                    new(1, height + 1, (width * stride) + 1), new(1, 2, kernel), new(1, height, width), new(1, 1, stride), new(0, 0, 1), Extent.One);
                CheckAll<float>(problem, random);
                CheckAll<double>(problem, random);
            }
        }
    }

    // More planes than fill a vector, at steps that leave places of the input to each remainder, to some, or to none.
    [Fact]
    public void Kernels_AtStridesOfManyChannels_MatchPlainLoops()
    {
        var random = new Random(10);
        for (var i = 0; i < 300; i++)
        {
            var (groups, axes) = (random.Next(1, 3), random.Next(1, 4));
            Extent Choose(int least, int largest, int filler) => Extent.Of(Enumerable.Range(0, axes).Select(_ => random.Next(least, largest + 1)).ToArray(), filler);
            var problem = new ConvolutionProblem(random.Next(1, 3), groups * random.Next(3, 38), groups * random.Next(1, 4), groups, Choose(1, 12, 1), Choose(1, 4, 1),
                Choose(1, 7, 1), Choose(1, 3, 1), Choose(0, 3, 0), random.Next(3) > 0 ? Extent.One : Choose(1, 2, 1));
            CheckAll<float>(problem, random);
            CheckAll<double>(problem, random);
        }
    }

    // Padding counts as 0, and so must what lies beside an output in a vector.
    [Fact]
    public void Kernels_OfWhatIsNotFinite_CarryItWhereItBelongs()
    {
        var random = new Random(9);
        double[] others = [double.NaN, double.PositiveInfinity, double.NegativeInfinity];
        foreach (var problem in Enumerable.Range(0, 200).Select(_ => Draw(random)).Concat(Large))
        {
            var (x, w, y) = (Fill<double>(problem.XLength, random), Fill<double>(problem.WLength, random), Fill<double>(problem.YLength, random));
            var (oddX, oddY) = (Strew(x), Strew(y));
            var (xBar, wBar, result) = (new double[x.Length], new double[w.Length], new double[y.Length]);
            ConvolutionKernel.Forward(oddX, w, result, problem);
            AssertClose(PlainConvolution.Forward(oddX, w, problem), result, problem.PatchLength, $"Forward of {problem}");
            ConvolutionKernel.Transpose(oddY, w, xBar, problem);
            AssertClose(PlainConvolution.Transpose(oddY, w, problem), xBar, problem.GroupFilters * problem.Kernel.Size, $"Transpose of {problem}");
            ConvolutionKernel.Weights(oddX, y, wBar, problem);
            AssertClose(PlainConvolution.Weights(oddX, y, problem), wBar, problem.Batch * problem.Output.Size, $"Weights of {problem}");
        }

        double[] Strew(double[] values)
        {
            var strewn = (double[])values.Clone();
            for (var i = 0; i < 3 && strewn.Length > 0; i++)
                strewn[random.Next(strewn.Length)] = others[i];
            return strewn;
        }
    }

    internal static float[][] RunAll(ConvolutionProblem problem)
    {
        var random = new Random(7);
        var (x, w, y) = (Fill<float>(problem.XLength, random), Fill<float>(problem.WLength, random), Fill<float>(problem.YLength, random));
        var results = new[] { new float[y.Length], new float[x.Length], new float[w.Length] };
        ConvolutionKernel.Forward(x, w, results[0], problem);
        ConvolutionKernel.Transpose(y, w, results[1], problem);
        ConvolutionKernel.Weights(x, y, results[2], problem);
        return results;
    }

    private static void CheckAll<T>(ConvolutionProblem problem, Random random) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (x, w, y) = (Fill<T>(problem.XLength, random), Fill<T>(problem.WLength, random), Fill<T>(problem.YLength, random));
        AssertClose(PlainConvolution.Forward(Wide(x), Wide(w), problem),
            Guarded(x, w, y.Length, (x, w, y) => ConvolutionKernel.Forward(x, w, y, problem)), problem.PatchLength, $"Forward of {problem}");
        AssertClose(PlainConvolution.Transpose(Wide(y), Wide(w), problem),
            Guarded(y, w, x.Length, (y, w, x) => ConvolutionKernel.Transpose(y, w, x, problem)),
            problem.GroupFilters * problem.Kernel.Size, $"Transpose of {problem}");
        AssertClose(PlainConvolution.Weights(Wide(x), Wide(y), problem),
            Guarded(x, y, w.Length, (x, y, w) => ConvolutionKernel.Weights(x, y, w, problem)), problem.Batch * problem.Output.Size, $"Weights of {problem}");
    }

    // Operands lie within NaN, and so does the result, which is NaN itself before: what is not written shows, and so does what should not be.
    private static T[] Guarded<T>(T[] a, T[] b, int length, Product<T> product) where T : unmanaged, IFloatingPointIeee754<T>
    {
        const int Zone = 70;
        T[] zonedA = Within(a), zonedB = Within(b), result = Within(new T[length]);
        Array.Fill(result, T.NaN);
        product(zonedA.AsSpan(Zone, a.Length), zonedB.AsSpan(Zone, b.Length), result.AsSpan(Zone, length));
        Assert.All(result[..Zone], value => Assert.True(T.IsNaN(value)));
        Assert.All(result[^Zone..], value => Assert.True(T.IsNaN(value)));
        return result[Zone..^Zone];

        static T[] Within(T[] values)
        {
            var zoned = new T[values.Length + (2 * Zone)];
            Array.Fill(zoned, T.NaN);
            values.CopyTo(zoned, Zone);
            return zoned;
        }
    }

    // Elements are from -1 to 1, so that the sum of so many products is accurate to their number times the element's precision.
    private static void AssertClose<T>(double[] expected, T[] actual, int terms, string what) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var tolerance = (typeof(T) == typeof(float) ? 1.2e-7 : 2.3e-16) * (terms + 4);
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            var value = double.CreateChecked(actual[i]);
            Expect.True(expected[i].Equals(value) || Math.Abs(expected[i] - value) <= tolerance, $"{what}: expected {expected[i]}, got {value} at {i}.");
        }
    }

    private static ConvolutionProblem Draw(Random random)
    {
        var groups = random.Next(1, 4);
        var axes = random.Next(1, 4);
        Extent Choose(int least, int largest, int filler) => Extent.Of(Enumerable.Range(0, axes).Select(_ => random.Next(least, largest + 1)).ToArray(), filler);
        var (input, kernel, stride) = (Choose(1, 9, 1), Choose(1, 3, 1), random.Next(3) == 0 ? Choose(1, 3, 1) : Extent.One);
        var (before, dilation) = (random.Next(3) == 0 ? default : Choose(0, 4, 0), random.Next(2) == 0 ? Extent.One : Choose(1, 3, 1));
        var isProduct = random.Next(6) == 0;
        if (isProduct)
            (kernel, stride, before) = (Extent.One, Extent.One, default);
        // Outputs reach beyond the input, as those of a transpose may.
        var output = isProduct ? input : Choose(1, 9, 1);
        return new(random.Next(0, 4), groups * random.Next(1, 4), groups * random.Next(1, 4), groups, input, kernel, output, stride, before, dilation);
    }

    internal static T[] Fill<T>(int length, Random random) where T : unmanaged, IFloatingPointIeee754<T> =>
        Array.ConvertAll(new T[length], _ => T.CreateTruncating((2 * random.NextDouble()) - 1));

    private static double[] Wide<T>(T[] values) where T : unmanaged, IFloatingPointIeee754<T> => Array.ConvertAll(values, double.CreateChecked);
}
