using static AutoGrad.Op;

namespace AutoGrad.Benchmarks.Kernels;

/// <content>Normalisation over lines and over the channels of images, and the cross-entropy of classes.</content>
internal static partial class KernelCases
{
    private static IEnumerable<KernelCase> Normalizations =>
    [
        .. Normalization("layer normalisation", [128, 512], [1], [512]),
        .. Normalization("layer normalisation", [4096, 256], [1], [256]),
        .. Normalization("layer normalisation", [40_000, 256], [1], [256]),
        .. Normalization("batch normalisation", [64, 64, 16, 16], [0, 2, 3], [64, 1, 1]),
        .. Normalization("batch normalisation", [64, 32, 32, 32], [0, 2, 3], [32, 1, 1]),
        .. Normalization("batch normalisation", [64, 32, 72, 72], [0, 2, 3], [32, 1, 1]),
    ];

    private static IEnumerable<KernelCase> CrossEntropies => new[] { (128, 10), (128, 1000), (512, 10_000), (1000, 10_000) }.SelectMany(size => CrossEntropy(size.Item1, size.Item2));

    // The elements are read and the results written; for the derivatives the elements are read again, and the cotangents.
    private static IEnumerable<KernelCase> Normalization(string name, Shape shape, int[] axes, Shape parameters)
    {
        var size = string.Join(" x ", shape);
        Variable<float> Forward(Variable<float>[] v) => Standardize(v[0], axes, 1e-5, v[1], v[2]);
        Variable<float>[] Operands() => [Data.Normal(shape), Data.Normal(parameters), Data.Normal(parameters)];
        yield return new(name, size, shape.Size, 1, 1, 0, () =>
        {
            var operands = Operands();
            return Recorded(() => Forward(operands));
        });
        yield return new($"{name}, both ways", size, shape.Size, 3, 2, 0, () =>
        {
            var (operands, yBar) = (Operands(), Data.Normal(shape));
            return Recorded(() => Differentiate.Vjp(Forward, operands, yBar));
        });
    }

    // The logits are read; for the derivative they are read again, and as many numbers written.
    private static IEnumerable<KernelCase> CrossEntropy(int count, int classes)
    {
        var size = $"{count} x {classes}";
        yield return new("cross-entropy", size, (long)count * classes, 1, 0, 0, () => Step(Normal(count, classes), Places(classes, count), (x, labels) => Loss.CrossEntropy(x, labels)));
        yield return new("cross-entropy, both ways", size, (long)count * classes, 2, 1, 0, () =>
            Step(Normal(count, classes), Places(classes, count), (x, labels) => Differentiate.Gradient(x => Loss.CrossEntropy(x, labels), x)));
    }

    private static Action Recorded(Action apply) => () =>
    {
        using var tape = new Tape<float>();
        apply();
    };
}
