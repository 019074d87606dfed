namespace AutoGrad.Kernels;

/// <summary>The outputs of a plane that are computed together, and what is packed for them.</summary>
/// <param name="Depth">The place along the first axis.</param>
/// <param name="FirstRow">The first row, of the first part of the outputs.</param>
/// <param name="EndRow">The one after the last row.</param>
/// <param name="FirstColumn">The first column, of the first part.</param>
/// <param name="EndColumn">The one after the last column.</param>
/// <param name="FirstOutput">Where its outputs begin among those of a plane.</param>
/// <param name="Zeros">The stretches of the packed band that are padding here and may be none in another band: where they begin, and how long they are.</param>
/// <param name="Copies">The rows of the source that are packed.</param>
internal sealed record DepthwiseBand(
    int Depth, int FirstRow, int EndRow, int FirstColumn, int EndColumn, nint FirstOutput, (int Start, int Length)[] Zeros, DepthwiseCopy[] Copies)
{
    public int Rows => EndRow - FirstRow;

    public int Columns => EndColumn - FirstColumn;

    /// <summary>Where what is packed begins in the source.</summary>
    public nint FirstSource { get; } = Copies.Length == 0 ? 0 : Copies.Min(copy => copy.From);

    /// <summary>Packs what the band meets of the planes of a source into a buffer in which nothing but bands of its plan was written since it was zero.</summary>
    // The caller owns the planes and a buffer of the length that the plan says.
    public unsafe void Pack<T>(T* source, T* buffer) where T : unmanaged
    {
        foreach (var (start, length) in Zeros)
            new Span<T>(buffer + start, length).Clear();
        foreach (ref readonly var copy in Copies.AsSpan())
            RowCopies.Run(source + copy.From, copy.SourceRow, copy.Stride, buffer + copy.To, copy.TargetRow, copy.Length, copy.Rows);
    }
}

/// <summary>Rows of a source that are packed: how many, of how many elements, a stride apart from each other, and where the first and the next ones lie.</summary>
internal readonly record struct DepthwiseCopy(nint From, nint SourceRow, int Stride, nint To, nint TargetRow, int Length, int Rows);
