using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;
using AutoGrad.Graphs;

namespace AutoGrad.Recording;

/// <summary>
/// Walks a record from an output back to its sources, from the last node to the first, without recursion. The pullbacks emit ordinary
/// operations into the recorder that is current then, so that what they compute can be differentiated again.
/// </summary>
/// <param name="operation">The name for messages.</param>
/// <param name="record">The nodes.</param>
/// <param name="y">The output.</param>
/// <param name="sources">What to differentiate with respect to: nodes of the record, or leaves that its nodes use.</param>
/// <param name="scratch">The current recorder, where the sweep may give back each cotangent once no later step needs it.</param>
/// <param name="consume">Whether nobody needs the values of the record after this sweep, so that they are given back on the way.</param>
internal sealed class ReverseSweep<T>(
    string operation, Record<T> record, Variable<T> y, Variable<T>[] sources, Scratch<T>? scratch = null, bool consume = false)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly SourceMap<T> _map = new(record, sources);
    private Variable<T>?[] _cotangents = [];
    private bool[] _active = [];
    private SupportMap<T>? _supports;

    /// <summary>The cotangents of the sources, zeros where y does not depend on one.</summary>
    /// <exception cref="NotOnTapeException">A source or y is not on the record.</exception>
    /// <exception cref="NotDifferentiableException">y depends on a source, but only through an operation without derivative.</exception>
    public Variable<T>[] RunOrZeros(Variable<T> yBar)
    {
        Checks.OnTape(operation, record, y);
        var cotangents = Run(yBar);
        var results = new Variable<T>[sources.Length];
        for (var i = 0; i < results.Length; i++)
        {
            if (cotangents[i] is null)
            {
                if (!_map.WasSeen(i))
                    Checks.OnTape(operation, record, sources[i]);
                Dependency<T>.RequireDerivative(operation, record, y, sources[i]);
            }
            results[i] = cotangents[i] ?? Variable.Zeros<T>(sources[i].Shape);
        }
        return results;
    }

    /// <summary>The cotangents of the sources, null where y does not depend on one.</summary>
    /// <param name="yBar">The cotangent of y.</param>
    /// <param name="support">Where it can be other than zero, a mask of its shape; null for everywhere.</param>
    /// <exception cref="StaleGradientException">A state that y depends on was assigned since it was read.</exception>
    public Variable<T>?[] Run(Variable<T> yBar, Variable<T>? support = null)
    {
        var last = record.Owns(y) ? y.Index : -1;
        var slots = _map.Leaves + Math.Max(0, last + 1 - _map.First);
        _cotangents = ArrayPool<Variable<T>?>.Shared.Rent(slots);
        _active = ArrayPool<bool>.Shared.Rent(slots);
        _cotangents.AsSpan(0, slots).Clear();
        _active.AsSpan(0, slots).Clear();
        var written = Recorder<T>.Current?.Record;
        written?.EnterRules();
        try
        {
            _map.MarkActive(last, _active);
            if (_map.SlotOf(y) is >= 0 and var ySlot && ySlot < slots && _active[ySlot])
            {
                Accumulate(ySlot, yBar);
                if (support is not null)
                    (_supports ??= new(scratch)).Accumulate(ySlot, isFirst: true, support);
            }
            var tracer = record.Recorder as Tracer<T>;
            var source = tracer?.Source;
            for (var i = last; i >= _map.First; i--)
            {
                if (tracer is not null)
                    tracer.Source = tracer.SourceOf(i);
                Visit(i);
            }
            if (tracer is not null)
                tracer.Source = source;
            return Array.ConvertAll(sources, source => _map.SlotOf(source) is >= 0 and var slot && slot < slots ? _cotangents[slot] : null);
        }
        finally
        {
            written?.LeaveRules();
            _cotangents.AsSpan(0, slots).Clear();
            ArrayPool<Variable<T>?>.Shared.Return(_cotangents);
            ArrayPool<bool>.Shared.Return(_active);
        }
    }

    private void Visit(int i)
    {
        ref var node = ref record[i];
        var slot = _map.SlotOf(i);
        if (_cotangents[slot] is { } yBar)
        {
            if (record.Watches?.TryGetValue(i, out var observer) == true)
                observer(yBar);
            PullBack(node, yBar, _supports?[slot]);
            _supports?.Drop(slot);
            if (scratch is not null && !_map.IsSource(i))
            {
                _cotangents[slot] = null;
                scratch.Drop(yBar.Storage);
            }
            scratch?.Collect();
        }
        if (consume && !node.Primitive.SharesStorage)
            record[i].Output.Storage.Release(record);
    }

    private void PullBack(in Node<T> node, Variable<T> yBar, Variable<T>? support)
    {
        var (primitive, inputs, output) = (node.Primitive, node.Inputs, node.Output);
        foreach (var x in inputs)
        {
            if (x.Origin is State<T> state)
                Checks.NotStale(operation, state, x);
        }
        for (var k = 0; k < inputs.Length; k++)
        {
            var x = inputs[k];
            var slot = _map.SlotOf(x);
            if (slot < 0 || !_active[slot] || primitive.WhyNotDifferentiable(k) is not null)
                continue;
            if (primitive.PullbackWithin(k, inputs, output, yBar, support) is not { } xBar)
                continue;
            if (primitive.SupportOf(k, inputs, output, support) is { } narrowed)
                (_supports ??= new(scratch)).Accumulate(slot, _cotangents[slot] is null, narrowed);
            else
                _supports?.Accumulate(slot, _cotangents[slot] is null, null);
            Accumulate(slot, Broadcasting.Unbroadcast(primitive, k, xBar, x.Shape));
        }
    }

    private void Accumulate(int slot, Variable<T> xBar)
    {
        var sum = _cotangents[slot];
        if (sum is null)
        {
            _cotangents[slot] = xBar;
            if (scratch is not null)
                xBar.Storage.Hold();
            return;
        }
        if (scratch is null)
        {
            _cotangents[slot] = Op.Add(sum, xBar);
            return;
        }
        if (scratch.OwnsAlone(sum.Storage))
        {
            var values = sum.Storage.Span(sum.Shape.Size);
            TensorPrimitives.Add(values, xBar.Values, values);
            return;
        }
        var total = Op.Add(sum, xBar);
        total.Storage.Hold();
        scratch.Drop(sum.Storage);
        _cotangents[slot] = total;
    }
}
