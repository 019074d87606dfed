using AutoGrad.Benchmarks.Timing;

namespace AutoGrad.Benchmarks.Kernels;

/// <summary>A kernel that multiply-adds limit, timed in turn with the limit, as a clock that varies must meet both.</summary>
/// <param name="Time">The seconds of one call on all threads, in the best round.</param>
/// <param name="Limit">The operations a second that were the limit just before or just after, whichever are more.</param>
/// <param name="TimeOfOne">The seconds of one call on one thread, in its best round.</param>
internal sealed record ArithmeticRounds(double Time, double Limit, double TimeOfOne)
{
    private const int FewestBatches = 3;

    /// <summary>Times a kernel on so many threads, in rounds of about three times so many seconds.</summary>
    public static ArithmeticRounds Of(KernelCase kernel, int threads, int rounds, double seconds)
    {
        var step = kernel.Prepare();
        var best = new ArithmeticRounds(double.PositiveInfinity, 0, double.PositiveInfinity);
        for (var round = 0; round < rounds; round++)
        {
            AutoGradSettings.Threads = 1;
            best = best with { TimeOfOne = Math.Min(best.TimeOfOne, BestTime.Of(step, seconds, FewestBatches)) };
            AutoGradSettings.Threads = threads;
            var before = Peak();
            var time = BestTime.Of(step, seconds, FewestBatches);
            var limit = Math.Max(before, Peak());
            if (time < best.Time)
                best = best with { Time = time, Limit = limit };
        }
        return best;

        double Peak() => ArithmeticPeak.OfEachThread(threads, seconds / 4).Sum() * sizeof(float) / kernel.ElementBytes;
    }
}
