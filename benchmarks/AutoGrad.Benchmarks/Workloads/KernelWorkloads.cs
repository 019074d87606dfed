using AutoGrad.Kernels;

namespace AutoGrad.Benchmarks.Workloads;

/// <summary>Kernels by themselves, without variables.</summary>
internal static class KernelWorkloads
{
    public static IEnumerable<Workload> All { get; } =
    [
        .. new[] { 64, 256, 1024, 2048 }.Select(n => new Workload($"kernel/gemm {n}", "kernel", () => Product(n))),
        new("kernel/conv fwd 64x32x28x28 k64 3x3", "kernel", () => Convolve(32, 28, 64, false)),
        new("kernel/conv fwd+bwd 64x32x28x28 k64 3x3", "kernel", () => Convolve(32, 28, 64, true)),
        new("kernel/conv fwd+bwd 64x3x32x32 k32 3x3", "kernel", () => Convolve(3, 32, 32, true)),
    ];

    private static Action Product(int n)
    {
        var random = new RandomStream(0);
        var (a, b, c) = (new float[n * n], new float[n * n], new float[n * n]);
        random.FillNormal<float>(a, 0, 1);
        random.FillNormal<float>(b, 0, 1);
        return () => MatrixProduct.Multiply<float>(a, false, b, false, c, n, n, n);
    }

    // A layer of 64 images, padded to the same size.
    private static Action Convolve(int channels, int side, int filters, bool isBoth)
    {
        var random = new RandomStream(0);
        var lengths = new Extent(1, side, side);
        var problem = new ConvolutionProblem(
            64, channels, filters, 1, lengths, new(1, 3, 3), lengths, Extent.One, new(0, 1, 1), Extent.One);
        var (x, w, y) = (new float[problem.XLength], new float[problem.WLength], new float[problem.YLength]);
        var (xBar, wBar, yBar) = (new float[x.Length], new float[w.Length], new float[y.Length]);
        random.FillNormal<float>(x, 0, 1);
        random.FillNormal<float>(w, 0, 1);
        random.FillNormal<float>(yBar, 0, 1);
        return () =>
        {
            ConvolutionKernel.Forward<float>(x, w, y, problem);
            if (!isBoth)
                return;
            ConvolutionKernel.Transpose<float>(yBar, w, xBar, problem);
            ConvolutionKernel.Weights<float>(x, yBar, wBar, problem);
        };
    }
}
