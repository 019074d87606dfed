namespace AutoGrad;

public sealed partial class Schedule
{
    /// <summary>A rate times a factor after each period, α·γ^⌊t/period⌋.</summary>
    /// <param name="initial">α, finite and at least 0.</param>
    /// <param name="period">How many steps lie between two changes, at least 1.</param>
    /// <param name="factor">γ, finite and at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static Schedule Step(double initial, long period, double factor = 0.1)
    {
        RequireRate(nameof(Step), initial, nameof(initial));
        RequireSteps(nameof(Step), period, nameof(period), atLeast: 1);
        RequireRate(nameof(Step), factor, nameof(factor));
        return new(step => initial * Math.Pow(factor, step / period));
    }

    /// <summary>A rate times a factor at each milestone, α·γ^(the number of milestones that are not after t).</summary>
    /// <param name="initial">α, finite and at least 0.</param>
    /// <param name="milestones">The steps of the changes, in ascending order. One that is there twice counts twice.</param>
    /// <param name="factor">γ, finite and at least 0.</param>
    /// <exception cref="ArgumentException">The milestones are not in ascending order.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static Schedule MultiStep(double initial, ReadOnlySpan<long> milestones, double factor = 0.1)
    {
        RequireRate(nameof(MultiStep), initial, nameof(initial));
        RequireRate(nameof(MultiStep), factor, nameof(factor));
        for (var i = 1; i < milestones.Length; i++)
        {
            if (milestones[i] < milestones[i - 1])
            {
                throw new ArgumentException(
                    $"{nameof(MultiStep)}: needs milestones in ascending order, got {milestones[i - 1]} before {milestones[i]}.", nameof(milestones));
            }
        }
        var changes = milestones.ToArray();
        return new(step => initial * Math.Pow(factor, changes.Count(milestone => milestone <= step)));
    }
}
