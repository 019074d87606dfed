using BenchmarkDotNet.Attributes;
using static AutoGrad.Op;

namespace AutoGrad.Benchmarks;

/// <summary>What recording and differentiating cost by themselves: a chain of scalar operations.</summary>
[MemoryDiagnoser]
public class TapeBenchmarks
{
    private readonly Variable<float> _x = 0.5;

    [Params(1000)]
    public int Length { get; set; }

    [Benchmark]
    public Variable<float> Unrecorded() => Chain(_x);

    [Benchmark]
    public int Recorded()
    {
        using var tape = new Tape<float>();
        Chain(_x);
        return tape.Count;
    }

    [Benchmark]
    public Variable<float> Differentiated() => Differentiate.Gradient(Chain, _x);

    [Benchmark]
    public Variable<float> DifferentiatedTwice() => Differentiate.Gradient(x => Differentiate.Gradient(Chain, x), _x);

    private Variable<float> Chain(Variable<float> x)
    {
        for (var i = 0; i < Length; i++)
            x = Sin(x);
        return x;
    }
}
