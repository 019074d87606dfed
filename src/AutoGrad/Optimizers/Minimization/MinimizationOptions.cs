namespace AutoGrad;

/// <summary>When a minimization ends, and how it goes there. What is not set has a value that suits most problems.</summary>
public sealed record MinimizationOptions
{
    /// <summary>How many steps are made at most, at least 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public int MaximumIterations
    {
        get;
        init
        {
            Guard.Argument(value >= 0, nameof(MinimizationOptions), "needs MaximumIterations of at least 0", $"{value}", nameof(value));
            field = value;
        }
    } = 500;

    /// <summary>It ends where no element of the gradient is larger than this, at least 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative or not finite.</exception>
    public double GradientTolerance
    {
        get;
        init => field = Checked(value, nameof(GradientTolerance));
    } = 1e-6;

    /// <summary>
    /// It ends where a step lowers the value by no more than this times the value, at least 0; null for ten times the distance from 1 to the next
    /// number of the element type, below which values say nothing.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative or not finite.</exception>
    public double? ValueTolerance
    {
        get;
        init => field = value is { } given ? Checked(given, nameof(ValueTolerance)) : null;
    }

    /// <summary>How many of the last steps L-BFGS learns the curvature from, at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public int Memory
    {
        get;
        init
        {
            Guard.Argument(value >= 1, nameof(MinimizationOptions), "needs a Memory of at least 1", $"{value}", nameof(value));
            field = value;
        }
    } = 10;

    private static double Checked(double value, string name)
    {
        Guard.Argument(double.IsFinite(value) && value >= 0, nameof(MinimizationOptions), $"needs a finite {name} of at least 0", $"{value}", nameof(value));
        return value;
    }
}
