using System.Numerics;
using AutoGrad.Recording;

namespace AutoGrad;

/// <summary>
/// A closed program: named inputs, states that it reads, operations in an order in which they can run, outputs, and updates of states.
/// Immutable. <see cref="Graph.Trace{T}(Func{Variable{T}[], Variable{T}[]}, ReadOnlySpan{Shape}, ReadOnlySpan{string})"/> makes one from a function of variables.
/// </summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
public sealed partial class Graph<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly GraphNode<T>[] _nodes;
    private readonly int[] _inputs;
    private readonly int[] _outputs;
    private readonly GraphUpdate<T>[] _updates;

    internal Graph(GraphNode<T>[] nodes, int[] inputs, int[] outputs, GraphUpdate<T>[] updates) =>
        (_nodes, _inputs, _outputs, _updates) = (nodes, inputs, outputs, updates);

    /// <summary>All values, each after those that it is computed from: inputs and states first.</summary>
    public IReadOnlyList<GraphNode<T>> Nodes => _nodes;

    /// <summary>The places of the inputs, in the order of the arguments.</summary>
    public IReadOnlyList<int> Inputs => _inputs;

    /// <summary>The places of the outputs.</summary>
    public IReadOnlyList<int> Outputs => _outputs;

    /// <summary>What is assigned to states at the end.</summary>
    public IReadOnlyList<GraphUpdate<T>> Updates => _updates;

    /// <summary>The states whose values the program reads.</summary>
    public IEnumerable<State<T>> States => _nodes.Where(node => node.State is not null).Select(node => node.State!);

    /// <summary>The number of operations.</summary>
    public int Count => _nodes.Count(node => node.Primitive is not null);

    /// <summary>
    /// Applies the program to variables, operation by operation: evaluates it, records it on an open tape, or makes it a part of a program that is
    /// being traced. The updates are assigned at the end.
    /// </summary>
    /// <param name="inputs">As many variables as the graph has inputs, of their shapes.</param>
    /// <returns>The outputs.</returns>
    /// <exception cref="ShapeException">There are more or fewer variables, or one has another shape than its input.</exception>
    public Variable<T>[] Apply(params ReadOnlySpan<Variable<T>> inputs)
    {
        RequireInputs(nameof(Apply), inputs);
        var values = Replay(inputs);
        // All new values are known before the first is assigned: an update may be the old value of another state.
        foreach (var update in _updates)
            update.State.Assign(values[update.Value]);
        return Array.ConvertAll(_outputs, output => values[output]);
    }

    /// <summary>Whether it has the same nodes, inputs and outputs as another, and neither has updates.</summary>
    internal bool IsTheSameAs(Graph<T> other)
    {
        if (_nodes.Length != other._nodes.Length || _updates.Length + other._updates.Length > 0
            || !_inputs.AsSpan().SequenceEqual(other._inputs) || !_outputs.AsSpan().SequenceEqual(other._outputs))
        {
            return false;
        }
        for (var i = 0; i < _nodes.Length; i++)
        {
            if (!_nodes[i].IsTheSameAs(other._nodes[i]))
                return false;
        }
        return true;
    }

    internal void RequireInputs(string operation, ReadOnlySpan<Variable<T>> inputs)
    {
        var fits = inputs.Length == _inputs.Length;
        for (var i = 0; fits && i < inputs.Length; i++)
        {
            ArgumentNullException.ThrowIfNull(inputs[i], nameof(inputs));
            fits = inputs[i].Shape.Equals(_nodes[_inputs[i]].Shape);
        }
        if (!fits)
        {
            Guard.ThrowShape(operation, $"needs {Signature(_inputs.Select(input => _nodes[input]))}",
                inputs.Length == 0 ? "nothing" : string.Join(", ", inputs.ToArray().Select(input => input.Shape)));
        }
    }

    /// <summary>Applies the operations to variables in whatever recorder is open. The variable of each node.</summary>
    internal Variable<T>[] Replay(ReadOnlySpan<Variable<T>> inputs)
    {
        var values = new Variable<T>[_nodes.Length];
        for (var i = 0; i < inputs.Length; i++)
            values[_inputs[i]] = inputs[i];
        var (record, tracer) = (Recorder<T>.Current?.Record, Recorder<T>.Current?.Tracing);
        var source = tracer?.Source;
        for (var i = 0; i < _nodes.Length; i++)
        {
            var node = _nodes[i];
            if (tracer is not null)
                tracer.Source = node.Source ?? source;
            if (node.Primitive is { } primitive)
                values[i] = ApplyOne(node, primitive, Array.ConvertAll(node.OperandArray, operand => values[operand]), node.IsFromRule ? record : null);
            else
                values[i] ??= node.Constant ?? node.State!.Variable;
            if (node.Name is { } name && (node.Primitive ?? (object?)node.Constant) is not null)
                tracer?.Names.TryAdd(values[i], name);
        }
        if (tracer is not null)
            tracer.Source = source;
        return values;
    }

    private static Variable<T> ApplyOne(GraphNode<T> node, Primitive<T> primitive, Variable<T>[] operands, Record<T>? rules)
    {
        rules?.EnterRules();
        try
        {
            return primitive.Apply(operands);
        }
        catch (NonFiniteValueException failure) when (node.Source is not null)
        {
            throw new NonFiniteValueException($"{failure.Message} In the program it is v{node.Index}, from {node.Source}.", failure);
        }
        finally
        {
            rules?.LeaveRules();
        }
    }

    private static string Signature(IEnumerable<GraphNode<T>> nodes)
    {
        var list = string.Join(", ", nodes.Select(node => $"{node.Name} {node.Shape}"));
        return list.Length == 0 ? "no input" : list;
    }
}
