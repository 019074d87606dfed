namespace AutoGrad;

public sealed partial class Schedule
{
    /// <summary>
    /// From one rate down to another along half a cosine wave, α₁ + (α₀ - α₁)·(1 + cos(π·t/period))/2, and the latter from then on.
    /// </summary>
    /// <param name="initial">α₀, finite and at least 0.</param>
    /// <param name="period">How many steps the way takes, at least 1.</param>
    /// <param name="final">α₁, finite and at least 0.</param>
    /// <remarks>PyTorch's schedule of that name goes up again after the period.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static Schedule Cosine(double initial, long period, double final = 0)
    {
        RequireCosine(nameof(Cosine), initial, period, final);
        return new(step => step >= period ? final : HalfWave(initial, final, (double)step / period));
    }

    /// <summary>As <see cref="Cosine"/>, and after each period back to the first rate, with a period that is longer each time.</summary>
    /// <param name="initial">α₀, finite and at least 0.</param>
    /// <param name="period">How many steps the first period takes, at least 1.</param>
    /// <param name="growth">How many times longer each period is than the one before, at least 1.</param>
    /// <param name="final">α₁, which a period ends before, finite and at least 0.</param>
    /// <remarks>I. Loshchilov, F. Hutter, "SGDR: stochastic gradient descent with warm restarts", ICLR 2017.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static Schedule CosineWithRestarts(double initial, long period, int growth = 1, double final = 0)
    {
        RequireCosine(nameof(CosineWithRestarts), initial, period, final);
        RequireSteps(nameof(CosineWithRestarts), growth, nameof(growth), atLeast: 1);
        return new(step =>
        {
            var (into, length) = (step, period);
            if (growth == 1)
                into %= length;
            for (; into >= length; length *= growth)
                into -= length;
            return HalfWave(initial, final, (double)into / length);
        });
    }

    private static void RequireCosine(string name, double initial, long period, double final)
    {
        RequireRate(name, initial, nameof(initial));
        RequireSteps(name, period, nameof(period), atLeast: 1);
        RequireRate(name, final, nameof(final));
    }
}
