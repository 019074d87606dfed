namespace AutoGrad;

public sealed partial class Schedule
{
    /// <summary>A rate times a factor after each step, α·γᵗ.</summary>
    /// <param name="initial">α, finite and at least 0.</param>
    /// <param name="factor">γ, from 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static Schedule Exponential(double initial, double factor)
    {
        RequireRate(nameof(Exponential), initial, nameof(initial));
        Guard.Argument(factor is >= 0 and <= 1, nameof(Exponential), "needs a factor from 0 to 1", $"{factor}", nameof(factor));
        return new(step => initial * Math.Pow(factor, step));
    }
}
