namespace AutoGrad.Kernels;

/// <summary>
/// The taps of one part of the outputs, as columns of three, two and one taps, in this order, at neighbouring rows of the packed source: where each
/// column begins, and where its weights lie.
/// </summary>
internal sealed record DepthwiseColumns(int[] Offsets, int Threes, int Twos, int Ones, int[] Weights)
{
    /// <summary>Whether these are three columns of three taps.</summary>
    public bool IsSquare => Threes == 3 && Twos + Ones == 0;

    public static DepthwiseColumns Of(IEnumerable<(int Offset, int[] Weights)> columns)
    {
        var sorted = columns.OrderByDescending(column => column.Weights.Length).ToArray();
        int Count(int taps) => sorted.Count(column => column.Weights.Length == taps);
        return new([.. sorted.Select(column => column.Offset)], Count(3), Count(2), Count(1), [.. sorted.SelectMany(column => column.Weights)]);
    }
}
