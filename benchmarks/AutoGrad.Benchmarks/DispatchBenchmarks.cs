using AutoGrad.Kernels;
using BenchmarkDotNet.Attributes;

namespace AutoGrad.Benchmarks;

/// <summary>What it costs to split work of no length over threads.</summary>
[MemoryDiagnoser]
public class DispatchBenchmarks
{
    [Params(1, 2)]
    public int Parts { get; set; }

    [Benchmark]
    public void Dispatch() => WorkSplit.Run(Parts, default(Nothing));

    private readonly struct Nothing : ISplitWork
    {
        public void Run(int part)
        {
        }
    }
}
