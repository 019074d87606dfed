using BenchmarkDotNet.Attributes;
using static AutoGrad.Op;

namespace AutoGrad.Benchmarks;

/// <summary>Elementwise operations, alone and in a chain with its gradient.</summary>
public class ElementwiseBenchmarks
{
    private Variable<float> _x = 0;
    private Variable<float> _row = 0;

    [Params(1_000, 100_000)]
    public int Size { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _x = Data.Normal([Size / 100, 100]);
        _row = Data.Normal([100]);
    }

    [Benchmark(Baseline = true)]
    public Variable<float> Add() => _x + _x;

    [Benchmark]
    public Variable<float> AddRow() => _x + _row;

    [Benchmark]
    public Variable<float> Exponential() => Exp(_x);

    [Benchmark]
    public Variable<float> HyperbolicTangent() => Tanh(_x);

    [Benchmark]
    public Variable<float> Softplus() => Op.Softplus(_x);

    [Benchmark]
    public Variable<float> GeluAndGradient() =>
        Differentiate.Gradient(x => Sum(0.5 * x * (1 + Tanh(0.7978845608 * (x + (0.044715 * Pow(x, 3)))))), _x);
}
