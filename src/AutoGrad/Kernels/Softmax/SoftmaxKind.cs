namespace AutoGrad.Kernels;

/// <summary>What is made of the largest element m of a line x and of s = Σ exp(x - m).</summary>
internal enum SoftmaxKind
{
    /// <summary>exp(x - m)/s.</summary>
    Softmax,

    /// <summary>x - m - log s.</summary>
    LogSoftmax,

    /// <summary>m + log s, for the whole line.</summary>
    LogSumExp,
}
