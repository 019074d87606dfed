namespace AutoGrad;

public sealed partial class Schedule
{
    /// <summary>
    /// Up to a maximum along half a cosine wave, and from there down to almost nothing along another, which stays from then on.
    /// </summary>
    /// <param name="maximum">The highest rate, finite and at least 0.</param>
    /// <param name="steps">How many steps the training has, at least 2; the last of them has the last rate.</param>
    /// <param name="rise">Which part of the steps goes up, above 0 and below 1, and of at least one step.</param>
    /// <param name="startDivisor">By what the maximum is divided for the first rate, finite and at least 1.</param>
    /// <param name="endDivisor">By what the first rate is divided for the last, finite and at least 1.</param>
    /// <remarks>
    /// L. Smith, N. Topin, "Super-convergence: very fast training of neural networks using large learning rates", 2018, in PyTorch's form: the maximum
    /// is at rise·steps - 1, whole or not. The momentum stays as it is.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static Schedule OneCycle(double maximum, long steps, double rise = 0.3, double startDivisor = 25, double endDivisor = 1e4)
    {
        RequireRate(nameof(OneCycle), maximum, nameof(maximum));
        RequireSteps(nameof(OneCycle), steps, nameof(steps), atLeast: 2);
        Guard.Argument(rise < 1 && rise * steps > 1, nameof(OneCycle), "needs a rise below 1 and of more than one step", $"{rise} of {steps} steps", nameof(rise));
        Guard.Argument(double.IsFinite(startDivisor) && startDivisor >= 1, nameof(OneCycle), "needs a finite startDivisor of at least 1", $"{startDivisor}", nameof(startDivisor));
        Guard.Argument(double.IsFinite(endDivisor) && endDivisor >= 1, nameof(OneCycle), "needs a finite endDivisor of at least 1", $"{endDivisor}", nameof(endDivisor));
        var (start, top, last) = (maximum / startDivisor, (rise * steps) - 1, steps - 1.0);
        return new(step => step <= top
            ? HalfWave(start, maximum, step / top)
            : HalfWave(maximum, start / endDivisor, (Math.Min(step, last) - top) / (last - top)));
    }
}
