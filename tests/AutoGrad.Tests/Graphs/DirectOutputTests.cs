using System.Numerics;
using System.Numerics.Tensors;
using static AutoGrad.Op;

namespace AutoGrad.Tests.Graphs;

/// <summary>Outputs that a program's last step writes where the caller wants them.</summary>
[Collection(nameof(AutoGradSettings))]
public class DirectOutputTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(37, 2)]
    [InlineData(5_000, 3)]
    [InlineData(100_003, 1)]
    [InlineData(100_003, 2)]
    [InlineData(100_003, 3)]
    [InlineData(100_003, 8)]
    public void Invoke_WritesTheBitsOfInvokeAll(int size, int threads)
    {
        var before = AutoGradSettings.Threads;
        AutoGradSettings.Threads = threads;
        try
        {
            AssertSame<float>(size);
            AssertSame<double>(size);
        }
        finally
        {
            AutoGradSettings.Threads = before;
        }
    }

    [Fact]
    public void Invoke_IntoTheMemoryOfAnInput_ReadsTheInputFirst()
    {
        Variable<double> x = Numbers<double>(10_000);
        var (doubled, larger) = (x * 2, x + 1);
        var target = Tensor.CreateFromShape<double>([10_000]);
        Compile<double>().Invoke([x], [x.Value, target]);

        Assert.Equal(doubled.ToArray(), x.ToArray());
        Assert.Equal(larger.ToArray(), Elements(target));
    }

    [Fact]
    public void Invoke_IntoOneTensorTwice_LeavesTheLastOutput()
    {
        Variable<double> x = Numbers<double>(10_000);
        var target = Tensor.CreateFromShape<double>([10_000]);
        // The last output is computed first.
        var program = Graph.Compile<double>(x =>
        {
            var doubled = x[0] * 2;
            return [x[0] + 1, doubled];
        });
        program.Invoke([x], [target, target]);

        Assert.Equal((x * 2).ToArray(), Elements(target));
    }

    [Fact]
    public void Invoke_ForgetsTheTensorsOfEarlierRuns()
    {
        Variable<float> x = Numbers<float>(10_000);
        var program = Compile<float>();
        Tensor<float>[] targets = [Tensor.CreateFromShape<float>([10_000]), Tensor.CreateFromShape<float>([10_000])];
        program.Invoke([x], targets);
        var outputs = program.InvokeAll(-x);

        Assert.Equal((x * 2).ToArray(), Elements(targets[0]));
        Assert.Equal((x + 1).ToArray(), Elements(targets[1]));
        Assert.Equal((-x * 2).ToArray(), outputs[0].ToArray());
        Assert.Equal((1 - x).ToArray(), outputs[1].ToArray());
    }

    [Fact]
    public void Invoke_OfAnOutputTwice_WritesBoth()
    {
        Variable<float> x = Numbers<float>(3_000);
        var program = Graph.Trace<float>(x =>
        {
            var y = Square(x[0]) + 1;
            return [y, Reshape(y, [30, 100]), y];
        }, [x.Shape]).Compile();
        Tensor<float>[] targets = [Tensor.CreateFromShape<float>([3_000]), Tensor.CreateFromShape<float>([30, 100]), Tensor.CreateFromShape<float>([100, 30])];
        program.Invoke([x], targets);

        Assert.All(targets, target => Assert.Equal((Square(x) + 1).ToArray(), Elements(target)));
    }

    private static void AssertSame<T>(int size) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Variable<T> x = Numbers<T>(size);
        // One is computed by the last group, one before a reduction, and one is no elementwise operation.
        var program = Graph.Trace<T>(x =>
        {
            var y = Tanh(x[0] * 0.5) * (x[0] + 2);
            var z = y / (1 + Max(Abs(y)));
            return [z * z - y, y, Sum(z), z];
        }, [x.Shape]).Compile();
        var expected = program.InvokeAll(x);
        Tensor<T>[] targets = [.. expected.Select(output => Tensor.CreateFromShape<T>([Math.Max(output.Shape.Size, 1)]))];
        for (var run = 0; run < 2; run++)
        {
            foreach (var target in targets)
                target.Fill(T.CreateChecked(42));
            program.Invoke([x], targets);
            for (var i = 0; i < targets.Length; i++)
                Assert.Equal(expected[i].ToArray(), Elements(targets[i]));
        }
    }

    private static CompiledFunction<T> Compile<T>() where T : unmanaged, IFloatingPointIeee754<T> => Graph.Compile<T>(x => [x[0] * 2, x[0] + 1]);

    private static T[] Numbers<T>(int size) where T : unmanaged, IFloatingPointIeee754<T> => [.. Enumerable.Range(0, size).Select(i => T.CreateTruncating(((i * 37 % 101) - 50) * 0.07))];

    private static T[] Elements<T>(Tensor<T> tensor)
    {
        var elements = new T[tensor.FlattenedLength];
        tensor.FlattenTo(elements);
        return elements;
    }
}
