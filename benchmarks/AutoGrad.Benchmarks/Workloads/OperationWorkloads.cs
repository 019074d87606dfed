using System.Numerics.Tensors;
using static AutoGrad.Op;

namespace AutoGrad.Benchmarks.Workloads;

/// <summary>What the tape costs, and chains of elementwise operations.</summary>
internal static class OperationWorkloads
{
    public static IEnumerable<Workload> All { get; } =
    [
        .. Workload.EagerAndCompiled("op/scalar-chain sin x1000 fwd+bwd", compiled => ScalarChain(compiled, 1000)),
        .. Workload.EagerAndCompiled("op/logsumexp-hvp n=512", compiled => LogSumExpProduct(compiled, 512)),
        .. new[] { 1_000, 100_000, 10_000_000 }.SelectMany(
            n => Workload.EagerAndCompiled($"op/gelu-from-primitives n={n} fwd+bwd", compiled => Gelu(compiled, n))),
        new("kernel/conv fwd 64x32x28x28 k64 3x3", "eager", () => Convolution(64, 32, 28, 64, withGradients: false)),
        new("kernel/conv fwd+bwd 64x32x28x28 k64 3x3", "eager", () => Convolution(64, 32, 28, 64, withGradients: true)),
        new("kernel/conv fwd+bwd 64x3x32x32 k32 3x3", "eager", () => Convolution(64, 3, 32, 32, withGradients: true)),
    ];

    private static Action ScalarChain(bool compiled, int length) => GradientOf(
        compiled,
        x =>
        {
            var y = x;
            for (var i = 0; i < length; i++)
                y = Sin(y);
            return y;
        },
        0.5);

    private static Action Gelu(bool compiled, int n) =>
        GradientOf(compiled, x => Sum(0.5 * x * (1 + Tanh(0.7978845608 * (x + (0.044715 * Pow(x, 3)))))), Data.Normal([n]));

    private static Action LogSumExpProduct(bool compiled, int n)
    {
        var random = new RandomStream(0);
        var (a, x, v) = (Data.Normal(random, [n, n]), Data.Normal(random, [n]), Data.Normal(random, [n]));
        return Run(compiled, z => Differentiate.HessianVectorProduct(x => LogSumExp(MatMul(a, Tanh(x))), z, v), x);
    }

    private static Action GradientOf(bool compiled, Func<Variable<float>, Variable<float>> function, Variable<float> x) =>
        Run(compiled, z => Differentiate.Gradient(function, z), x);

    private static Action Run(bool compiled, Func<Variable<float>, Variable<float>> function, Variable<float> x)
    {
        if (!compiled)
            return () => function(x);
        var program = Graph.Compile(function);
        var output = Tensor.CreateFromShape<float>([x.Shape.Size]);
        return () => program.Invoke([x], [output]);
    }

    private static Action Convolution(int count, int channels, int side, int filters, bool withGradients)
    {
        var random = new RandomStream(0);
        var (x, w) = (Data.Normal(random, [count, channels, side, side]), Data.Normal(random, [filters, channels, 3, 3]));
        var yBar = Data.Normal(random, [count, filters, side, side]);
        // A tape gives the arrays back when it ends, as a reference count does on the other side.
        return () =>
        {
            using var tape = new Tape<float>();
            if (withGradients)
                Differentiate.Vjp((x, w) => Conv2d(x, w, padding: 1), x, w, yBar);
            else
                Conv2d(x, w, padding: 1);
        };
    }
}
