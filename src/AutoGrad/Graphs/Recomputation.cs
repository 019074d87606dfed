using System.Collections.Concurrent;
using System.Numerics;
using AutoGrad.Graphs.Printing;
using AutoGrad.Memory;
using AutoGrad.Recording;

namespace AutoGrad.Graphs;

/// <summary>
/// A program of one output that runs as one operation. Each of its values is given back as soon as the last operation that needs it has run, and
/// its derivatives are such programs again, which compute the values anew.
/// </summary>
internal sealed class Recomputation<T> : IWrittenByParts where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly GraphNode<T>[] _nodes;
    private readonly int _output;
    private readonly List<int>[] _lastReads;
    private readonly Lazy<string?[]> _reasons;
    private readonly Lazy<(Recomputation<T>? Program, int[] Starts)> _reverse;
    private readonly Lazy<(Recomputation<T>? Program, int[] Starts)> _reverseWithin;
    private readonly ConcurrentDictionary<string, Recomputation<T>?> _forward = [];

    public Recomputation(string operation, Graph<T> body)
    {
        if (body.Outputs.Count != 1 || body.Updates.Count > 0 || body.States.Any())
            Guard.ThrowShape(operation, "needs a program of one output without states", $"{body.Outputs.Count} outputs");
        (Operation, Body, _nodes, _output) = (operation, body, [.. body.Nodes], body.Outputs[0]);
        _lastReads = FindLastReads();
        _reasons = new(FindReasons);
        _reverse = new(() => MakeReverse(isWithin: false));
        _reverseWithin = new(() => MakeReverse(isWithin: true));
    }

    /// <summary>The operation that messages name.</summary>
    public string Operation { get; }

    public Graph<T> Body { get; }

    /// <summary>The cotangents of the inputs, which are computed together.</summary>
    public SharedCotangents<T> Cotangents { get; } = new();

    public Shape Shape => _nodes[_output].Shape;

    /// <summary>
    /// The program of the cotangents, of the inputs and the cotangent of the output: those that are not zero, flat, one after the other; and where
    /// that of each input begins, or -1. Null where all are zero.
    /// </summary>
    public (Recomputation<T>? Program, int[] Starts) Reverse => _reverse.Value;

    /// <summary>The same, of a mask as last input, outside of which the cotangent of the output is zero.</summary>
    public (Recomputation<T>? Program, int[] Starts) ReverseWithin => _reverseWithin.Value;

    /// <summary>The program of the tangent, of the inputs and the tangents of those that move; null where it is zero.</summary>
    public Recomputation<T>? Forward(bool[] moves) => _forward.GetOrAdd(string.Concat(moves.Select(move => move ? '1' : '0')), _ => MakeForward(moves));

    /// <summary>Why the output has no derivative in an input, or null.</summary>
    public string? WhyNotDifferentiable(int input) => _reasons.Value[Body.Inputs[input]];

    /// <summary>Runs the program.</summary>
    public void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y)
    {
        var owner = new object();
        var values = new Variable<T>[_nodes.Length];
        for (var i = 0; i < x.Length; i++)
            values[Body.Inputs[i]] = x[i];
        try
        {
            for (var i = 0; i < _nodes.Length; i++)
            {
                if (_nodes[i].Primitive is not { } primitive)
                {
                    values[i] ??= _nodes[i].Constant!;
                    continue;
                }
                var operands = Array.ConvertAll(_nodes[i].OperandArray, operand => values[operand]);
                values[i] = new(_nodes[i].Shape, primitive.SharesStorage ? operands[0].Storage : Storage<T>.Rent(_nodes[i].Shape.Size, owner));
                primitive.EvaluateInto(operands, values[i]);
                foreach (var last in _lastReads[i])
                    values[last].Storage.Release(owner);
            }
            values[_output].Values.CopyTo(y);
        }
        finally
        {
            foreach (var value in values)
                value?.Storage.Release(owner);
        }
    }

    /// <summary>The values whose arrays each node is the last to read.</summary>
    private List<int>[] FindLastReads()
    {
        var roots = new int[_nodes.Length];
        var last = new int[_nodes.Length];
        for (var i = 0; i < _nodes.Length; i++)
        {
            roots[i] = _nodes[i].Primitive is { SharesStorage: true } ? roots[_nodes[i].OperandArray[0]] : i;
            last[roots[i]] = i;
            foreach (var operand in _nodes[i].OperandArray)
                last[roots[operand]] = i;
        }
        var reads = new List<int>[_nodes.Length];
        for (var i = 0; i < reads.Length; i++)
            reads[i] = [];
        for (var i = 0; i < reads.Length; i++)
        {
            if (roots[i] == i && _nodes[i].Primitive is not null && i != roots[_output])
                reads[last[i]].Add(i);
        }
        return reads;
    }

    // From the output back: whether a value has an influence that has a derivative, and else why it has none.
    private string?[] FindReasons()
    {
        var isSmooth = new bool[_nodes.Length];
        var reasons = new string?[_nodes.Length];
        isSmooth[_output] = true;
        for (var i = _output; i >= 0; i--)
        {
            if (isSmooth[i])
                reasons[i] = null;
            for (var k = 0; k < _nodes[i].OperandArray.Length; k++)
            {
                var operand = _nodes[i].OperandArray[k];
                var reason = _nodes[i].Primitive!.WhyNotDifferentiable(k);
                if (reason is null)
                {
                    isSmooth[operand] |= isSmooth[i];
                    reasons[operand] ??= reasons[i];
                }
                else if (!_nodes[i].IsFromRule && (isSmooth[i] || reasons[i] is not null))
                {
                    reasons[operand] ??= $"goes through {_nodes[i].Primitive!.Name}, which {reason}";
                }
            }
        }
        return reasons;
    }

    private (Recomputation<T>? Program, int[] Starts) MakeReverse(bool isWithin)
    {
        var starts = new int[Body.Inputs.Count];
        Array.Fill(starts, -1);
        var size = 0;
        var graph = Graph.Trace<T>(v =>
        {
            var (x, yBar, support) = (v[..starts.Length], v[starts.Length], isWithin ? v[^1] : null);
            var record = Recorder<T>.Current!.Record!;
            var xBar = new ReverseSweep<T>(Operation, record, Body.Replay(x)[_output], x).Run(yBar, support);
            List<Variable<T>> parts = [];
            for (var i = 0; i < x.Length; i++)
            {
                if (xBar[i] is not { } part)
                    continue;
                starts[i] = size;
                size += part.Shape.Size;
                parts.Add(Op.Reshape(part, [part.Shape.Size]));
            }
            return [parts.Count == 0 ? Variable.Zeros<T>([0]) : parts.Count == 1 ? parts[0] : Op.Concatenate<T>([.. parts])];
        }, isWithin ? [.. InputShapes, Shape, Shape] : [.. InputShapes, Shape]);
        return (Array.TrueForAll(starts, start => start < 0) ? null : new(Operation, graph), starts);
    }

    private Recomputation<T>? MakeForward(bool[] moves)
    {
        var isZero = false;
        Shape[] moving = [.. InputShapes.Where((_, i) => moves[i])];
        var graph = Graph.Trace<T>(v =>
        {
            var x = v[..moves.Length];
            var record = Recorder<T>.Current!.Record!;
            var y = Body.Replay(x)[_output];
            var (yDot, _) = ForwardSweep<T>.Run(Operation, record, y, [.. x.Where((_, i) => moves[i])], v[moves.Length..]);
            isZero = yDot is null;
            return [yDot ?? y];
        }, [.. InputShapes, .. moving]);
        return isZero ? null : new(Operation, graph);
    }

    private IEnumerable<Shape> InputShapes => Body.Inputs.Select(input => _nodes[input].Shape);
}
