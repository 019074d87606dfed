using BenchmarkDotNet.Attributes;

namespace AutoGrad.Benchmarks;

/// <summary>Matrix products, square and as a layer of a network has them.</summary>
public class ProductBenchmarks
{
    private Variable<float> _square = 0;
    private Variable<float> _batch = 0;

    [Params(64, 256)]
    public int Side { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _square = Data.Normal([Side, Side]);
        _batch = Data.Normal([32, Side]);
    }

    [Benchmark(Baseline = true)]
    public Variable<float> Square() => Op.MatMul(_square, _square);

    [Benchmark]
    public Variable<float> SquareByTransposed() => Op.MatMul(_square, _square, transposeB: true);

    [Benchmark]
    public Variable<float> BatchByTransposed() => Op.MatMul(_batch, _square, transposeB: true);
}
