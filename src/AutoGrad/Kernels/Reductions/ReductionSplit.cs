using System.Numerics;

namespace AutoGrad.Kernels;

/// <summary>What is reduced together, [outer, length, inner] to [outer, inner], and in which parts: the lengths alone decide it.</summary>
internal readonly record struct ReductionSplit
{
    /// <summary>Rows as wide as this stay in the first cache while others are added to them; wider ones are cut.</summary>
    public const int TileWidth = 1024;

    /// <summary>Several short rows are treated as one about as long as this, so that a call has something to do.</summary>
    public const int MergedWidth = 512;

    /// <summary>So many rows are added one after the other: to more of them, error would add up.</summary>
    public const int BlockRows = 32;

    private const int ChunkRows = 2 * BlockRows;

    public ReductionSplit(int outer, int length, int inner)
    {
        (Outer, Length, Inner) = (outer, length, inner);
        IsNarrow = inner == 1 && NarrowLines.AreWorthIt(outer, length);
        Lines = IsNarrow ? NarrowLines.LinesPerTile(length) : 1;
        Merged = inner <= MergedWidth / 2 ? 1 << BitOperations.Log2((uint)(MergedWidth / inner)) : 1;
        ChunkLength = inner == 1 ? PassSplit.ElementsPerPart : ChunkRows * Merged;
        Chunks = length <= 2 * ChunkLength ? 1 : ((length - 1) / ChunkLength) + 1;
        if (Chunks == 1)
            ChunkLength = length;
        Tiles = ((inner - 1) / TileWidth) + 1;
    }

    public int Outer { get; }

    public int Length { get; }

    public int Inner { get; }

    /// <summary>Whether the lines are so short that many are treated at a time.</summary>
    public bool IsNarrow { get; }

    /// <summary>The lines that are treated together.</summary>
    public int Lines { get; }

    /// <summary>The rows that are treated as one.</summary>
    public int Merged { get; }

    /// <summary>The rows of a chunk.</summary>
    public int ChunkLength { get; }

    /// <summary>The chunks, each reduced by itself.</summary>
    public int Chunks { get; }

    /// <summary>The pieces of a row.</summary>
    public int Tiles { get; }

    /// <summary>The fewest elements side by side that are asked for at a time; 0 where what is reduced at a time does not lie side by side.</summary>
    public int ShortestPart => Length == 1 || Tiles > 1 ? 0
        : IsNarrow ? (((Outer - 1) % Lines) + 1) * Length
        : (((Length - 1) % ChunkLength) + 1) * Inner;
}
