using System.Numerics;

namespace AutoGrad.Graphs;

/// <summary>Closes a function over what it uses from outside: states, and variables of other recorders, become further inputs of its program.</summary>
internal static class Closure
{
    /// <summary>Traces a function at the shapes of its arguments.</summary>
    /// <returns>
    /// The program, of the arguments followed by what the function uses from outside, and these variables. Random numbers are among them: they are
    /// drawn here, once, so that the program gives the same whenever it runs.
    /// </returns>
    /// <exception cref="ArgumentException">The function gives null or assigns a state.</exception>
    public static (Graph<T> Body, Variable<T>[] Captured) Trace<T>(string operation, Func<Variable<T>[], Variable<T>> function, ReadOnlySpan<Variable<T>> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Tracer<T> open;
        Variable<T> y;
        using (open = new())
        {
            foreach (var argument in x)
                open.Input(argument.Shape);
            y = function([.. open.Inputs]) ?? throw new ArgumentException($"{operation}: needs a function that gives a variable, got null.", nameof(function));
        }
        if (open.Assigned.Count > 0)
            throw new ArgumentException($"{operation}: needs a function that assigns no state, got one that assigns {open.Assigned[0].Name}. Give back its new value, and assign it outside.", nameof(function));
        var (inner, outer) = Captured(operation, open, y);
        return (Close(open, y, inner), outer);
    }

    /// <summary>What the function used from outside, as it knew it, and as it is known where the function is called.</summary>
    private static (List<Variable<T>> Inner, Variable<T>[] Outer) Captured<T>(string operation, Tracer<T> open, Variable<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var seen = new HashSet<Variable<T>>(open.Inputs, ReferenceEqualityComparer.Instance);
        List<Variable<T>> inner = [];
        List<Variable<T>> outer = [];
        void Look(Variable<T> x)
        {
            // A constant that was made in the function is a part of it.
            if (open.Record.Owns(x) || (!x.IsTraced && ReferenceEquals(x.Origin, open)) || !seen.Add(x))
                return;
            inner.Add(x);
            outer.Add(x.Origin is State<T> state && open.Reads.TryGetValue(state, out var read) && ReferenceEquals(read, x) ? state.Variable : x);
        }
        foreach (ref var node in open.Record.Nodes)
        {
            foreach (var x in node.Inputs)
                Look(x);
            if (node.Primitive.IsPure)
                continue;
            if (node.Inputs.Length > 0)
                throw new ArgumentException($"{operation}: needs a function without effects other than random draws, got one with {node.Primitive.Name}.");
            inner.Add(node.Output);
            outer.Add(node.Primitive.Apply());
        }
        Look(y);
        return (inner, [.. outer]);
    }

    private static Graph<T> Close<T>(Tracer<T> open, Variable<T> y, List<Variable<T>> captured) where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var closed = new Tracer<T>();
        var places = new Dictionary<Variable<T>, Variable<T>>(ReferenceEqualityComparer.Instance);
        foreach (var x in open.Inputs.Concat(captured))
            places.Add(x, closed.Input(x.Shape));
        Variable<T> PlaceOf(Variable<T> x) => places.GetValueOrDefault(x, x);
        for (var i = 0; i < open.Record.Count; i++)
        {
            var node = open.Record[i];
            if (places.ContainsKey(node.Output))
                continue;
            closed.Source = open.SourceOf(i);
            var isFromRule = open.Record.IsFromRule(i);
            if (isFromRule)
                closed.Record.EnterRules();
            places.Add(node.Output, node.Primitive.Apply(Array.ConvertAll(node.Inputs, PlaceOf)));
            if (isFromRule)
                closed.Record.LeaveRules();
        }
        return GraphBuilder.Build(closed, [PlaceOf(y)], ParameterNames.Numbered("x", closed.Inputs.Count));
    }
}
