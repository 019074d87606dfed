namespace AutoGrad;

/// <summary>What a rewrite of a program may change.</summary>
[Flags]
public enum RewriteKinds
{
    /// <summary>Nothing: the results are the same bits for all values, NaN and infinities included (of NaN, not its payload).</summary>
    Exact = 0,

    /// <summary>The rounding: the results are equal as real numbers, computed in another order.</summary>
    Reassociating = 1,

    /// <summary>Where the results exist: they are equal wherever the original does not overflow or leave the domain of a function.</summary>
    DomainChanging = 2,

    /// <summary>All of it, for formulas that are read.</summary>
    All = Reassociating | DomainChanging,
}
