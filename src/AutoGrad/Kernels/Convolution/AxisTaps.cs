namespace AutoGrad.Kernels;

/// <summary>
/// Which elements of an axis each place of another axis takes: place i takes those at Starts[i] + t · Step with the weights from Offsets[i] to
/// Offsets[i + 1].
/// </summary>
internal sealed record AxisTaps(int From, int[] Starts, int Step, int[] Offsets, double[] Weights)
{
    /// <summary>One element that is taken as it is.</summary>
    public static AxisTaps Single { get; } = Of(1, 1, 1, _ => (0, [1]));

    public int To => Starts.Length;

    /// <summary>The windows of one size and one distance that the axis has, if it has such. Their weights are equal.</summary>
    public WindowAxis? Regular { get; init; }

    public int LargestCount { get; } = Enumerable.Range(0, Starts.Length).Select(i => Offsets[i + 1] - Offsets[i]).DefaultIfEmpty().Max();

    /// <summary>Whether each place takes something.</summary>
    public bool ReachesAll => !Enumerable.Range(0, To).Any(i => Offsets[i] == Offsets[i + 1]);

    public int CountOf(int place) => Offsets[place + 1] - Offsets[place];

    /// <summary>The elements of a plane.</summary>
    public static int SizeFrom(AxisTaps[] taps)
    {
        var size = 1;
        foreach (var axis in taps)
            size *= axis.From;
        return size;
    }

    /// <summary>The places of a plane.</summary>
    public static int SizeTo(AxisTaps[] taps)
    {
        var size = 1;
        foreach (var axis in taps)
            size *= axis.To;
        return size;
    }

    public static AxisTaps Of(int from, int to, int step, Func<int, (int Start, double[] Weights)> row)
    {
        var (starts, offsets, weights) = (new int[to], new int[to + 1], new List<double>());
        for (var i = 0; i < to; i++)
        {
            (starts[i], var own) = row(i);
            weights.AddRange(own);
            offsets[i + 1] = weights.Count;
        }

        return new(from, starts, step, offsets, [.. weights]);
    }
}
