using AutoGrad.Kernels;

namespace AutoGrad.Graphs.Compilation;

/// <summary>When operations run together.</summary>
internal static class Fusion
{
    /// <summary>The elements times operations of a group from which on a loop of its own is worth its making.</summary>
    public static long SmallestWork { get; set; } = 1 << 13;

    /// <summary>The elements from which on operations run inside of the reduction at their end: fewer would not keep all threads busy.</summary>
    public static int SmallestReduced { get; set; } = 8 * PassSplit.ElementsPerPart;
}
