using System.Globalization;
using AutoGrad.Benchmarks.Timing;

namespace AutoGrad.Benchmarks.Kernels;

/// <summary>
/// Measures what the machine can do at most, and kernels beside it in the same run, and prints a page in Markdown: the time of each kernel, its
/// rate, and its share of the limit.
/// </summary>
internal static class KernelRunner
{
    private const double Seconds = 0.6;
    private const double QuickSeconds = 0.001;
    private const double LongMoment = 0.01;
    private const int LongestKernel = 10_000_000;

    private static readonly RoundPlan Quick = new(1, QuickSeconds, 1);
    private static readonly RoundPlan Arithmetic = new(20, 0.075, 3);
    private static readonly RoundPlan Memory = new(8, 0.075, 3);

    // What the caches hold has no limit to take turns with.
    private static readonly RoundPlan Caches = new(1, Seconds, BestTime.FewestBatches);

    public static int Run(string[] args)
    {
        if (RunOptions.Read("kernels", args) is not { } options)
            return 2;
        var seconds = options.Quick ? QuickSeconds : Seconds;
        var kernels = KernelCases.All.Where(kernel => options.Includes(kernel.Name)).ToLookup(kernel => kernel.IsArithmetic);
        PrintHeader(options);
        if (kernels[false].Any())
            PrintStreams(kernels[false], seconds, options.Quick);
        if (kernels[true].Any())
            PrintArithmetic(kernels[true], seconds, options.Quick);
        return 0;
    }

    private static void PrintHeader(RunOptions options) => Page.Write($"""
        # Kernels beside the machine's limits

        {MachineDescription.Text()}

        Written by `{options.Command} > benchmarks/{(RunOptions.HidesWidestVectors ? "vectors-of-256-bits" : "README")}.md`, on
        {(AutoGradSettings.Threads == 1 ? "one thread" : $"{AutoGradSettings.Threads} threads")}, in single precision unless said. A time is the best of many batches, so that what else the machine does counts as little as it can.
        """);

    private static void PrintStreams(IEnumerable<KernelCase> kernels, double seconds, bool isQuick)
    {
        using var memory = new MemoryBandwidth();
        var plan = isQuick ? Quick : Memory;
        var bandwidths = new Dictionary<(int Reads, int Writes), double>();
        foreach (var mix in new[] { (1, 0), (0, 1), (1, 1), (2, 1) })
            bandwidths.Add(mix, memory.Of(mix.Item1, mix.Item2, seconds));
        Page.Write($"""

            ## What memory limits

            The limit, measured in the same run: {Rate(bandwidths[(1, 0)])} GB/s where one array is read, {Rate(bandwidths[(0, 1)])} where one is written, {Rate(bandwidths[(1, 1)])} where one
            is read and one written, {Rate(bandwidths[(2, 1)])} where two are read and one is written (arrays of 256 MB, the better of plain stores and stores past
            the caches). It is measured again before and after each of the {plan.Rounds} rounds of a kernel, and the best round counts, beside the larger of its two.
            The bytes of a kernel are what it must read and write, each once. What fits into a cache has no share: memory is not its limit. Of ten million
            elements the last cache may still hold a part from one step to the next, so that shares pass 100 %: arrays of this length are read at
            {Rate(memory.Of(1, 0, seconds, LongestKernel))} GB/s, and one read and one written at {Rate(memory.Of(1, 1, seconds, LongestKernel))}, by loops that do nothing else.
            "Both ways" is a convolution and its derivatives in the images and in the filters, each of which reads and writes by itself.

            | kernel | size | time, us | GB/s | share of the limit |
            |---|---|---:|---:|---:|
            """);
        foreach (var kernel in kernels)
        {
            var best = KernelRounds.Of(kernel, kernel.IsCached && !isQuick ? Caches : plan, _ => Limit(kernel));
            var rate = kernel.Bytes / best.Time;
            Page.Write($"| {kernel.Name} | {kernel.Size} | {best.Time * 1e6:F1} | {Rate(rate)} | {(kernel.IsCached ? "" : $"{100 * rate / best.Limit:F0} %")} |");
            GC.Collect();
        }

        double Limit(KernelCase kernel) =>
            kernel.IsCached ? 0 : memory.Of(Math.Min(kernel.Reads, 2), Math.Min(kernel.Writes, 1), plan.Seconds, fewestBatches: plan.FewestBatches);
    }

    private static void PrintArithmetic(IEnumerable<KernelCase> kernels, double seconds, bool isQuick)
    {
        var threads = AutoGradSettings.Threads;
        var plan = isQuick ? Quick : Arithmetic;
        var (peaks, longPeaks) = (Peaks(seconds, BestTime.BatchSeconds), Peaks(seconds, LongMoment));
        Page.Write($"""

            ## What multiply-adds limit

            The limit, measured in the same run: {Rates(peaks)} GFLOP/s on the cores at the same time in the best fifth of a millisecond, {Rates(longPeaks)} in the
            best {1e3 * LongMoment:F0} ms, as the longer a moment, the more of it goes to interruptions and to a clock that is not always at its highest; half of that in double
            precision. It is measured again before and after each of the {plan.Rounds} rounds of a kernel, in moments as long as a call, a fifth of a millisecond at least,
            and the best round counts, beside the larger of its two.
            "Both ways" is a convolution and its derivatives in the images and in the filters. Operations are those of the plain sum, where minimal
            filtering has fewer.

            | kernel | size | time, us | GFLOP/s | share of the limit | one thread, us | times faster |
            |---|---|---:|---:|---:|---:|---:|
            """);
        foreach (var kernel in kernels)
        {
            var best = KernelRounds.Of(kernel, plan, call => Limit(kernel, call));
            var rate = kernel.Operations / best.Time;
            Page.Write($"| {kernel.Name} | {kernel.Size} | {best.Time * 1e6:F1} | {Rate(rate)} | {100 * rate / best.Limit:F0} % | {best.TimeOfOne * 1e6:F1} | {best.TimeOfOne / best.Time:F2} |");
            GC.Collect();
        }

        double Limit(KernelCase kernel, double call) => Peaks(plan.Seconds, Math.Max(BestTime.BatchSeconds, call)).Sum() * sizeof(float) / kernel.ElementBytes;

        double[] Peaks(double seconds, double moment) => ArithmeticPeak.OfEachThread(threads, seconds, moment, plan.FewestBatches);
    }

    private static string Rates(double[] perSecond) => string.Join(" and ", perSecond.Select(Rate));

    private static string Rate(double perSecond) => (perSecond / 1e9).ToString("F1", CultureInfo.InvariantCulture);
}
