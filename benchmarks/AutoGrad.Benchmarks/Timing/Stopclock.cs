using System.Diagnostics;

namespace AutoGrad.Benchmarks.Timing;

/// <summary>Times a step: the best of several repetitions of the mean of many steps, after a warm-up.</summary>
internal static class Stopclock
{
    private const double TargetSeconds = 0.4;
    private const int Repeats = 7;

    public static double Best(Action step)
    {
        for (var i = 0; i < 3; i++)
            step();
        var count = Math.Max(1, (int)(TargetSeconds / Math.Max(Mean(step, 1), 1e-7)));
        var best = double.PositiveInfinity;
        for (var i = 0; i < Repeats; i++)
            best = Math.Min(best, Mean(step, count));
        return best;
    }

    public static double Once(Action step) => Mean(step, 1);

    /// <summary>The seconds of one of so many calls.</summary>
    public static double Mean(Action step, int count)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++)
            step();
        return Stopwatch.GetElapsedTime(start).TotalSeconds / count;
    }
}
