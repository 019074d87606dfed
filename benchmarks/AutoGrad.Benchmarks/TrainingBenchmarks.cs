using AutoGrad.Benchmarks.Workloads;
using BenchmarkDotNet.Attributes;

namespace AutoGrad.Benchmarks;

/// <summary>The training steps among the workloads, with what they allocate.</summary>
[MemoryDiagnoser]
public class TrainingBenchmarks
{
    private Action _step = () => { };

    [ParamsSource(nameof(Names))]
    public string Name { get; set; } = "";

    [Params("eager", "compiled")]
    public string Mode { get; set; } = "";

    public static IEnumerable<string> Names => TrainingWorkloads.All.Select(workload => workload.Name).Distinct();

    [GlobalSetup]
    public void Setup() => _step = TrainingWorkloads.All.Single(workload => workload.Name == Name && workload.Mode == Mode).Prepare();

    [Benchmark]
    public void Step() => _step();
}
