using AutoGrad.Benchmarks.Kernels;
using AutoGrad.Benchmarks.Timing;
using AutoGrad.Benchmarks.Workloads;

namespace AutoGrad.Benchmarks.Peers;

/// <summary>Times the kernels and the workloads and the same in PyTorch, in turns, and prints a page in Markdown.</summary>
internal static class PeerRunner
{
    private const int Rounds = 3;
    private const double Seconds = 0.15;
    private const double QuickSeconds = 0.001;

    public static int Run(string[] args)
    {
        if (RunOptions.Read("pytorch", args) is not { } options)
            return 2;
        var peers = new List<PeerProcess>();
        try
        {
            // Short work is done sooner by one thread, and PyTorch does not choose: the better of both counts.
            foreach (var threads in new[] { 1, AutoGradSettings.Threads }.Distinct())
                peers.Add(new(Environment.GetEnvironmentVariable("AUTOGRAD_PYTHON") ?? "python3", threads));
            Print(options, peers);
            return 0;
        }
        catch (InvalidOperationException failure)
        {
            Console.Error.WriteLine($"pytorch: {failure.Message}. The environment variable AUTOGRAD_PYTHON names an interpreter of Python that has PyTorch.");
            return 2;
        }
        finally
        {
            foreach (var peer in peers)
                peer.Dispose();
        }
    }

    private static void Print(RunOptions options, List<PeerProcess> peers)
    {
        Page.Write($"""
            # Beside PyTorch

            {MachineDescription.Text()} {peers[^1].Description}.

            Written by `{options.Command} > benchmarks/beside-pytorch.md`.
            Both sides take turns, {Rounds} of them, on {AutoGradSettings.Threads} threads; PyTorch on one thread, too, and its better time counts. A time is the best of many
            batches. Everything is in single precision unless said. "Both ways" is with all derivatives. Where PyTorch can, it writes results to memory that is
            there already, as operations on a tape do.
            """);
        PrintTable("kernel", "size", KernelCases.All.Select(kernel => (kernel.Name, kernel.Size, kernel.Prepare)), options, peers);
        var workloads = TrainingWorkloads.All.Concat(OperationWorkloads.All).Where(workload => !workload.Name.StartsWith("kernel/", StringComparison.Ordinal));
        PrintTable("workload", "mode", workloads.Select(workload => (workload.Name, workload.Mode, workload.Prepare)), options, peers);
    }

    private static void PrintTable(
        string first, string second, IEnumerable<(string Name, string Detail, Func<Action> Prepare)> rows, RunOptions options, List<PeerProcess> peers)
    {
        rows = rows.Where(row => options.Includes(row.Name));
        if (!rows.Any())
            return;
        Page.Write($"");
        Page.Write($"| {first} | {second} | AutoGrad, us | PyTorch, us | times faster |");
        Page.Write($"|---|---|---:|---:|---:|");
        foreach (var row in rows)
        {
            var step = row.Prepare();
            var (ours, theirs) = (double.PositiveInfinity, double.PositiveInfinity);
            var isKnown = true;
            for (var round = 0; round < (options.Quick ? 1 : Rounds) && isKnown; round++)
            {
                ours = Math.Min(ours, BestTime.Of(step, options.Quick ? QuickSeconds : Seconds));
                foreach (var peer in peers)
                {
                    var time = peer.Time(row.Name, row.Detail, options.Quick ? QuickSeconds : Seconds);
                    isKnown &= time is not null;
                    theirs = Math.Min(theirs, time ?? theirs);
                }
            }
            if (isKnown)
                Page.Write($"| {row.Name} | {row.Detail} | {ours * 1e6:F1} | {theirs * 1e6:F1} | {theirs / ours:F2} |");
            GC.Collect();
        }
    }
}
