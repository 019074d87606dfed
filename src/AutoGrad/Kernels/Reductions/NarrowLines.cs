namespace AutoGrad.Kernels;

/// <summary>
/// Many short lines, [outer, length]: some at a time are transposed, in the first cache, so that one call treats an element of each of them. A
/// call for each line would take longer than what it computes.
/// </summary>
internal static class NarrowLines
{
    /// <summary>How many elements are transposed at a time.</summary>
    public const int TileElements = 4096;

    private const int Longest = 32;
    private const int Fewest = 16;

    public static bool AreWorthIt(int outer, int length) => length is > 1 and <= Longest && outer >= Fewest;

    /// <summary>How many lines are transposed at a time.</summary>
    public static int LinesPerTile(int length) => TileElements / length / Fewest * Fewest;
}
