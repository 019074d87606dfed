namespace AutoGrad;

/// <summary>
/// A learning rate as a function of the number of steps made so far. It remembers nothing, so it can be looked at, drawn and joined with others before
/// anything is trained; a <see cref="Scheduler{T}"/> gives its rates to an optimizer.
/// </summary>
/// <remarks>A step is whatever the scheduler's steps are: one of the optimizer, or an epoch.</remarks>
public sealed partial class Schedule
{
    private readonly Func<long, double> _rateAt;

    /// <summary>Makes a schedule from any function.</summary>
    /// <param name="rateAt">The learning rate after a number of steps, finite and at least 0.</param>
    public Schedule(Func<long, double> rateAt)
    {
        ArgumentNullException.ThrowIfNull(rateAt);
        _rateAt = rateAt;
    }

    /// <summary>The learning rate after a number of steps.</summary>
    /// <param name="step">How many steps were made, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    /// <exception cref="InvalidOperationException">The function gives a rate that is negative or not finite.</exception>
    public double At(long step)
    {
        Guard.Argument(step >= 0, nameof(Schedule), "needs a step of at least 0", $"{step}", nameof(step));
        var rate = _rateAt(step);
        return double.IsFinite(rate) && rate >= 0
            ? rate
            : throw new InvalidOperationException(FormattableString.Invariant($"Schedule: needs a finite learning rate of at least 0 at each step, got {rate} at step {step}."));
    }

    /// <summary>This schedule for some steps, and then another, which starts from its own step 0.</summary>
    /// <param name="steps">How many steps this one lasts, at least 0.</param>
    /// <param name="next">The other.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public Schedule Then(long steps, Schedule next)
    {
        ArgumentNullException.ThrowIfNull(next);
        RequireSteps(nameof(Then), steps, nameof(steps), atLeast: 0);
        return new(step => step < steps ? At(step) : next.At(step - steps));
    }

    private static void RequireRate(string name, double rate, string parameter) =>
        Guard.Argument(double.IsFinite(rate) && rate >= 0, name, $"needs a finite {parameter} of at least 0", $"{rate}", parameter);

    private static void RequireSteps(string name, long steps, string parameter, long atLeast) =>
        Guard.Argument(steps >= atLeast, name, $"needs {parameter} of at least {atLeast}", $"{steps}", parameter);

    // From start, at 0, to end, at 1, along half a wave.
    private static double HalfWave(double start, double end, double part) => end + ((start - end) * (1 + Math.Cos(Math.PI * part)) / 2);
}
