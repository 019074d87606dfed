namespace AutoGrad.Kernels.Standardization;

/// <summary>
/// Elements [outer, groups, inner], of which those with the same place along the middle axis are a group: the channels of images, or lines, which
/// have an outer length of 1. A group lies in runs, [inner] each.
/// </summary>
internal readonly record struct GroupLayout(int Outer, int Groups, int Inner)
{
    // A run of fewer elements is not worth a call of its own, where many rows can be treated together.
    private const int ShortestRun = 128;
    private const int BlockRows = 32;
    private const int BlockWidth = 2048;

    /// <summary>The number of elements of a group.</summary>
    public int Count => Outer * Inner;

    /// <summary>The number of elements.</summary>
    public int Size => Outer * Groups * Inner;

    /// <summary>Whether the runs are so short that the elements are treated as rows, [groups·inner] each.</summary>
    public bool IsByRows => Outer > 1 && Inner < ShortestRun;

    /// <summary>The elements of a run that are treated at a time; the last of a run may be fewer.</summary>
    public int PieceLength => Inner <= 2 * PassSplit.ElementsPerPart ? Inner : PassSplit.ElementsPerPart;

    /// <summary>How often a run is cut.</summary>
    public int Pieces => Inner == 0 ? 0 : ((Inner - 1) / PieceLength) + 1;

    /// <summary>The elements of the shortest piece.</summary>
    public int ShortestPiece => Inner - ((Pieces - 1) * PieceLength);

    /// <summary>The rows that are treated together.</summary>
    public int RowsAtATime => Math.Min(Outer, BlockRows);

    /// <summary>The groups whose rows are treated together.</summary>
    public int GroupsAtATime => Math.Min(Groups, Math.Max(1, BlockWidth / Math.Max(Inner, 1)));

    /// <summary>The parts of a group that are summed by themselves, before they are added.</summary>
    public int Cells => IsByRows ? ((Outer - 1) / RowsAtATime) + 1 : Outer * Pieces;

    /// <summary>The parts of a row, where the elements are treated as rows.</summary>
    public int GroupBlocks => ((Groups - 1) / GroupsAtATime) + 1;
}
