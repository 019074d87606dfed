using AutoGrad.Benchmarks.Workloads;
using BenchmarkDotNet.Running;

if (args is ["workloads", ..])
    return WorkloadRunner.Run(args[1..]);

BenchmarkSwitcher.FromAssembly(typeof(WorkloadRunner).Assembly).Run(args);
return 0;
