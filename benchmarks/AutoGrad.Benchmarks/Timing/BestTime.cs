using System.Diagnostics;

namespace AutoGrad.Benchmarks.Timing;

/// <summary>Times short work on a machine that others use too: the best of many short batches is what it takes undisturbed.</summary>
internal static class BestTime
{
    /// <summary>How long a batch of short work takes.</summary>
    public const double BatchSeconds = 2e-4;

    /// <summary>How many batches are taken at least, unless said.</summary>
    public const int FewestBatches = 15;

    private const double PairBatchSeconds = 4e-5;
    private const int WarmUps = 5;
    private const double LongWarmUpSeconds = 0.02;

    /// <summary>The seconds of one call; the batches together take about as many seconds as given, or longer where they are few.</summary>
    public static double Of(Action step, double seconds, int fewestBatches = FewestBatches, double batchSeconds = BatchSeconds)
    {
        var count = WarmUp(step, batchSeconds);
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
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < WarmUps && (i == 0 || Stopwatch.GetElapsedTime(start).TotalSeconds < LongWarmUpSeconds); i++)
            step();
        return Math.Clamp((int)(batchSeconds / Math.Max(Stopclock.Mean(step, 1), 1e-8)), 1, 10_000);
    }
}
