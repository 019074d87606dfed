using System.Numerics;
using System.Numerics.Tensors;
using AutoGrad.Graphs.Compilation;

namespace AutoGrad;

/// <summary>
/// A function of variables that is traced and compiled once for each combination of input shapes, and then run without recording. It gives the
/// same bits as the function itself. What it needs for its values is planned once and used again in each run.
/// </summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
/// <remarks>
/// <para>
/// Whatever the function does besides operations on variables happens when it is traced, not when it runs: a flag that it reads then stays as it
/// was. What changes from run to run must be an argument or a <see cref="State{T}"/>; a learning rate is one.
/// </para>
/// <para>
/// New values of states are computed in place where that is possible. A run that fails halfway, because of a loss that is not finite, say, leaves
/// the states that come after the failure as they were.
/// </para>
/// <para>It owns one set of buffers, so one run must end before the next begins. With a tape open, or in a function that is being traced, its operations
/// are applied one by one, so that the derivative goes through them.</para>
/// </remarks>
public sealed class CompiledFunction<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Func<Variable<T>[], Variable<T>[]>? _function;
    private readonly string[] _names;
    private readonly long _memoryBudget;
    private readonly List<(Graph<T> Graph, Program<T> Program)> _programs = [];
    private int _last;
    private int _isRunning;

    internal CompiledFunction(Func<Variable<T>[], Variable<T>[]>? function, string[] names, long? memoryBudget)
    {
        Guard.Argument(memoryBudget is null or >= 0, nameof(Graph.Compile), "needs a memoryBudget of at least 0 bytes", $"{memoryBudget}", nameof(memoryBudget));
        (_function, _names, _memoryBudget) = (function, names, memoryBudget ?? long.MaxValue);
    }

    internal CompiledFunction(Graph<T> graph, long? memoryBudget) : this(null, [], memoryBudget) => Add(graph);

    /// <summary>The simplified graphs that it has compiled so far, one for each combination of input shapes.</summary>
    public IReadOnlyList<Graph<T>> Graphs => _programs.ConvertAll(program => program.Graph);

    /// <summary>The bytes that it holds for intermediate values, of all input shapes so far. Inputs, states and constants come on top.</summary>
    public long PlannedBytes => _programs.Sum(program => program.Program.PlannedBytes);

    /// <summary>Runs a function of one output.</summary>
    /// <param name="inputs">The arguments.</param>
    /// <returns>The output, whose memory is the caller's.</returns>
    /// <exception cref="ShapeException">The shapes do not fit the function, or it has more or fewer outputs than one.</exception>
    /// <exception cref="InvalidOperationException">It is running already.</exception>
    /// <exception cref="TracedValueException">The function reads the value of a variable.</exception>
    public Variable<T> Invoke(params ReadOnlySpan<Variable<T>> inputs)
    {
        var outputs = InvokeAll(inputs);
        if (outputs.Length != 1)
            Guard.ThrowShape(nameof(Invoke), "needs a function of one output", $"{outputs.Length} outputs");
        return outputs[0];
    }

    /// <summary>Runs a function of any number of outputs.</summary>
    /// <inheritdoc cref="Invoke(ReadOnlySpan{Variable{T}})"/>
    public Variable<T>[] InvokeAll(params ReadOnlySpan<Variable<T>> inputs)
    {
        foreach (var input in inputs)
            ArgumentNullException.ThrowIfNull(input, nameof(inputs));
        var place = Find(inputs);
        if (Recorder<T>.Current is { Record: not null } || AutoGradSettings.ThrowOnNonFinite)
            return _programs[place].Graph.Apply(inputs);
        Enter();
        var program = _programs[place].Program;
        try
        {
            program.Run(inputs);
            var outputs = new Variable<T>[program.Outputs.Count];
            for (var i = 0; i < outputs.Length; i++)
                outputs[i] = Variable.Create(program.Outputs[i].Values, program.Outputs[i].Shape);
            program.CommitUpdates();
            return outputs;
        }
        finally
        {
            Leave(program);
        }
    }

    /// <summary>Runs the function and writes its outputs where the caller wants them. From the second run on it allocates nothing.</summary>
    /// <param name="inputs">The arguments.</param>
    /// <param name="outputs">
    /// Where the outputs go: dense tensors of as many elements, one for each output; one of one element, [1] say, for a number, []. Where an
    /// operation throws, they may hold a part of the results.
    /// </param>
    /// <inheritdoc cref="Invoke(ReadOnlySpan{Variable{T}})" path="/exception"/>
    public void Invoke(ReadOnlySpan<Variable<T>> inputs, ReadOnlySpan<Tensor<T>> outputs)
    {
        foreach (var input in inputs)
            ArgumentNullException.ThrowIfNull(input, nameof(inputs));
        var place = Find(inputs);
        var program = _programs[place].Program;
        RequireOutputs(program, outputs);
        if (AutoGradSettings.ThrowOnNonFinite)
        {
            var values = _programs[place].Graph.Apply(inputs);
            for (var i = 0; i < outputs.Length; i++)
                values[i].Values.CopyTo(outputs[i].Elements);
            return;
        }
        Enter();
        try
        {
            program.Run(inputs, outputs);
            program.CommitUpdates();
        }
        finally
        {
            Leave(program);
        }
    }

    private static void RequireOutputs(Program<T> program, ReadOnlySpan<Tensor<T>> outputs)
    {
        var fits = outputs.Length == program.Outputs.Count;
        for (var i = 0; fits && i < outputs.Length; i++)
        {
            ArgumentNullException.ThrowIfNull(outputs[i], nameof(outputs));
            fits = outputs[i].IsDense && outputs[i].FlattenedLength == program.Outputs[i].Shape.Size;
        }
        if (!fits)
        {
            Guard.ThrowShape(nameof(Invoke), $"needs dense outputs {string.Join(", ", program.Outputs.Select(output => output.Shape))}",
                string.Join(", ", outputs.ToArray().Select(output => $"[{string.Join(", ", output.Lengths.ToArray())}]")));
        }
    }

    private int Find(ReadOnlySpan<Variable<T>> inputs)
    {
        if (_last < _programs.Count && _programs[_last].Program.Accepts(inputs))
            return _last;
        for (var i = 0; i < _programs.Count; i++)
        {
            if (_programs[i].Program.Accepts(inputs))
                return _last = i;
        }
        if (_function is null)
            _programs[0].Graph.RequireInputs(nameof(Invoke), inputs);
        Add(Graph.Trace<T>(_function!, inputs.ToArray().Select(input => input.Shape).ToArray(), _names.Length == inputs.Length ? _names : []));
        return _last = _programs.Count - 1;
    }

    private void Add(Graph<T> graph)
    {
        var simple = graph.Simplify();
        _programs.Add((simple, MemoryBudget<T>.Build(simple, _memoryBudget)));
    }

    private void Enter()
    {
        if (Interlocked.Exchange(ref _isRunning, 1) != 0)
            throw new InvalidOperationException("Invoke: needs a compiled function that is not running, got one that is: it has one set of buffers. Compile another.");
    }

    private void Leave(Program<T> program)
    {
        program.Unbind();
        Volatile.Write(ref _isRunning, 0);
    }
}
