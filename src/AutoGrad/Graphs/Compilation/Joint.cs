namespace AutoGrad.Graphs.Compilation;

/// <summary>How a step runs with the step before it.</summary>
internal enum Joint
{
    /// <summary>After it.</summary>
    None,

    /// <summary>On each block of a product, as it is finished.</summary>
    Product,

    /// <summary>As a reduction of what the step before computes when it is asked for.</summary>
    Reduction,
}
