using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>
/// What is worked out for the sizes of a depthwise correlation. The outputs of a plane are cut into bands; what a band meets of the source is packed
/// into rows that begin with a vector and end with the zeros in which the next one's taps begin as well.
/// </summary>
/// <remarks>
/// A packed place p of a row lies at p less the places that are padding in front, after <see cref="_lead"/> zeros that serve the first row, so that
/// each row of the source is copied to the start of a vector. The pitch leaves zeros for the longer of both paddings. Rows that are cut as well hold
/// their padding themselves.
/// </remarks>
internal sealed class DepthwisePlan
{
    // The packed source of a band stays in the first cache, and so do its outputs and what is asked for meanwhile.
    private const int BandBytes = 10 * 1024;

    // What a row is cut into.
    private const int MostColumns = 2048;
    private const int PartColumns = 1024;

    // So many bands are enough for the threads, and bands of fewer rows are not worth their rim.
    private const int WantedBands = 16;
    private const int LeastRows = 8;

    // Rows a page apart would fall into the same places of the cache.
    private const int PageBytes = 4096;

    private readonly DepthwiseAxis _depth;
    private readonly DepthwiseAxis _height;
    private readonly DepthwiseAxis _width;
    private readonly DepthwiseColumns[] _columns;
    private readonly (int First, int Count)[] _filled;
    private readonly int _lead;
    private readonly int _volume;
    private readonly int _slot;

    private DepthwisePlan(Key key)
    {
        var problem = key.Problem;
        (_depth, _height, _width) = key.IsTransposed
            ? (AxisOf(problem, DepthwiseAxis.Transposed, lengths => lengths.Depth), AxisOf(problem, DepthwiseAxis.Transposed, lengths => lengths.Height),
                AxisOf(problem, DepthwiseAxis.Transposed, lengths => lengths.Width))
            : (AxisOf(problem, DepthwiseAxis.Forward, lengths => lengths.Depth), AxisOf(problem, DepthwiseAxis.Forward, lengths => lengths.Height),
                AxisOf(problem, DepthwiseAxis.Forward, lengths => lengths.Width));
        (Sources, Targets) = key.IsTransposed ? (problem.GroupFilters, problem.GroupChannels) : (problem.GroupChannels, problem.GroupFilters);
        var (lanes, kernel) = (key.Lanes, problem.Kernel.Size);
        TargetStep = key.IsTransposed ? kernel : Sources * kernel;
        var most = Enumerable.Range(0, _depth.Parts).Max(part => _depth.Taps(part).Length);

        (SourceSize, OutputSize) = ((nint)_depth.Source * _height.Source * _width.Source, (nint)_depth.Output * _height.Output * _width.Output);
        (Output, PartCounts) = (new(_depth.Output, _height.Output, _width.Output), new(_depth.Parts, _height.Parts, _width.Parts));
        IsDense = PartCounts.Size == 1;
        (Rows, Width) = (_height.Count(0), _width.Count(0));
        var columnBands = Width > MostColumns ? ((Width - 1) / PartColumns) + 1 : 1;
        var columns = _width.Length(((Width - 1) / columnBands) + 1);
        _filled = columnBands > 1 ? [] : [.. Enumerable.Range(0, _width.Phases).Select(phase => _width.Within(phase, 0, columns))];
        _lead = _filled.Length == 0 ? 0 : RoundUp(_filled.Max(row => row.First), lanes);
        Pitch = RoundUp(_filled.Length == 0 ? columns : _filled.Max(row => row.Count + Math.Max(row.First, columns - row.First - row.Count)), lanes);
        if (Pitch * key.ElementSize % PageBytes == 0)
            Pitch += lanes;

        var copies = Math.Max(1L, (long)problem.Batch * problem.Groups * _depth.Output * columnBands);
        var rowBytes = (long)Pitch * Sources * most * _height.Phases * _width.Phases * key.ElementSize;
        var bandRows = (int)Math.Clamp((BandBytes / Math.Max(1, rowBytes)) - _height.Reach + 1, LeastRows, Math.Max(LeastRows, Rows));
        var rowBands = (int)Math.Clamp(Math.Max((Rows - 1) / bandRows + 1, Math.Min((WantedBands - 1) / copies + 1, Rows / LeastRows)), 1, Rows);
        _volume = checked(_lead + (_height.Length(((Rows - 1) / rowBands) + 1) * Pitch));
        _slot = checked(_volume * _height.Phases * _width.Phases);
        // The last vectors of rows may end beyond the last row.
        BufferLength = checked((_slot * Sources * most) + lanes);
        _columns = [.. Parts().Select(part => ColumnsOf(part, key.IsTransposed ? Targets * kernel : kernel, problem.Kernel))];
        MostTaps = _columns.Max(columns => columns.Weights.Length);
        Bands =
        [
            .. from depth in Enumerable.Range(0, _depth.Output)
               from row in Enumerable.Range(0, rowBands)
               from column in Enumerable.Range(0, columnBands)
               select BandOf(depth, Part(Rows, row, rowBands), Part(Width, column, columnBands), _depth.Output * rowBands * columnBands == 1),
        ];
        IsContiguous = columnBands == 1 && (Targets == 1 || Bands.Length == 1);
        BandOutputs = (nint)Bands.Max(band => band.Rows) * PartCounts.Height * Output.Width * Targets;
        (BandRows, BandColumns) = (Bands.Max(band => band.Rows), Bands.Max(band => band.Columns));
    }

    /// <summary>The planes of the source that an output meets.</summary>
    public int Sources { get; }

    /// <summary>The planes of outputs that meet the same source.</summary>
    public int Targets { get; }

    /// <summary>The distance of the weights of neighbouring targets.</summary>
    public int TargetStep { get; }

    /// <summary>The outputs of a row of the first part.</summary>
    public int Width { get; }

    /// <summary>The rows of outputs of the first part.</summary>
    public int Rows { get; }

    /// <summary>What the outputs of a plane are cut into, in their order.</summary>
    public DepthwiseBand[] Bands { get; }

    /// <summary>The most rows of a band.</summary>
    public int BandRows { get; }

    /// <summary>The most columns of a band.</summary>
    public int BandColumns { get; }

    /// <summary>Whether the outputs of neighbouring bands follow each other.</summary>
    public bool IsContiguous { get; }

    /// <summary>The most outputs of a band.</summary>
    public nint BandOutputs { get; }

    /// <summary>The elements of a packed row.</summary>
    public int Pitch { get; }

    /// <summary>The elements of a packed band.</summary>
    public int BufferLength { get; }

    /// <summary>The elements of a plane of the source, and of one of outputs.</summary>
    public nint SourceSize { get; }

    public nint OutputSize { get; }

    /// <summary>The lengths of the outputs.</summary>
    public Extent Output { get; }

    /// <summary>The parts that outputs fall into along each axis.</summary>
    public Extent PartCounts { get; }

    /// <summary>Whether outputs that follow each other lie side by side.</summary>
    public bool IsDense { get; }

    /// <summary>The largest number of taps of an output.</summary>
    public int MostTaps { get; }

    public static DepthwisePlan Of<T>(in ConvolutionProblem problem, bool isTransposed, int lanes) where T : unmanaged =>
        PlanCache<Key, DepthwisePlan>.Get(new(problem, isTransposed, lanes, Unsafe.SizeOf<T>()), static key => new(key));

    public DepthwiseColumns Columns(int depthPart, int heightPart, int widthPart) =>
        _columns[(((depthPart * _height.Parts) + heightPart) * _width.Parts) + widthPart];

    /// <summary>The outputs of a part along an axis.</summary>
    public int RowsOf(int part) => _height.Count(part);

    public int ColumnsOf(int part) => _width.Count(part);

    private static (int First, int End) Part(int count, int index, int parts) =>
        ((int)((long)count * index / parts), (int)((long)count * (index + 1) / parts));

    private static int RoundUp(int count, int unit) => checked((count + unit - 1) / unit * unit);

    private static DepthwiseAxis AxisOf(in ConvolutionProblem problem, Func<int, int, int, int, int, int, DepthwiseAxis> make, Func<Extent, int> axis) =>
        make(axis(problem.Input), axis(problem.Kernel), axis(problem.Output), axis(problem.Stride), axis(problem.Before), axis(problem.Dilation));

    private IEnumerable<(int Depth, int Height, int Width)> Parts() =>
        from depth in Enumerable.Range(0, _depth.Parts)
        from height in Enumerable.Range(0, _height.Parts)
        from width in Enumerable.Range(0, _width.Parts)
        select (depth, height, width);

    private DepthwiseBand BandOf(int depth, (int First, int End) rows, (int First, int End) columns, bool isWhole)
    {
        var (place, part) = Math.DivRem(depth, _depth.Parts);
        var (rowPlaces, columnPlaces) = (_height.Length(rows.End - rows.First), _width.Length(columns.End - columns.First));
        var (zeros, copies, to) = (new List<(int, int)>(), new List<DepthwiseCopy>(), _lead);
        foreach (var plane in Enumerable.Range(0, Sources))
        {
            foreach (var tap in _depth.Taps(part))
            {
                var from = (place * _depth.Step) + tap.Offset;
                foreach (var (heightPhase, widthPhase) in Phases())
                {
                    var (row, count) = _height.Within(heightPhase, rows.First, (uint)from < (uint)_depth.Source ? rowPlaces : 0);
                    var (column, length) = _width.Within(widthPhase, columns.First, columnPlaces);
                    // Where there is but one band, what is padding once is always.
                    if (!isWhole && _filled.Length > 0)
                    {
                        zeros.Add((to, row * Pitch));
                        zeros.Add((to + ((row + count) * Pitch), (rowPlaces - row - count) * Pitch));
                    }
                    else if (!isWhole)
                    {
                        zeros.Add((to, rowPlaces * Pitch));
                    }

                    if (count > 0 && length > 0)
                    {
                        var line = ((((nint)plane * _depth.Source) + from) * _height.Source) + _height.SourceAt(heightPhase, rows.First + row);
                        copies.Add(new(
                            (line * _width.Source) + _width.SourceAt(widthPhase, columns.First + column), (nint)_height.Step * _width.Source, _width.Step,
                            to + ((nint)row * Pitch) + (_filled.Length == 0 ? column : 0), Pitch, length, count));
                    }

                    to += _volume;
                }
            }
        }

        return new(depth, rows.First, rows.End, columns.First, columns.End,
            ((((nint)depth * Output.Height) + (rows.First * PartCounts.Height)) * Output.Width) + (columns.First * PartCounts.Width),
            [.. zeros.Where(stretch => stretch.Item2 > 0)], [.. copies]);
    }

    private IEnumerable<(int Height, int Width)> Phases() =>
        from height in Enumerable.Range(0, _height.Phases)
        from width in Enumerable.Range(0, _width.Phases)
        select (height, width);

    // Neighbouring rows share what they read, where there is more than one.
    private DepthwiseColumns ColumnsOf((int Depth, int Height, int Width) part, int sourceStep, Extent kernel)
    {
        var depthTaps = _depth.Taps(part.Depth);
        return DepthwiseColumns.Of(
            from source in Enumerable.Range(0, Sources)
            from depth in Enumerable.Range(0, depthTaps.Length)
            from run in _height.Runs(part.Height, Rows > 1)
            from tap in _width.Runs(part.Width, false)
            let slot = ((source * depthTaps.Length) + depth) * _slot
            let place = slot + (((run.Phase * _width.Phases) + tap.Phase) * _volume) + _lead + (run.Place * Pitch)
            let column = tap.Place - (_filled.Length == 0 ? 0 : _filled[tap.Phase].First)
            select (place + column, run.Indices.Select(index => (source * sourceStep)
                + (((depthTaps[depth].Index * kernel.Height) + index) * kernel.Width) + tap.Indices[0]).ToArray()));
    }

    private readonly record struct Key(ConvolutionProblem Problem, bool IsTransposed, int Lanes, int ElementSize);
}
