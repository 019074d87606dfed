using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels;

namespace AutoGrad;

/// <summary>Which elements of spatial axes the places of others take, and with what weights: the static argument of poolings and samplings.</summary>
internal readonly record struct TapRule(TapKind Kind, Axes From, Axes To, Axes Window, WindowSteps Steps)
{
    /// <summary>Windows of one size, which each hold an element of x.</summary>
    public static TapRule Windows(string operation, Shape x, PerAxis window, PerAxis? stride, Padding? padding, PerAxis? dilation)
    {
        ArgumentNullException.ThrowIfNull(window);
        CheckAxes(operation, x);
        var lengths = PerAxis.Resolve(window, operation, "window", x, 1, 1);
        var (steps, output) = WindowSteps.Over(operation, x, lengths.Values, stride, padding, dilation, lengths);
        var rule = new TapRule(TapKind.Window, new(x.Lengths[2..]), output, lengths, steps);
        if (rule.Taps().Any(axis => !axis.ReachesAll))
        {
            Guard.ThrowShape(operation, "needs windows that each hold an element of x, not padding alone",
                $"window {lengths}, stride {steps.Stride}, padding {steps.Before} before, dilation {steps.Dilation} and x {x}");
        }
        return rule;
    }

    /// <summary>Places that divide x, or that lie between its elements.</summary>
    public static TapRule ToSize(TapKind kind, string operation, Shape x, PerAxis size)
    {
        ArgumentNullException.ThrowIfNull(size);
        CheckAxes(operation, x);
        var lengths = PerAxis.Resolve(size, operation, "size", x, 1, 1);
        if (x.Lengths[2..].Contains(0))
            Guard.ThrowShape(operation, "needs at least one element along each spatial axis", $"x {x}");
        return new(kind, new(x.Lengths[2..]), lengths, default, default);
    }

    /// <summary>The taps of each spatial axis.</summary>
    public AxisTaps[] Taps() => PlanCache<(TapRule, bool), AxisTaps[]>.Get((this, false), static key => key.Item1.FindTaps());

    /// <summary>The taps of three axes, of which those that x lacks are single elements.</summary>
    public AxisTaps[] ThreeTaps() => PlanCache<(TapRule, bool), AxisTaps[]>.Get(
        (this, true), static key => [.. Enumerable.Repeat(AxisTaps.Single, 3 - key.Item1.From.Count), .. key.Item1.FindTaps()]);

    private AxisTaps[] FindTaps()
    {
        var taps = new AxisTaps[From.Count];
        for (var axis = 0; axis < taps.Length; axis++)
            taps[axis] = TapsOf(axis);
        return taps;
    }

    private AxisTaps TapsOf(int axis)
    {
        var (from, to) = (From[axis], To[axis]);
        switch (Kind)
        {
            case TapKind.Window:
                var (window, stride, before, dilation) = (Window[axis], Steps.Stride[axis], Steps.Before[axis], Steps.Dilation[axis]);
                return AxisTaps.Of(from, to, dilation, i =>
                {
                    var start = (i * stride) - before;
                    var first = start >= 0 ? 0 : Math.Min(window, (dilation - 1 - start) / dilation);
                    var end = start >= from ? first : Math.Max(first, Math.Min(window, ((from - 1 - start) / dilation) + 1));
                    return (start + (first * dilation), Equal(end - first, 1));
                }) with
                { Regular = new(window, stride, before, dilation) };
            case TapKind.Adaptive:
                return AxisTaps.Of(from, to, 1, i =>
                {
                    var start = (int)((long)i * from / to);
                    var count = (int)((((i + 1L) * from) + to - 1) / to) - start;
                    return (start, Equal(count, 1.0 / count));
                }) with
                { Regular = to > 0 && from % to == 0 ? new(from / to, from / to, 0, 1) : null };
            case TapKind.Nearest:
                return AxisTaps.Of(from, to, 1, i => ((int)((long)i * from / to), [1]));
            default:
                var isAligned = Kind == TapKind.LinearAligned;
                return AxisTaps.Of(from, to, 1, i => Between(from,
                    !isAligned ? Math.Max(0, ((i + 0.5) * from / to) - 0.5) : to == 1 ? 0 : (double)i * (from - 1) / (to - 1)));
        }
    }

    // An element of weight 0 is left out: it would turn an infinity into NaN.
    private static (int Start, double[] Weights) Between(int from, double place)
    {
        var start = Math.Min((int)place, from - 1);
        var share = place - start;
        return (start, share == 0 || start == from - 1 ? [1] : [1 - share, share]);
    }

    private static double[] Equal(int count, double weight)
    {
        var weights = new double[count];
        Array.Fill(weights, weight);
        return weights;
    }

    /// <summary>One to three spatial axes.</summary>
    public static void CheckAxes(string operation, Shape x)
    {
        if (x.Rank is < 3 or > 5)
            Guard.ThrowShape(operation, "needs x [n, c, l], [n, c, h, w] or [n, c, d, h, w]", $"x {x}");
    }

    /// <summary>The taps of each axis as expressions in C#.</summary>
    public IEnumerable<string> WriteTaps(CodeOperation operation)
    {
        for (var axis = 0; axis < From.Count; axis++)
        {
            var (from, to) = (From[axis], To[axis]);
            yield return Kind switch
            {
                TapKind.Window => operation.Invoke(WindowCode.Windows, from, to, Window[axis], Steps.Stride[axis], Steps.Before[axis], Steps.Dilation[axis]),
                TapKind.Adaptive => operation.Invoke(WindowCode.Parts, from, to),
                TapKind.Nearest => operation.Invoke(WindowCode.Nearest, from, to),
                _ => operation.Invoke(WindowCode.Between, from, to, Kind == TapKind.LinearAligned),
            };
        }
    }

    /// <summary>The places of the maxima of the first operand's windows as an expression in C#.</summary>
    public string WriteMaxPlaces(CodeOperation operation)
    {
        var (x, missing) = (operation.Shapes[0], Enumerable.Repeat(operation.Invoke(WindowCode.Nearest, 1, 1), 3 - From.Count));
        return operation.Invoke(WindowCode.MaxPlaces, [operation.Operands[0], x[0] * x[1], From.Count > 1 ? From[^2] : 1, From[^1], .. missing, .. WriteTaps(operation)]);
    }
}
