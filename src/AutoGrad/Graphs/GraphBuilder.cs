using System.Numerics;

namespace AutoGrad.Graphs;

/// <summary>Closes what a tracer has recorded to a graph of what the outputs, the updates and the operations with effects need.</summary>
internal static class GraphBuilder
{
    public static Graph<T> Build<T>(Tracer<T> tracer, ReadOnlySpan<Variable<T>> outputs, string[] inputNames, bool keepsUpdates = true)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        return Build(tracer, outputs, inputNames, tracer.Inputs, keepsUpdates);
    }

    /// <summary>The variables from outside that the program uses: states, and whatever has a value or belongs to another recorder.</summary>
    public static List<Variable<T>> Captured<T>(Tracer<T> tracer, ReadOnlySpan<Variable<T>> outputs) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var seen = new HashSet<Variable<T>>(tracer.Inputs, ReferenceEqualityComparer.Instance);
        List<Variable<T>> captured = [];
        void Look(Variable<T> x)
        {
            if (!tracer.Record.Owns(x) && seen.Add(x))
                captured.Add(x);
        }
        foreach (ref var node in tracer.Record.Nodes)
        {
            foreach (var x in node.Inputs)
                Look(x);
        }
        foreach (var output in outputs)
            Look(output);
        return captured;
    }

    /// <summary>Closes what a tracer has recorded, with inputs that are its own or variables from outside.</summary>
    public static Graph<T> Build<T>(
        Tracer<T> tracer, ReadOnlySpan<Variable<T>> outputs, string[] inputNames, IReadOnlyList<Variable<T>> inputs, bool keepsUpdates)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var builder = new Builder<T>(tracer);
        for (var i = 0; i < inputNames.Length; i++)
            builder.AddInput(inputs[i], inputNames[i]);
        var record = tracer.Record;
        var needed = new bool[record.Count];
        void Need(Variable<T> variable)
        {
            if (record.Owns(variable) && !builder.Knows(variable))
                needed[variable.Index] = true;
        }
        foreach (var output in outputs)
            Need(output);
        var updates = keepsUpdates ? tracer.Assigned.Select(state => (State: state, Value: tracer.Read(state))).ToArray() : [];
        foreach (var (_, value) in updates)
            Need(value);
        for (var i = record.Count - 1; i >= 0; i--)
        {
            needed[i] |= !record[i].Primitive.IsPure && keepsUpdates;
            if (!needed[i])
                continue;
            foreach (var x in record[i].Inputs)
                Need(x);
        }
        for (var i = 0; i < record.Count; i++)
        {
            if (needed[i])
                builder.AddLeaves(record[i].Inputs);
        }
        builder.AddLeaves(outputs);
        builder.AddLeaves(Array.ConvertAll(updates, update => update.Value));
        for (var i = 0; i < record.Count; i++)
        {
            if (needed[i])
                builder.AddOperation(i);
        }
        return builder.ToGraph(inputNames.Length, outputs, updates);
    }

    private sealed class Builder<T>(Tracer<T> tracer) where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly List<GraphNode<T>> _nodes = [];
        private readonly Dictionary<Variable<T>, int> _places = new(ReferenceEqualityComparer.Instance);
        private readonly Dictionary<T, int> _scalars = [];

        /// <summary>Whether a variable has its node already: one that the tracer computed may be an input all the same.</summary>
        public bool Knows(Variable<T> variable) => _places.ContainsKey(variable);

        public void AddInput(Variable<T> input, string name) => Add(input, new(_nodes.Count, input.Shape) { Name = name });

        /// <summary>Adds those that are not yet there: states, and constants, of which equal scalars are one.</summary>
        public void AddLeaves(ReadOnlySpan<Variable<T>> variables)
        {
            foreach (var x in variables)
            {
                if (tracer.Record.Owns(x) || _places.ContainsKey(x))
                    continue;
                if (x.IsTraced)
                {
                    var state = x.Origin as State<T>;
                    if (state is null || !tracer.Reads.TryGetValue(state, out var read) || !ReferenceEquals(read, x))
                        Guard.ThrowForeignTrace(x.Shape);
                    Add(x, new(_nodes.Count, x.Shape) { State = state, Name = state.Name });
                }
                else if (x.Shape.Rank > 0 || tracer.Names.ContainsKey(x))
                {
                    Add(x, new(_nodes.Count, x.Shape) { Constant = x.Detach(), Name = tracer.Names.GetValueOrDefault(x) });
                }
                else if (!T.IsZero(x.Values[0]) && _scalars.TryGetValue(x.Values[0], out var place))
                {
                    _places.Add(x, place);
                }
                else
                {
                    _scalars.TryAdd(x.Values[0], _nodes.Count);
                    Add(x, new(_nodes.Count, x.Shape) { Constant = x.Detach() });
                }
            }
        }

        public void AddOperation(int index)
        {
            var node = tracer.Record[index];
            Add(node.Output, new(_nodes.Count, node.Output.Shape)
            {
                Primitive = node.Primitive,
                OperandArray = Array.ConvertAll(node.Inputs, x => _places[x]),
                IsFromRule = tracer.Record.IsFromRule(index),
                Name = tracer.Names.GetValueOrDefault(node.Output),
                Source = tracer.SourceOf(index),
            });
        }

        public Graph<T> ToGraph(int inputs, ReadOnlySpan<Variable<T>> outputs, (State<T> State, Variable<T> Value)[] updates) =>
            new([.. _nodes], [.. Enumerable.Range(0, inputs)], Array.ConvertAll(outputs.ToArray(), output => _places[output]),
                Array.ConvertAll(updates, update => new GraphUpdate<T>(update.State, _places[update.Value])));

        private void Add(Variable<T> variable, GraphNode<T> node)
        {
            _places.Add(variable, node.Index);
            _nodes.Add(node);
        }
    }
}
