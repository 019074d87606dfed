using BenchmarkDotNet.Attributes;
using static AutoGrad.Op;

namespace AutoGrad.Benchmarks;

/// <summary>Reductions of a matrix along its rows, its columns and both, and what is built on them.</summary>
public class ReductionBenchmarks
{
    private Variable<float> _x = 0;

    [Params(128, 1024)]
    public int Side { get; set; }

    [GlobalSetup]
    public void Setup() => _x = Data.Normal([Side, Side]);

    [Benchmark(Baseline = true)]
    public Variable<float> SumAll() => Sum(_x);

    [Benchmark]
    public Variable<float> SumOfRows() => Sum(_x, 1);

    [Benchmark]
    public Variable<float> SumOfColumns() => Sum(_x, 0);

    [Benchmark]
    public Variable<float> MaxOfRows() => Max(_x, 1);

    [Benchmark]
    public Variable<float> ArgMaxOfRows() => ArgMax(_x, 1);

    [Benchmark]
    public Variable<float> ProdOfColumns() => Prod(_x, 0);

    [Benchmark]
    public Variable<float> VarianceOfRows() => Variance(_x, 1);

    [Benchmark]
    public Variable<float> VarianceOfColumns() => Variance(_x, 0);

    [Benchmark]
    public Variable<float> NormOfRows() => Norm(_x, 2, 1);

    [Benchmark]
    public Variable<float> CumulativeSumOfRows() => CumulativeSum(_x, 1);

    [Benchmark]
    public Variable<float> CumulativeSumOfColumns() => CumulativeSum(_x, 0);

    [Benchmark]
    public Variable<float> SortOfRows() => Sort(_x);

    [Benchmark]
    public Variable<float> TopKOfRows() => TopK(_x, 10).Values;

    [Benchmark]
    public Variable<float> LogSumExpOfRows() => LogSumExp(_x, 1);

    [Benchmark]
    public Variable<float> SoftmaxOfRows() => Softmax(_x);

    [Benchmark]
    public Variable<float> Transposed() => Transpose(_x);
}
