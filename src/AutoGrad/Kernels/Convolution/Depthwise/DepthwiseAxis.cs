namespace AutoGrad.Kernels;

/// <summary>
/// One axis of a depthwise correlation. Outputs fall into parts by their remainder by the spacing; the output at m · spacing + part meets the source at
/// m · step + offset for each tap of its part. Places of the source that differ by a multiple of the step lie side by side when packed.
/// </summary>
internal sealed class DepthwiseAxis
{
    // What is shared of the source by neighbouring rows of outputs.
    private const int MostTaps = 3;

    private readonly (int Offset, int Index)[][] _taps;
    private readonly int _spacing;
    private readonly int _low;
    private readonly int _high;

    private DepthwiseAxis(int source, int output, int step, int spacing, (int Offset, int Index)[][] taps)
    {
        (Source, Output, Step, _spacing, _taps) = (source, output, step, spacing, taps);
        var offsets = taps.SelectMany(part => part.Select(tap => tap.Offset)).DefaultIfEmpty().ToArray();
        (_low, _high) = (offsets.Min(), offsets.Max());
    }

    /// <summary>The length of the source.</summary>
    public int Source { get; }

    /// <summary>The number of outputs.</summary>
    public int Output { get; }

    /// <summary>How far apart in the source lies what neighbouring outputs of a part meet.</summary>
    public int Step { get; }

    /// <summary>The parts that outputs fall into; one, or as many as the spacing.</summary>
    public int Parts => _taps.Length;

    /// <summary>The parts that places of the source fall into by their remainder by the step.</summary>
    public int Phases => Math.Min(Step, _high - _low + 1);

    /// <summary>The packed places that one output meets, and those between them.</summary>
    public int Reach => ((_high - _low) / Step) + 1;

    /// <summary>The axis of a convolution.</summary>
    public static DepthwiseAxis Forward(int input, int kernel, int output, int stride, int before, int dilation) =>
        new(input, output, stride, 1, [Enumerable.Range(0, kernel).Select(tap => ((tap * dilation) - before, tap)).ToArray()]);

    /// <summary>The axis of its transpose: x's element at i has y's at o where o · stride = i + before - tap · dilation.</summary>
    public static DepthwiseAxis Transposed(int input, int kernel, int output, int stride, int before, int dilation) =>
        new(output, input, 1, stride, Enumerable.Range(0, Math.Min(stride, input)).Select(part => Enumerable.Range(0, kernel)
            .Where(tap => (part + before - (tap * dilation)) % stride == 0)
            .Select(tap => ((part + before - (tap * dilation)) / stride, tap)).ToArray()).ToArray());

    /// <summary>The outputs of a part.</summary>
    public int Count(int part) => ((Output - 1 - part) / _spacing) + 1;

    /// <summary>The packed places that so many neighbouring outputs meet.</summary>
    public int Length(int outputs) => checked(outputs - 1 + Reach);

    /// <summary>Where in the source a packed place lies.</summary>
    public int SourceAt(int phase, int place) => checked((place * Step) + _low + phase);

    /// <summary>Which of so many packed places from one on lie within the source, counted from that one: 0 &lt;= place · step + low + phase &lt; source.</summary>
    public (int First, int Count) Within(int phase, int place, int places)
    {
        var start = SourceAt(phase, place);
        var first = Math.Min(places, start >= 0 ? 0 : (Step - 1 - start) / Step);
        var last = start >= Source ? first : Math.Max(first, Math.Min(places, ((Source - 1 - start) / Step) + 1));
        return (first, last - first);
    }

    /// <summary>The taps of a part.</summary>
    public (int Offset, int Index)[] Taps(int part) => _taps[part];

    /// <summary>The taps of a part, where neighbouring places are to be taken together up to a number.</summary>
    public IEnumerable<DepthwiseRun> Runs(int part, bool isShared)
    {
        foreach (var phase in _taps[part].GroupBy(tap => (tap.Offset - _low) % Step).OrderBy(phase => phase.Key))
        {
            var run = new List<int>();
            var first = 0;
            foreach (var (offset, index) in phase.OrderBy(tap => tap.Offset))
            {
                var place = (offset - _low) / Step;
                if (run.Count > 0 && (!isShared || run.Count == MostTaps || place != first + run.Count))
                {
                    yield return new(phase.Key, first, [.. run]);
                    run.Clear();
                }

                if (run.Count == 0)
                    first = place;
                run.Add(index);
            }

            yield return new(phase.Key, first, [.. run]);
        }
    }
}

/// <summary>Taps at neighbouring packed places, with their indices in the kernel.</summary>
internal sealed record DepthwiseRun(int Phase, int Place, int[] Indices);
