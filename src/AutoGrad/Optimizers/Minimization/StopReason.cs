namespace AutoGrad;

/// <summary>Why a minimization ended.</summary>
public enum StopReason
{
    /// <summary>No element of the gradient is larger than the tolerance.</summary>
    GradientTolerance,

    /// <summary>The last step lowered the value by no more than the tolerance allows for.</summary>
    ValueTolerance,

    /// <summary>The last step moved the point by no more than its rounding.</summary>
    StepTolerance,

    /// <summary>As many iterations were made as were allowed.</summary>
    MaximumIterations,

    /// <summary>No lower value was found along the last direction: the derivative is wrong, the function jumps, or its values are too coarse.</summary>
    NoDescent,

    /// <summary>It was cancelled.</summary>
    Canceled,
}
