using BenchmarkDotNet.Attributes;
using static AutoGrad.Op;

namespace AutoGrad.Benchmarks;

/// <summary>What it costs to make a program: a chain that is traced, differentiated, simplified and compiled, by its number of operations.</summary>
public class GraphBenchmarks
{
    private const int OperationsInALink = 4;
    private Graph<float> _graph = null!;
    private Graph<float> _gradient = null!;
    private Graph<float> _simple = null!;

    [Params(1_000, 10_000, 100_000)]
    public int Operations { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _graph = Trace();
        _gradient = Gradient();
        _simple = Simplify();
    }

    [Benchmark]
    public Graph<float> Trace() => Graph.Trace(
        (Variable<float> x) =>
        {
            for (var i = 0; i < Operations / (2 * OperationsInALink); i++)
                x = (Sin(x) * x) + (x * 1.5);
            return Sum(x);
        },
        [100]);

    [Benchmark]
    public Graph<float> Gradient() => _graph.Gradient();

    [Benchmark]
    public Graph<float> Simplify() => _gradient.Simplify();

    [Benchmark]
    public CompiledFunction<float> Compile() => _simple.Compile();
}
