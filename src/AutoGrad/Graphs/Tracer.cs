using System.Numerics;
using AutoGrad.Recording;

namespace AutoGrad.Graphs;

/// <summary>
/// Records a function whose operations compute shapes only. A state that the function reads becomes an input of the program, one that it
/// assigns an update: what it reads afterwards is the value assigned.
/// </summary>
internal class Tracer<T> : Recorder<T>, IDisposable where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Record<T> _record;
    private readonly List<Variable<T>> _inputs = [];
    private readonly Dictionary<State<T>, Variable<T>> _reads = [];
    private readonly Dictionary<State<T>, Variable<T>> _present = [];
    private readonly List<State<T>> _assigned = [];
    private readonly List<SourceLine?> _sources = [];

    public Tracer()
    {
        _record = new(this);
        Tracing = this;
    }

    internal override Record<T> Record => _record;

    /// <summary>The inputs declared so far.</summary>
    public IReadOnlyList<Variable<T>> Inputs => _inputs;

    /// <summary>The values that states had when they were first read.</summary>
    public IReadOnlyDictionary<State<T>, Variable<T>> Reads => _reads;

    /// <summary>The states that were assigned, each once, in the order of their first assignments.</summary>
    public IReadOnlyList<State<T>> Assigned => _assigned;

    /// <summary>
    /// The line that the operations to come are from, where it is known already: while a program is traced again, or a derivative is made.
    /// </summary>
    public SourceLine? Source { get; set; }

    /// <summary>The line that an operation comes from.</summary>
    public SourceLine? SourceOf(int node) => _sources[node];

    /// <summary>The names that the user gave to values.</summary>
    public Dictionary<Variable<T>, string> Names { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>A value of this shape that nobody knows yet.</summary>
    public Variable<T> Unknown(Shape shape, object origin, int index = -1) => new(shape, new(null, this), origin, index);

    /// <summary>Declares the next input of the program.</summary>
    public Variable<T> Input(Shape shape)
    {
        var input = Unknown(shape, this);
        _inputs.Add(input);
        return input;
    }

    /// <summary>What a state holds at this point of the program.</summary>
    public Variable<T> Read(State<T> state)
    {
        if (_present.TryGetValue(state, out var present))
            return present;
        var read = Unknown(state.Shape, state);
        _reads.Add(state, read);
        _present.Add(state, read);
        return read;
    }

    /// <summary>Sets what a state holds from this point of the program on.</summary>
    public void Assign(State<T> state, Variable<T> value)
    {
        if (!_assigned.Contains(state))
            _assigned.Add(state);
        _present[state] = value;
    }

    /// <summary>Whether the variable is what the state holds at this point of the program.</summary>
    public bool IsPresent(State<T> state, Variable<T> variable) => _present.TryGetValue(state, out var present) && ReferenceEquals(present, variable);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (!IsClosed)
            Close();
    }

    internal override Variable<T> Apply(Primitive<T> primitive, Variable<T>[] inputs, Shape shape)
    {
        var output = Unknown(shape, _record, _record.Count);
        _sources.Add(Source ?? CallSite.Find());
        _record.Add(primitive, inputs, output);
        return output;
    }
}
