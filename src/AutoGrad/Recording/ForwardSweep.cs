using System.Numerics;
using AutoGrad.Graphs;

namespace AutoGrad.Recording;

/// <summary>
/// Walks a record from the sources to an output and carries tangents along. The pushforwards emit ordinary operations into the recorder
/// that is current then.
/// </summary>
internal static class ForwardSweep<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The tangent of y, null where y does not depend on any source, and whether a tangent met an input without derivative.</summary>
    public static (Variable<T>? YDot, bool WasBlocked) Run(
        string operation, Record<T> record, Variable<T> y, Variable<T>[] sources, Variable<T>[] tangents)
    {
        bool blocked;
        var map = new SourceMap<T>(record, sources);
        var last = record.Owns(y) ? y.Index : -1;
        var dots = new Variable<T>?[map.Leaves + Math.Max(0, last + 1 - map.First)];
        for (var i = 0; i < sources.Length; i++)
        {
            var slot = map.SlotOf(sources[i]);
            if (slot >= 0 && slot < dots.Length)
                dots[slot] = dots[slot] is { } sum ? Op.Add(sum, tangents[i]) : tangents[i];
        }
        var written = Recorder<T>.Current?.Record;
        written?.EnterRules();
        try
        {
            blocked = Walk(operation, record, map, dots, last);
        }
        finally
        {
            written?.LeaveRules();
        }
        var ySlot = map.SlotOf(y);
        return (ySlot >= 0 ? dots[ySlot] : null, blocked);
    }

    /// <summary>Fills in the tangents of the nodes; whether one met an input without derivative.</summary>
    private static bool Walk(string operation, Record<T> record, SourceMap<T> map, Variable<T>?[] dots, int last)
    {
        var blocked = false;
        var tracer = record.Recorder as Tracer<T>;
        var source = tracer?.Source;
        for (var i = map.First; i <= last; i++)
        {
            if (tracer is not null)
                tracer.Source = tracer.SourceOf(i);
            var (primitive, inputs, output) = (record[i].Primitive, record[i].Inputs, record[i].Output);
            var xDot = new Variable<T>?[inputs.Length];
            var reached = false;
            for (var k = 0; k < inputs.Length; k++)
            {
                var slot = map.SlotOf(inputs[k]);
                if (slot < 0 || dots[slot] is null)
                    continue;
                if (primitive.WhyNotDifferentiable(k) is not null)
                {
                    blocked = true;
                    continue;
                }
                xDot[k] = dots[slot];
                reached = true;
            }
            if (!reached)
                continue;
            foreach (var x in inputs)
            {
                if (x.Origin is State<T> state)
                    Checks.NotStale(operation, state, x);
            }
            if (primitive.Pushforward(inputs, output, xDot) is not { } yDot)
                continue;
            yDot = Broadcasting.Stretch(primitive, yDot, output.Shape);
            ref var dot = ref dots[map.SlotOf(i)];
            dot = dot is null ? yDot : Op.Add(dot, yDot);
        }
        if (tracer is not null)
            tracer.Source = source;
        return blocked;
    }

    /// <summary>
    /// The pushforward that follows from a pullback: the pullback is linear in the cotangent, u ↦ Jᵀu, so its own pullback,
    /// applied to the tangent, is J·xDot, whatever u is.
    /// </summary>
    public static Variable<T>? TransposePullback(
        Primitive<T> primitive, ReadOnlySpan<Variable<T>> x, Variable<T> y, ReadOnlySpan<Variable<T>?> xDot)
    {
        var tape = Recorder<T>.Current?.Record is null ? new Tape<T>() : null;
        try
        {
            var record = Recorder<T>.Current!.Record!;
            Variable<T>? sum = null;
            for (var k = 0; k < x.Length; k++)
            {
                if (xDot[k] is not { } tangent)
                    continue;
                var u = Op.Identity(Variable.Zeros<T>(y.Shape));
                if (primitive.Pullback(k, x, y, u) is not { } xBar)
                    continue;
                xBar = Broadcasting.Unbroadcast(primitive, k, xBar, x[k].Shape);
                if (new ReverseSweep<T>(primitive.Name, record, xBar, [u]).Run(tangent)[0] is { } yDot)
                    sum = sum is null ? yDot : Op.Add(sum, yDot);
            }
            return tape is null ? sum : sum?.Detach();
        }
        finally
        {
            tape?.Dispose();
        }
    }
}
