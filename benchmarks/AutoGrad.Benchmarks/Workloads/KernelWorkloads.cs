using AutoGrad.Kernels;

namespace AutoGrad.Benchmarks.Workloads;

/// <summary>Kernels by themselves, without variables.</summary>
internal static class KernelWorkloads
{
    public static IEnumerable<Workload> All { get; } = new[] { 64, 256, 1024, 2048 }.Select(n => new Workload($"kernel/gemm {n}", "kernel", () => Product(n)));

    private static Action Product(int n)
    {
        var random = new RandomStream(0);
        var (a, b, c) = (new float[n * n], new float[n * n], new float[n * n]);
        random.FillNormal<float>(a, 0, 1);
        random.FillNormal<float>(b, 0, 1);
        return () => MatrixProduct.Multiply<float>(a, false, b, false, c, n, n, n);
    }
}
