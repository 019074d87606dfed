namespace AutoGrad;

public sealed partial class Schedule
{
    /// <summary>A straight line from one rate to another, which stays from then on.</summary>
    /// <param name="from">The rate at step 0, finite and at least 0.</param>
    /// <param name="to">The rate after the steps, finite and at least 0.</param>
    /// <param name="steps">How many steps the way takes, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static Schedule Linear(double from, double to, long steps)
    {
        RequireRate(nameof(Linear), from, nameof(from));
        RequireRate(nameof(Linear), to, nameof(to));
        RequireSteps(nameof(Linear), steps, nameof(steps), atLeast: 1);
        return new(step => step >= steps ? to : from + ((to - from) * step / steps));
    }

    /// <summary>
    /// Starts this schedule gently: its own rates, the first of them times a factor that grows along a straight line and is 1 after the steps.
    /// </summary>
    /// <param name="steps">How many steps the warm-up takes, at least 1. The schedule's own steps count on meanwhile.</param>
    /// <param name="startFactor">The factor at step 0, from 0 to 1.</param>
    /// <remarks>P. Goyal et al., "Accurate, large minibatch SGD: training ImageNet in 1 hour", 2017.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public Schedule WithWarmUp(long steps, double startFactor = 0)
    {
        RequireSteps(nameof(WithWarmUp), steps, nameof(steps), atLeast: 1);
        Guard.Argument(startFactor is >= 0 and <= 1, nameof(WithWarmUp), "needs a startFactor from 0 to 1", $"{startFactor}", nameof(startFactor));
        return new(step => step >= steps ? At(step) : At(step) * (startFactor + ((1 - startFactor) * step / steps)));
    }
}
