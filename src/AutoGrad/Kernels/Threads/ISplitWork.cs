namespace AutoGrad.Kernels;

/// <summary>Work in parts that depend on nothing but their index, for <see cref="WorkSplit.Run"/>.</summary>
internal interface ISplitWork
{
    /// <summary>Does one part; others may be done at the same time on other threads.</summary>
    void Run(int part);
}
