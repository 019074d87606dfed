using System.Text.Json;
using AutoGrad.Benchmarks.Timing;

namespace AutoGrad.Benchmarks.Workloads;

/// <summary>
/// Runs the workloads that have a counterpart in another framework, and prints one JSON object a line:
/// <c>{"name", "mode", "threads", "seconds"}</c>, where the seconds are those of one step.
/// </summary>
internal static class WorkloadRunner
{
    public static int Run(string[] args)
    {
        if (RunOptions.Read("workloads", args) is not { } options)
            return 2;
        foreach (var workload in TrainingWorkloads.All.Concat(OperationWorkloads.All).Concat(KernelWorkloads.All))
        {
            if (!options.Includes(workload.Name))
                continue;
            var seconds = options.Quick ? Stopclock.Once(workload.Prepare()) : Stopclock.Best(workload.Prepare());
            Console.WriteLine(JsonSerializer.Serialize(
                new { name = workload.Name, mode = workload.Mode, threads = AutoGradSettings.Threads, seconds }));
            GC.Collect();
        }
        return 0;
    }
}
