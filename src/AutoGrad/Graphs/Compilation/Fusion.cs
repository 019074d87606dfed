namespace AutoGrad.Graphs.Compilation;

/// <summary>When operations are made one loop.</summary>
internal static class Fusion
{
    /// <summary>The elements times operations of a group from which on a loop of its own is worth its making.</summary>
    public static long SmallestWork { get; set; } = 1 << 13;
}
