namespace AutoGrad.Kernels;

/// <summary>
/// How windows are spread over the elements of planes, the transpose of <see cref="WindowPlan"/>: the rows of windows that meet a row are added up,
/// then those columns of them that meet a column, for each remainder of columns by the stride; and the remainders are joined.
/// </summary>
internal sealed class SpreadPlan
{
    private const int Elements = 2048;
    private const int Spare = 16;

    /// <param name="taps">The axes, of which the last one is regular.</param>
    public SpreadPlan(AxisTaps[] taps)
    {
        (Depth, Height) = (new(taps[0]), new(taps[1]));
        (Depths, Heights, Columns) = (taps[0].From, taps[1].From, taps[2].From);
        (DepthWindows, HeightWindows, Windows) = (taps[0].To, taps[1].To, taps[2].To);
        Width = taps[2].Regular ?? throw new ArgumentException("The last axis is not regular.", nameof(taps));
        Shift = (Width.Window - 1) * Width.Dilation / Width.Stride;
        var length = ((Width.Before + Columns - 1) / Width.Stride) + 1;
        Met = Math.Min(Windows, length);
        Pitch = Shift + length;
        Rows = Math.Max(1, Elements / (Pitch * Width.Stride));
        PartLength = Shift + (Rows * Pitch) + Spare;
        PartOffsets = new int[Width.Stride];
        Taps = new int[Width.Stride][];
        for (var part = 0; part < Width.Stride; part++)
        {
            var shifts = new List<int>();
            for (var tap = 0; tap < Width.Window; tap++)
            {
                if (tap * Width.Dilation % Width.Stride == part)
                    shifts.Add(-(tap * Width.Dilation / Width.Stride));
            }

            // Where one column of windows meets the part, the part is that column.
            Taps[part] = [.. shifts];
            PartOffsets[part] = shifts.Count == 1 ? Shift + shifts[0] : PartLength * (part + 1);
        }
    }

    public static SpreadPlan Of(AxisTaps[] taps) => new(taps);

    public WindowCovers Depth { get; }

    public WindowCovers Height { get; }

    public int Depths { get; }

    public int Heights { get; }

    public int Columns { get; }

    public int DepthWindows { get; }

    public int HeightWindows { get; }

    public int Windows { get; }

    public WindowAxis Width { get; }

    /// <summary>The room before a row for windows that begin before it.</summary>
    public int Shift { get; }

    /// <summary>The windows of a row that meet a column.</summary>
    public int Met { get; }

    public int Pitch { get; }

    public int Rows { get; }

    /// <summary>The elements of the rows of windows, and of each part.</summary>
    public int PartLength { get; }

    /// <summary>Where the parts lie, from the rows of windows on.</summary>
    public int[] PartOffsets { get; }

    /// <summary>The shifts of the windows that meet each part.</summary>
    public int[][] Taps { get; }

    public int PlaneRows => Depths * Heights;
}
