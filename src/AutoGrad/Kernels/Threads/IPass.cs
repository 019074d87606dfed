namespace AutoGrad.Kernels;

/// <summary>A pass over arrays in units (elements, rows, chunks) that do not depend on each other, for <see cref="PassSplit.Run"/>.</summary>
internal interface IPass<T>
{
    /// <summary>Does the units from start to end, end not included; others may be done at the same time on other threads.</summary>
    /// <param name="x">The whole operands.</param>
    /// <param name="y">The whole output.</param>
    /// <param name="start">The first unit.</param>
    /// <param name="end">The unit after the last.</param>
    void Run(in Tile<T> x, Span<T> y, int start, int end);
}
