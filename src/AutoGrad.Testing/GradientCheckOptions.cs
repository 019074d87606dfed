namespace AutoGrad.Testing;

/// <summary>How a gradient check is done. The defaults suit double; they serve float as well, with coarser tolerances.</summary>
public sealed record GradientCheckOptions
{
    /// <summary>The name of the function, for messages.</summary>
    public string Name { get; init; } = "f";

    /// <summary>What to check.</summary>
    public GradientChecks Checks { get; init; } = GradientChecks.All;

    /// <summary>How many random directions, each with a random cotangent, every check takes.</summary>
    public int Directions { get; init; } = 2;

    /// <summary>What the directions and the cotangents are drawn from.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Whether a failure looks for the worst element, which takes differences for every one.</summary>
    internal bool FindsWorst { get; init; } = true;
}
