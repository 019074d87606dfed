using static AutoGrad.Op;

namespace AutoGrad.Benchmarks.Kernels;

/// <summary>The kernels of the table: operations recorded on a tape, whose arrays are used again, and the product by itself.</summary>
internal static partial class KernelCases
{
    private const int Columns = 100;

    public static IEnumerable<KernelCase> All { get; } =
    [
        .. new[] { 10_000, 1_000_000, 10_000_000 }.SelectMany(OfSize),
        .. new[] { 10, 1000, 4000 }.SelectMany(OfWidth),
        .. new[] { 1000, 3000 }.SelectMany(OfMatrix),
        .. Normalizations,
        .. CrossEntropies,
        .. DepthwiseConvolutions,
        .. Products,
        .. Convolutions,
    ];

    // A filter that meets one channel computes too little for what it reads and writes. The sizes are those of small networks for pictures.
    private static IEnumerable<KernelCase> DepthwiseConvolutions =>
    [
        .. Depthwise(64, 32, 112, 3),
        .. Depthwise(64, 128, 56, 3),
        .. Depthwise(64, 128, 56, 3, stride: 2),
        .. Depthwise(64, 64, 28, 3),
        .. Depthwise(64, 512, 14, 3),
        .. Depthwise(128, 1024, 7, 3),
        .. Depthwise(32, 96, 56, 7),
    ];

    private static IEnumerable<KernelCase> OfSize(int n) =>
    [
        new("add", $"{n}", n, 2, 1, 0, () => Step(Normal(n), Normal(n), (a, b) => a + b)),
        new("multiply", $"{n}", n, 2, 1, 0, () => Step(Normal(n), Normal(n), (a, b) => a * b)),
        Unary("relu", n, Relu),
        Unary("exp", n, Exp),
        Unary("log", n, Log),
        Unary("tanh", n, Tanh),
        Unary("sigmoid", n, Sigmoid),
        Unary("gelu", n, x => Gelu(x)),
        new("sum", $"{n}", n, 1, 0, 0, () => Step(Normal(n), Sum)),
        new("max", $"{n}", n, 1, 0, 0, () => Step(Normal(n), Max)),
        new("norm", $"{n}", n, 1, 0, 0, () => Step(Normal(n), x => Norm(x))),
        Rows("sum of rows", n, 0, x => Sum(x, 1)),
        Rows("sum of columns", n, 0, x => Sum(x, 0)),
        Rows("max of rows", n, 0, x => Max(x, 1)),
        Rows("arg max of rows", n, 0, x => ArgMax(x, 1)),
        Rows("log-sum-exp of rows", n, 0, x => LogSumExp(x, 1)),
        Rows("variance of rows", n, 0, x => Variance(x, 1)),
        Rows("variance of columns", n, 0, x => Variance(x, 0)),
        Rows("softmax of rows", n, 1, x => Softmax(x)),
        Rows("log-softmax of rows", n, 1, x => LogSoftmax(x)),
        Rows("softmax of columns", n, 1, x => Softmax(x, 0)),
        Rows("log-sum-exp of columns", n, 0, x => LogSumExp(x, 0)),
        new("add a row to rows", $"{n / Columns} x {Columns}", n, 1, 1, 0, () => Step(Normal(n / Columns, Columns), Normal(Columns), (a, b) => a + b)),
    ];

    // Rows of other widths than those of the rest, as many elements as memory has to give.
    private static IEnumerable<KernelCase> OfWidth(int columns)
    {
        var rows = 10_000_000 / columns;
        var size = $"{rows} x {columns}";
        return
        [
            new("sum of columns", size, 10_000_000, 1, 0, 0, () => Step(Normal(rows, columns), x => Sum(x, 0))),
            new("variance of columns", size, 10_000_000, 1, 0, 0, () => Step(Normal(rows, columns), x => Variance(x, 0))),
        ];
    }

    // Gathers read an index for each element beside it; a scatter also reads and writes each sum.
    private static IEnumerable<KernelCase> OfMatrix(int side)
    {
        var n = side * side;
        var size = $"{side} x {side}";
        var last = Columns * (n / Columns);
        return
        [
            new("transpose", size, n, 1, 1, 0, () => Step(Normal(side, side), Transpose)),
            new("swap the first axes", $"{side} x {side / 50} x 50", n, 1, 1, 0, () => Step(Normal(side, side / 50, 50), x => Permute(x, 1, 0, 2))),
            new("swap the last axes", $"{n / last} x {Columns} x {last / Columns}", last, 1, 1, 0,
                () => Step(Normal(n / last, Columns, last / Columns), x => Permute(x, 0, 2, 1))),
            new("take rows", size, n, 1, 1, 0, () => Step(Normal(side, side), Places(side, side), (x, rows) => Take(x, rows, 0))),
            new("gather in rows", size, n, 2, 1, 0, () => Step(Normal(side, side), Places(side, side, side), (x, places) => Gather(x, places, 1))),
            new("gather down columns", size, n, 2, 1, 0, () => Step(Normal(side, side), Places(side, side, side), (x, places) => Gather(x, places, 0))),
            new("scatter-add in rows", size, n, 3, 1, 0, () => Step(Normal(side, side), Places(side, side, side), (x, places) => ScatterAdd(x, places, 1, side))),
            new("scatter-add down columns", size, n, 3, 1, 0,
                () => Step(Normal(side, side), Places(side, side, side), (x, places) => ScatterAdd(x, places, 0, side))),
        ];
    }

    // Forward, images are read and outputs are written. Both ways, so are cotangents of outputs and of images, and then images and cotangents of outputs are
    // read: two streams for each that is written. A stride makes outputs fewer: both count as streams of the average length.
    private static IEnumerable<KernelCase> Depthwise(int count, int channels, int side, int window, int stride = 1)
    {
        var after = ((side - 1) / stride) + 1;
        var stream = (long)count * channels * ((side * side) + (after * after)) / 2;
        return Convolution("depthwise convolution", count, channels, side, channels, window, stride, groups: channels)
            .Select((kernel, passes) => kernel with { Elements = stream * (passes + 1), Reads = passes + 1, Writes = 1, Operations = 0 });
    }

    private static KernelCase Unary(string name, int n, Func<Variable<float>, Variable<float>> apply) =>
        new(name, $"{n}", n, 1, 1, 0, () => Step(Exp(Normal(n)), apply));

    private static KernelCase Rows(string name, int n, int writes, Func<Variable<float>, Variable<float>> apply) =>
        new(name, $"{n / Columns} x {Columns}", n, 1, writes, 0, () => Step(Normal(n / Columns, Columns), apply));

    private static Variable<float> Normal(params ReadOnlySpan<int> lengths) => Data.Normal(Shape.Create(lengths));

    // Whole numbers below the length, in no order.
    private static Variable<float> Places(int length, params ReadOnlySpan<int> lengths)
    {
        var shape = Shape.Create(lengths);
        var places = new float[shape.Size];
        new RandomStream(1).FillUniform<float>(places, 0, length);
        return Floor(Variable.Create<float>(places, shape));
    }

    private static Action Step(Variable<float> x, Func<Variable<float>, Variable<float>> apply) => () =>
    {
        using var tape = new Tape<float>();
        apply(x);
    };

    private static Action Step(Variable<float> a, Variable<float> b, Func<Variable<float>, Variable<float>, Variable<float>> apply) => () =>
    {
        using var tape = new Tape<float>();
        apply(a, b);
    };
}
