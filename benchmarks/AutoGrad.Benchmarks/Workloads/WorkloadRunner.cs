using System.Globalization;
using System.Text.Json;

namespace AutoGrad.Benchmarks.Workloads;

/// <summary>
/// Runs the workloads that have a counterpart in another framework, and prints one JSON object a line:
/// <c>{"name", "mode", "threads", "seconds"}</c>, where the seconds are those of one step.
/// </summary>
internal static class WorkloadRunner
{
    private const string Usage = "usage: workloads [--only TEXT] [--threads N] [--quick]";

    public static int Run(string[] args)
    {
        var only = "";
        var quick = false;
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--only" when i + 1 < args.Length:
                    only = args[++i];
                    break;
                case "--threads" when i + 1 < args.Length && int.TryParse(args[i + 1], CultureInfo.InvariantCulture, out var threads) && threads > 0:
                    AutoGradSettings.Threads = threads;
                    i++;
                    break;
                case "--quick":
                    quick = true;
                    break;
                default:
                    Console.Error.WriteLine($"workloads: cannot read '{args[i]}'; {Usage}");
                    return 2;
            }
        }
        foreach (var workload in TrainingWorkloads.All.Concat(OperationWorkloads.All).Concat(KernelWorkloads.All))
        {
            if (!workload.Name.Contains(only, StringComparison.Ordinal))
                continue;
            var seconds = quick ? Stopclock.Once(workload.Prepare()) : Stopclock.Best(workload.Prepare());
            Console.WriteLine(JsonSerializer.Serialize(
                new { name = workload.Name, mode = workload.Mode, threads = AutoGradSettings.Threads, seconds }));
            GC.Collect();
        }
        return 0;
    }
}
