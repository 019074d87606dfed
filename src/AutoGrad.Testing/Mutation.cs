namespace AutoGrad.Testing;

/// <summary>A way for a pullback to be wrong, which every check has to notice.</summary>
internal enum Mutation
{
    Doubled,
    Zeroed,
    Negated,
    OffByOnePercent,
    Transposed,
    Swapped,
}
