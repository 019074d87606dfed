using AutoGrad.Benchmarks.Timing;

namespace AutoGrad.Benchmarks.Kernels;

/// <summary>A kernel timed in turn with its limit, as a machine that others use too is faster in one moment than in the next.</summary>
/// <param name="Time">The seconds of one call on all threads, in the best round.</param>
/// <param name="Limit">What a second held at most just before or just after, whichever is more.</param>
/// <param name="TimeOfOne">The seconds of one call on one thread, in its best round, where multiply-adds are the limit.</param>
internal sealed record KernelRounds(double Time, double Limit, double TimeOfOne)
{
    /// <summary>Times a kernel in turn with its limit, which is asked for with the seconds of one call.</summary>
    public static KernelRounds Of(KernelCase kernel, RoundPlan plan, Func<double, double> limit)
    {
        var (step, threads) = (kernel.Prepare(), AutoGradSettings.Threads);
        var best = new KernelRounds(double.PositiveInfinity, 0, double.PositiveInfinity);
        step();
        var call = Stopclock.Once(step);
        for (var round = 0; round < plan.Rounds; round++)
        {
            if (kernel.IsArithmetic)
            {
                AutoGradSettings.Threads = 1;
                best = best with { TimeOfOne = Math.Min(best.TimeOfOne, BestTime.Of(step, plan.Seconds, plan.FewestBatches)) };
                AutoGradSettings.Threads = threads;
            }
            var before = limit(call);
            var time = BestTime.Of(step, plan.Seconds, plan.FewestBatches);
            var larger = Math.Max(before, limit(call));
            if (time < best.Time)
                best = best with { Time = time, Limit = larger };
        }
        return best;
    }
}
