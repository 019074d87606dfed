namespace AutoGrad;

/// <summary>What a loss makes of the losses of its elements or rows.</summary>
public enum Reduction
{
    /// <summary>Their mean, a scalar.</summary>
    Mean,

    /// <summary>Their sum, a scalar.</summary>
    Sum,

    /// <summary>Nothing: each is given by itself.</summary>
    None,
}
