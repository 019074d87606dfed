using System.Diagnostics;

namespace AutoGrad.Benchmarks.Kernels;

/// <summary>Times short work on a machine that others use too: the best of many short batches is what it takes undisturbed.</summary>
internal static class BestTime
{
    private const double BatchSeconds = 2e-4;
    private const int WarmUps = 5;

    /// <summary>The seconds of one call; the batches together take about as many seconds as given.</summary>
    public static double Of(Action step, double seconds)
    {
        for (var i = 0; i < WarmUps; i++)
            step();
        var count = Math.Clamp((int)(BatchSeconds / Math.Max(Mean(step, 1), 1e-8)), 1, 10_000);
        var best = double.PositiveInfinity;
        var start = Stopwatch.GetTimestamp();
        do
            best = Math.Min(best, Mean(step, count));
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < seconds);
        return best;
    }

    private static double Mean(Action step, int count)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++)
            step();
        return Stopwatch.GetElapsedTime(start).TotalSeconds / count;
    }
}
