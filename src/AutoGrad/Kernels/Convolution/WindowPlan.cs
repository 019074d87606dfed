namespace AutoGrad.Kernels;

/// <summary>
/// How the windows of planes are folded: rows of a plane into one, many of which lie padded in a buffer, and then neighbouring columns of that.
/// Columns are parted by their remainders by the stride, so that neighbouring windows have neighbours.
/// </summary>
internal sealed class WindowPlan
{
    // The padded rows of a part of the work, parted and not, stay in the first cache.
    private const int Elements = 2048;

    // Vectors at the end of the last row reach further by less than one of them.
    public const int Spare = 16;

    /// <param name="taps">The axes, of which the last one is regular.</param>
    public WindowPlan(AxisTaps[] taps)
    {
        (Depth, Height, LargestHeight) = (taps[0], taps[1], taps[1].LargestCount);
        var width = taps[2].Regular ?? throw new ArgumentException("The last axis is not regular.", nameof(taps));
        (Source, Output, Width) = (taps[2].From, taps[2].To, width);
        var reach = (width.Window - 1) * width.Dilation;
        Shift = reach / width.Stride;
        Inside = Math.Clamp(((Output - 1) * width.Stride) + reach + 1 - width.Before, 0, Source);
        Pitch = (Math.Max(((Output - 1) * width.Stride) + reach, width.Before + Inside - 1) / width.Stride) + 1;
        Rows = Math.Max(1, Elements / (Pitch * width.Stride));
        PartLength = (Rows * Pitch) + Shift + Spare;
        Shifts = new int[width.Window];
        for (var tap = 0; tap < Shifts.Length; tap++)
            Shifts[tap] = (tap * width.Dilation % width.Stride * PartLength) + (tap * width.Dilation / width.Stride);
    }

    public static WindowPlan Of(AxisTaps[] taps) => new(taps);

    public AxisTaps Depth { get; }

    public AxisTaps Height { get; }

    /// <summary>The rows of a window, at most.</summary>
    public int LargestHeight { get; }

    public WindowAxis Width { get; }

    /// <summary>The columns of a plane.</summary>
    public int Source { get; }

    /// <summary>The windows side by side.</summary>
    public int Output { get; }

    /// <summary>The columns of a plane that a window meets, or that lie before one.</summary>
    public int Inside { get; }

    /// <summary>The distance of rows among the windows; the columns of as many strides are that of padded rows.</summary>
    public int Pitch { get; }

    /// <summary>The rows that are folded at once.</summary>
    public int Rows { get; }

    /// <summary>The largest distance, in strides, of an element of a window from the first one.</summary>
    public int Shift { get; }

    /// <summary>The elements of all first columns, of all second columns and so on, one after the other.</summary>
    public int PartLength { get; }

    /// <summary>Where the elements of a window lie in the parts.</summary>
    public int[] Shifts { get; }

    /// <summary>How far the taps of a window, by their numbers, lie from its first row and column.</summary>
    public int[] Places => field ??= FindPlaces();

    /// <summary>The elements of padded rows, and those of the parts.</summary>
    public int BufferLength => PartLength * Width.Stride;

    public int PlaneSize => Depth.From * Height.From * Source;

    public int PlaneRows => Depth.To * Height.To;

    /// <summary>For a row of windows, where in x the first row begins that it meets, and how many it meets.</summary>
    public (nint Start, int Depths, int Heights) RowOf(int row)
    {
        var (plane, own) = Math.DivRem(row, PlaneRows);
        var (depth, height) = Math.DivRem(own, Height.To);
        var start = ((nint)plane * PlaneSize) + ((((nint)Depth.Starts[depth] * Height.From) + Height.Starts[height]) * Source);
        return (start, Depth.CountOf(depth), Height.CountOf(height));
    }

    private int[] FindPlaces()
    {
        var (depths, heights) = (Depth.LargestCount, Height.LargestCount);
        var places = new int[depths * heights * Width.Window];
        for (var i = 0; i < places.Length; i++)
        {
            var (line, column) = Math.DivRem(i, Width.Window);
            var (depth, height) = Math.DivRem(line, heights);
            places[i] = (((depth * Depth.Step * Height.From) + (height * Height.Step)) * Source) + (column * Width.Dilation);
        }

        return places;
    }
}
