namespace AutoGrad.Kernels;

/// <summary>
/// Windows side by side of two neighbours along the last axis, and of one or two rows, in planes: most poolings of images. No element is in two.
/// </summary>
internal sealed unsafe class PairPlan
{
    /// <param name="taps">The axes, for which <see cref="Takes"/> holds.</param>
    public PairPlan(AxisTaps[] taps)
    {
        (Rows, SourceRows, Columns) = (taps[1].LargestCount, taps[1].From, taps[2].From);
        (WindowRows, Windows) = (taps[1].To, taps[2].To);
    }

    /// <summary>The rows of a window, 1 or 2.</summary>
    public int Rows { get; }

    /// <summary>The rows of a plane of windows.</summary>
    public int WindowRows { get; }

    /// <summary>The windows of a row.</summary>
    public int Windows { get; }

    /// <summary>The rows of a plane of elements.</summary>
    public int SourceRows { get; }

    /// <summary>The elements of a row.</summary>
    public int Columns { get; }

    /// <summary>Whether some elements at the ends of rows or planes are in no window.</summary>
    public bool HasRest => (Rows * WindowRows) < SourceRows || 2 * Windows < Columns;

    public static PairPlan Of(AxisTaps[] taps) => new(taps);

    /// <summary>Whether the windows are such.</summary>
    public static bool Takes(AxisTaps[] taps) => IsSame(taps[0]) && (IsSame(taps[1]) || IsPairs(taps[1])) && IsPairs(taps[2]);

    /// <summary>Where a row of windows, counted over all planes, has its first element.</summary>
    public nint StartOf(int row)
    {
        var (plane, own) = Math.DivRem(row, WindowRows);
        return (((nint)plane * SourceRows) + ((nint)own * Rows)) * Columns;
    }

    /// <summary>Sets to 0 what is in no window: after the windows of a row and, where it is the last one of its plane, below them.</summary>
    // x is the first element of the row of windows; all that is written is in its plane.
    public void ClearRest<T>(T* x, int row) where T : unmanaged
    {
        for (var i = 0; i < Rows; i++)
            new Span<T>(x + ((nint)i * Columns) + (2 * Windows), Columns - (2 * Windows)).Clear();
        if ((row + 1) % WindowRows == 0)
            new Span<T>(x + ((nint)Rows * Columns), (SourceRows - (Rows * WindowRows)) * Columns).Clear();
    }

    private static bool IsSame(AxisTaps axis) => axis.From == axis.To && (axis.From == 1 || axis.Regular is { Window: 1, Stride: 1, Before: 0 });

    private static bool IsPairs(AxisTaps axis) => axis.Regular is { Window: 2, Stride: 2, Before: 0, Dilation: 1 } && 2 * axis.To <= axis.From;
}
