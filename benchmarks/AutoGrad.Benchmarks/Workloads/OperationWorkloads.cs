using static AutoGrad.Op;

namespace AutoGrad.Benchmarks.Workloads;

/// <summary>What the tape costs, and chains of elementwise operations.</summary>
internal static class OperationWorkloads
{
    public static IEnumerable<Workload> All { get; } =
    [
        new("op/scalar-chain sin x1000 fwd+bwd", "eager", () => ScalarChain(1000)),
        new("op/logsumexp-hvp n=512", "eager", () => LogSumExpProduct(512)),
        .. new[] { 1_000, 100_000, 10_000_000 }.Select(
            n => new Workload($"op/gelu-from-primitives n={n} fwd+bwd", "eager", () => Gelu(n))),
        new("kernel/conv fwd 64x32x28x28 k64 3x3", "eager", () => Convolution(64, 32, 28, 64, withGradients: false)),
        new("kernel/conv fwd+bwd 64x32x28x28 k64 3x3", "eager", () => Convolution(64, 32, 28, 64, withGradients: true)),
        new("kernel/conv fwd+bwd 64x3x32x32 k32 3x3", "eager", () => Convolution(64, 3, 32, 32, withGradients: true)),
    ];

    private static Action ScalarChain(int length)
    {
        Variable<float> x = 0.5;
        return () => Differentiate.Gradient(
            x =>
            {
                var y = x;
                for (var i = 0; i < length; i++)
                    y = Sin(y);
                return y;
            },
            x);
    }

    private static Action Gelu(int n)
    {
        var x = Data.Normal([n]);
        return () => Differentiate.Gradient(x => Sum(0.5 * x * (1 + Tanh(0.7978845608 * (x + (0.044715 * Pow(x, 3)))))), x);
    }

    private static Action LogSumExpProduct(int n)
    {
        var random = new RandomStream(0);
        var (a, x, v) = (Data.Normal(random, [n, n]), Data.Normal(random, [n]), Data.Normal(random, [n]));
        return () => Differentiate.HessianVectorProduct(x => LogSumExp(MatMul(a, Tanh(x))), x, v);
    }

    private static Action Convolution(int count, int channels, int side, int filters, bool withGradients)
    {
        var random = new RandomStream(0);
        var (x, w) = (Data.Normal(random, [count, channels, side, side]), Data.Normal(random, [filters, channels, 3, 3]));
        var yBar = Data.Normal(random, [count, filters, side, side]);
        return withGradients
            ? () => Differentiate.Vjp((x, w) => Conv2d(x, w, padding: 1), x, w, yBar)
            : () => Conv2d(x, w, padding: 1);
    }
}
