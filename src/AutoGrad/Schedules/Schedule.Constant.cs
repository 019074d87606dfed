namespace AutoGrad;

public sealed partial class Schedule
{
    /// <summary>One rate for ever.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is negative or not finite.</exception>
    public static Schedule Constant(double rate)
    {
        RequireRate(nameof(Constant), rate, nameof(rate));
        return new(_ => rate);
    }
}
