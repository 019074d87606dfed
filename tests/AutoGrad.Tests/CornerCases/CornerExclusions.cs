namespace AutoGrad.Tests.CornerCases;

/// <summary>The cases that are not run, and why.</summary>
internal static class CornerExclusions
{
    private const string NoNanSkipping = "No operation passes over NaN: it would hide where a NaN came from.";

    private const string NoDropout = "There is no operation for dropout: it is a product with a random mask, and without one the identity.";

    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["binary.fmax"] = NoNanSkipping,
        ["binary.fmin"] = NoNanSkipping,
        ["reduce.ties.nanmedian"] = NoNanSkipping,
        ["binary.fmod"] = "There is one remainder, of the sign of the divisor, as in Python.",
        ["reduce.ties.unique_min"] = "There is no operation whose shape depends on which elements are equal.",
        ["nn.dropout.p0"] = NoDropout,
        ["nn.dropout.eval"] = NoDropout,
        ["linalg.cross"] = "There is no cross product.",
        ["engine.06"] = "Gradients are returned and never accumulated in a variable.",
        ["engine.07"] = "Variables are immutable: no operation works in place.",
        ["engine.18"] = "The element type is float or double: an integer tensor does not compile.",
    };
}
