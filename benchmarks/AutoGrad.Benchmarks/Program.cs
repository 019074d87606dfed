using AutoGrad.Benchmarks.Functions;
using AutoGrad.Benchmarks.Kernels;
using AutoGrad.Benchmarks.Peers;
using AutoGrad.Benchmarks.Workloads;
using BenchmarkDotNet.Running;

if (args is ["workloads", ..])
    return WorkloadRunner.Run(args[1..]);

if (args is ["kernels", ..])
    return KernelRunner.Run(args[1..]);

if (args is ["functions", ..])
    return FunctionRunner.Run(args[1..]);

if (args is ["pytorch", ..])
    return PeerRunner.Run(args[1..]);

var summaries = BenchmarkSwitcher.FromAssembly(typeof(WorkloadRunner).Assembly).Run(args);
return summaries.Any(summary => summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success)) ? 1 : 0;
