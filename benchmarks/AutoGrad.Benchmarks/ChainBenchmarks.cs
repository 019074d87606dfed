using AutoGrad.Graphs.Compilation;
using BenchmarkDotNet.Attributes;
using static AutoGrad.Op;

namespace AutoGrad.Benchmarks;

/// <summary>A compiled elementwise chain with a reduction at its end: computed part by part inside of the reduction, or as a pass before it.</summary>
[MemoryDiagnoser]
public class ChainBenchmarks
{
    private Variable<float> _x = null!;
    private CompiledFunction<float> _run = null!;
    private readonly System.Numerics.Tensors.Tensor<float>[] _outputs = new System.Numerics.Tensors.Tensor<float>[1];

    [Params(1_000, 1_000_000, 10_000_000)]
    public int Size { get; set; }

    [Params(false, true)]
    public bool InsideOfTheReduction { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        _x = Data.Normal([Size]);
        _outputs[0] = System.Numerics.Tensors.Tensor.CreateFromShape<float>([1]);
        var smallest = Fusion.SmallestReduced;
        Fusion.SmallestReduced = InsideOfTheReduction ? 0 : int.MaxValue;
        _run = Graph.Trace<float>(x => [Sum(Square(x[0] - 0.5f))], [_x.Shape]).Compile();
        _run.Invoke([_x], _outputs);
        Fusion.SmallestReduced = smallest;
    }

    [Benchmark]
    public void SumOfSquares() => _run.Invoke([_x], _outputs);
}
