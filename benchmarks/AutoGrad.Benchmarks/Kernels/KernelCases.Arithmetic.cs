using System.Numerics;
using System.Runtime.CompilerServices;
using AutoGrad.Kernels;
using static AutoGrad.Op;

namespace AutoGrad.Benchmarks.Kernels;

/// <content>What multiply-adds limit: products of matrices, and convolutions.</content>
internal static partial class KernelCases
{
    private static readonly int[] Sides = [64, 256, 512, 1024, 2048];

    private static IEnumerable<KernelCase> Products =>
    [
        .. Sides.Select(n => Product<float>("product", n, n, n)),
        .. Sides.Select(n => Product<double>("product in double precision", n, n, n)),
        Product<float>("thin product", 128, 784, 512),
        Product<float>("thin product", 128, 256, 10),
        Product<float>("thin product", 1, 1024, 1024),
        Batch(256, 64),
    ];

    private static IEnumerable<KernelCase> Convolutions =>
    [
        .. Convolution("convolution", 64, 32, 28, 64, 3),
        .. Convolution("convolution of few channels", 64, 3, 32, 32, 3),
        .. Convolution("convolution of one channel", 64, 1, 28, 16, 5),
        .. Convolution("strided convolution", 64, 32, 28, 64, 3, stride: 2),
        .. Convolution("dilated convolution", 64, 32, 28, 64, 3, dilation: 2),
        .. Convolution("pointwise convolution", 64, 64, 28, 64, 1),
    ];

    private static KernelCase Product<T>(string name, int m, int k, int n) where T : unmanaged, IFloatingPointIeee754<T> =>
        new(name, $"{m} x {k} by {k} x {n}", ((long)m * k) + ((long)k * n) + ((long)m * n), 1, 0, 2.0 * m * k * n, () =>
        {
            var random = new RandomStream(0);
            var (a, b, c) = (Normal<T>([m, k], random).ToArray(), Normal<T>([k, n], random).ToArray(), new T[m * n]);
            return () => MatrixProduct.Multiply<T>(a, false, b, false, c, m, n, k);
        })
        {
            ElementBytes = Unsafe.SizeOf<T>(),
        };

    private static KernelCase Batch(int count, int n) => new(
        "batched product", $"{count} of {n} x {n} by {n} x {n}", 3L * count * n * n, 1, 0, 2.0 * count * n * n * n, () => Step(Normal(count, n, n), Normal(count, n, n), (a, b) => MatMul(a, b)));

    // Forward, and forward with the derivatives in the images and in the filters, which are as much work each.
    private static IEnumerable<KernelCase> Convolution(
        string name, int count, int channels, int side, int filters, int window, int stride = 1, int dilation = 1, int groups = 1)
    {
        var (x, w) = (Shape.Create([count, channels, side, side]), Shape.Create([filters, channels / groups, window, window]));
        var after = ((side - 1) / stride) + 1;
        var y = Shape.Create([count, filters, after, after]);
        var operations = 2.0 * y.Size * w.Size / filters;
        var size = $"{count} x {channels} x {side} x {side} by {filters} of {window} x {window}{(stride > 1 && groups > 1 ? $", {stride} apart" : "")}";
        Variable<float> Forward(Variable<float> x, Variable<float> w) =>
            Conv2d(x, w, stride: stride, padding: dilation * (window - 1) / 2, dilation: dilation, groups: groups);
        yield return new(name, size, x.Size + w.Size + y.Size, 1, 0, operations, () =>
        {
            var (images, weights) = (Data.Normal(x), Data.Normal(w));
            return Step(images, weights, Forward);
        });
        yield return new($"{name}, both ways", size, x.Size + w.Size + y.Size, 2, 0, 3 * operations, () =>
        {
            var (images, weights, yBar) = (Data.Normal(x), Data.Normal(w), Data.Normal(y));
            return Step(images, weights, (images, weights) => Differentiate.Vjp(Forward, images, weights, yBar).Value);
        });
    }
}
