using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>
/// What a convolution and its transpose have in common: each output is a sum over channels and taps of the source, at o · step + tap. The outputs
/// are cut into boxes along their first axis that is longer than 1; what a box meets is packed, with its padding, where tiles read it by offsets.
/// </summary>
internal sealed unsafe class Correlation
{
    // The packed source of a box stays in the second cache.
    private const int BoxBytes = 256 * 1024;

    // What tiles may read beyond a table.
    private const int Spare = OffsetTables.Spare;

    // So many boxes are enough for the threads, and boxes of fewer outputs are not worth their rim.
    private const int WantedBoxes = 16;
    private const int LeastBox = 192;

    private readonly CorrelationAxis _depth;
    private readonly CorrelationAxis _height;
    private readonly CorrelationAxis _width;
    private readonly int _plane;
    private readonly int _volume;
    private readonly int _channel;

    /// <param name="channels">The channels of the source that an output meets.</param>
    /// <param name="source">The lengths of the source.</param>
    /// <param name="output">The lengths of the output; none is 0.</param>
    /// <param name="step">The distance in the source of what neighbouring outputs meet.</param>
    /// <param name="taps">Where the taps lie, for the output at 0; at least one.</param>
    /// <param name="copies">The number of sources, for the number of boxes.</param>
    /// <param name="elementSize">The bytes of an element.</param>
    /// <param name="isSplit">Whether neighbouring outputs are to meet neighbours in a packed box, whatever the step is.</param>
    public Correlation(int channels, Extent source, Extent output, Extent step, Extent[] taps, int copies, int elementSize, bool isSplit)
    {
        (Channels, Output) = (channels, output);
        _depth = new(source.Depth, output.Depth, step.Depth, taps.Min(tap => tap.Depth), taps.Max(tap => tap.Depth), isSplit);
        _height = new(source.Height, output.Height, step.Height, taps.Min(tap => tap.Height), taps.Max(tap => tap.Height), isSplit);
        _width = new(source.Width, output.Width, step.Width, taps.Min(tap => tap.Width), taps.Max(tap => tap.Width), isSplit);
        var split = output.Depth > 1 ? _depth : output.Height > 1 ? _height : _width;
        Inner = output.Size / split.Output;
        var whole = (long)channels * _depth.Phases * _height.Phases * _width.Phases
            * _depth.Length(output.Depth) * _height.Length(output.Height) * _width.Length(output.Width) * elementSize;
        var isInPlace = !isSplit && step == Extent.One && source == output && taps is [var tap] && tap == default;
        Boxes = (int)Math.Clamp(
            Math.Max(isInPlace ? 1 : whole / BoxBytes, Math.Min(WantedBoxes / copies, output.Size / LeastBox)), 1, split.Output);
        BoxOutput = Lengths(((split.Output - 1) / Boxes) + 1);
        Row = _width.Length(BoxOutput.Width);
        _plane = checked(Row * _height.Length(BoxOutput.Height));
        _volume = checked(_plane * _depth.Length(BoxOutput.Depth));
        _channel = checked(_volume * _depth.Phases * _height.Phases * _width.Phases);
        IsInPlace = isInPlace && Boxes == 1;
        BufferLength = IsInPlace ? 0 : checked(_channel * channels);
        Depth = checked(channels * taps.Length);
        Steps = StepsOf(taps);
    }

    public int Channels { get; }

    /// <summary>The lengths of the whole output.</summary>
    public Extent Output { get; }

    public int Boxes { get; }

    /// <summary>The lengths of the largest box.</summary>
    public Extent BoxOutput { get; }

    /// <summary>The outputs side by side of any box, at least.</summary>
    public int ShortestLine => Inner == 1 && Output.Width > 1 ? Output.Width / Boxes : Output.Width;

    /// <summary>The outputs of one place along the axis that is cut.</summary>
    public int Inner { get; }

    /// <summary>The elements of a packed row, some of which are met by no output in the middle of a tap.</summary>
    public int Row { get; }

    /// <summary>Whether there is one box, which tiles may read where it lies: one tap, at a step of 1.</summary>
    public bool IsInPlace { get; }

    /// <summary>The elements of a packed box; none if it is read where it lies.</summary>
    public int BufferLength { get; }

    /// <summary>The number of channels and taps.</summary>
    public int Depth { get; }

    /// <summary>
    /// How far from the place of an output its channels and taps lie in a packed box, channel by channel, and then copies of the last one.
    /// </summary>
    public int[] Steps { get; }

    /// <summary>The elements of a channel of the source.</summary>
    public nint SourceSize => (nint)_depth.Source * _height.Source * _width.Source;

    /// <summary>The outputs of a box, from its first along the axis that is cut.</summary>
    public (int First, Extent Lengths) Box(int index)
    {
        var length = Output.Size / Inner;
        var first = (int)((long)length * index / Boxes);
        return (first, Lengths((int)((long)length * (index + 1) / Boxes) - first));
    }

    /// <summary>Where the taps of an output have their origin in a packed box.</summary>
    public int PlaceOf(int depth, int height, int width) =>
        (depth * _depth.Spread * _plane) + (height * _height.Spread * Row) + (width * _width.Spread);

    /// <summary>The places of the outputs of the largest box, of which those of any other are the first, and then copies of the last one.</summary>
    public int[] Places => field ??= FindPlaces();

    private int[] FindPlaces()
    {
        var places = new int[BoxOutput.Size + Spare];
        var index = 0;
        for (var depth = 0; depth < BoxOutput.Depth; depth++)
        {
            for (var height = 0; height < BoxOutput.Height; height++)
            {
                for (var width = 0; width < BoxOutput.Width; width++)
                    places[index++] = PlaceOf(depth, height, width);
            }
        }

        places.AsSpan(index).Fill(places[index - 1]);
        return places;
    }

    /// <summary>What a box meets: the source itself, or a buffer of <see cref="BufferLength"/> into which it is copied.</summary>
    public T* Provide<T>(T* source, int box, T* buffer) where T : unmanaged
    {
        if (IsInPlace)
            return source;
        Pack(source, box, buffer);
        return buffer;
    }

    /// <summary>Copies what a box meets of the channels of a source, which lie one after the other, into a buffer of <see cref="BufferLength"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Pack<T>(T* source, int box, T* buffer) where T : unmanaged
    {
        var (first, lengths) = Box(box);
        var start = Output.Depth > 1 ? new Extent(first, 0, 0) : Output.Height > 1 ? new(0, first, 0) : new Extent(0, 0, first);
        var (depths, rows, columns) = (_depth.Length(lengths.Depth), _height.Length(lengths.Height), _width.Length(lengths.Width));
        for (var channel = 0; channel < Channels; channel++, source += SourceSize)
        {
            var target = buffer + ((nint)channel * _channel);
            for (var phase = 0; phase < _channel / _volume; phase++, target += _volume)
            {
                var (line, widthPhase) = Math.DivRem(phase, _width.Phases);
                var (depthPhase, heightPhase) = Math.DivRem(line, _height.Phases);
                PaddedRow copy = new(_width.Source, _width.SourceAt(start.Width, widthPhase, 0), _width.Stride, columns);
                for (var d = 0; d < depths; d++)
                {
                    var depth = _depth.SourceAt(start.Depth, depthPhase, d);
                    for (var h = 0; h < rows; h++)
                    {
                        var row = _height.SourceAt(start.Height, heightPhase, h);
                        var to = target + (d * _plane) + (h * Row);
                        if ((uint)depth < (uint)_depth.Source && (uint)row < (uint)_height.Source)
                            copy.Copy(source + ((((nint)depth * _height.Source) + row) * _width.Source), to);
                        else
                            copy.Clear(to);
                    }
                }
            }
        }
    }

    private Extent Lengths(int length) =>
        Output.Depth > 1 ? Output with { Depth = length } : Output.Height > 1 ? Output with { Height = length } : Output with { Width = length };

    /// <summary>As <see cref="Steps"/>, for some of the taps.</summary>
    public int[] StepsOf(Extent[] taps)
    {
        var count = Channels * taps.Length;
        var steps = new int[count + Spare];
        for (var i = 0; i < count; i++)
        {
            var (channel, tap) = Math.DivRem(i, taps.Length);
            var (depthPhase, depth) = _depth.Find(taps[tap].Depth);
            var (heightPhase, height) = _height.Find(taps[tap].Height);
            var (widthPhase, width) = _width.Find(taps[tap].Width);
            var phase = (((depthPhase * _height.Phases) + heightPhase) * _width.Phases) + widthPhase;
            steps[i] = (channel * _channel) + (phase * _volume) + (depth * _plane) + (height * Row) + width;
        }

        steps.AsSpan(count).Fill(steps[count - 1]);
        return steps;
    }
}
