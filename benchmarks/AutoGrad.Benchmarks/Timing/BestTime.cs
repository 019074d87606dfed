using System.Diagnostics;

namespace AutoGrad.Benchmarks.Timing;

/// <summary>Times short work on a machine that others use too: the best of many short batches is what it takes undisturbed.</summary>
internal static class BestTime
{
    private const double BatchSeconds = 2e-4;
    private const double PairBatchSeconds = 4e-5;
    private const int WarmUps = 5;
    private const int FewestBatches = 15;

    /// <summary>The seconds of one call; the batches together take about as many seconds as given, or longer where they are few.</summary>
    public static double Of(Action step, double seconds, int fewestBatches = FewestBatches)
    {
        var count = WarmUp(step, BatchSeconds);
        var best = double.PositiveInfinity;
        var start = Stopwatch.GetTimestamp();
        for (var batch = 0; batch < fewestBatches || Stopwatch.GetElapsedTime(start).TotalSeconds < seconds; batch++)
            best = Math.Min(best, Stopclock.Mean(step, count));
        return best;
    }

    /// <summary>The seconds of one call of each of two steps, whose batches take turns, so that what else the machine does meets both.</summary>
    public static (double First, double Second) OfPair(Action first, Action second, double seconds)
    {
        var counts = (WarmUp(first, PairBatchSeconds), WarmUp(second, PairBatchSeconds));
        var best = (First: double.PositiveInfinity, Second: double.PositiveInfinity);
        var start = Stopwatch.GetTimestamp();
        for (var batch = 0; batch < FewestBatches || Stopwatch.GetElapsedTime(start).TotalSeconds < seconds; batch++)
            best = (Math.Min(best.First, Stopclock.Mean(first, counts.Item1)), Math.Min(best.Second, Stopclock.Mean(second, counts.Item2)));
        return best;
    }

    // How many calls a batch has.
    private static int WarmUp(Action step, double batchSeconds)
    {
        for (var i = 0; i < WarmUps; i++)
            step();
        return Math.Clamp((int)(batchSeconds / Math.Max(Stopclock.Mean(step, 1), 1e-8)), 1, 10_000);
    }
}
