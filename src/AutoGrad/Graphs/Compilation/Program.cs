using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using AutoGrad.Kernels;
using AutoGrad.Memory;

namespace AutoGrad.Graphs.Compilation;

/// <summary>A graph, ready to run: steps over one planned array, and where inputs, states and outputs lie.</summary>
internal sealed class Program<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Alignment = 64;

    private readonly Step[] _steps;
    private readonly Variable<T>[] _inputs;
    private readonly Variable<T>[] _outputs;
    private readonly BoundState<T>[] _states;
    private readonly Commit<T>[] _commits;
    private readonly (Storage<T> Storage, long Start)[] _planned;
    private readonly long _length;
    private readonly DirectOutput<T>[] _direct;
    private readonly bool[] _isWritten;
    private T[]? _array;

    public Program(Step[] steps, Variable<T>[] inputs, Variable<T>[] outputs, BoundState<T>[] states, Commit<T>[] commits,
        (Storage<T> Storage, long Start)[] planned, long length, DirectOutput<T>[] direct)
    {
        (_direct, _isWritten) = (direct, new bool[outputs.Length]);
        (_steps, _inputs, _outputs, _states, _commits, _planned, _length) = (steps, inputs, outputs, states, commits, planned, length);
    }

    /// <summary>The outputs of the last run, until the next.</summary>
    public IReadOnlyList<Variable<T>> Outputs => _outputs;

    /// <summary>The size of the array that all intermediate values lie in.</summary>
    public long PlannedBytes => _length * Unsafe.SizeOf<T>();

    public bool Accepts(ReadOnlySpan<Variable<T>> inputs)
    {
        if (inputs.Length != _inputs.Length)
            return false;
        for (var i = 0; i < inputs.Length; i++)
        {
            if (!inputs[i].Shape.Equals(_inputs[i].Shape))
                return false;
        }
        return true;
    }

    /// <summary>Runs the steps. The outputs lie in <see cref="Outputs"/>, the states are updated once <see cref="CommitUpdates"/> was called.</summary>
    public void Run(ReadOnlySpan<Variable<T>> inputs)
    {
        Bind(inputs);
        foreach (var step in _steps)
            step.Run();
    }

    /// <summary>Runs the steps, with the outputs where the caller wants them and not in <see cref="Outputs"/>.</summary>
    public void Run(ReadOnlySpan<Variable<T>> inputs, ReadOnlySpan<Tensor<T>> outputs)
    {
        Bind(inputs);
        foreach (var direct in _direct)
            _isWritten[direct.Output] = IsApart(outputs, direct.Output) && direct.Step.TryLend(direct.Value, outputs[direct.Output]);
        try
        {
            foreach (var step in _steps)
                step.Run();
        }
        finally
        {
            foreach (var direct in _direct)
                direct.Step.GiveBack();
        }
        for (var i = 0; i < outputs.Length; i++)
        {
            if (!_isWritten[i])
                Passes.Copy(_outputs[i].Values, outputs[i].Elements);
        }
    }

    /// <summary>Sets the states whose new values were not computed in their place, and lets go of the inputs.</summary>
    public void CommitUpdates()
    {
        foreach (ref readonly var commit in _commits.AsSpan())
            Passes.Copy(commit.Value.Values, commit.State.Writable().Span(commit.Value.Shape.Size));
    }

    /// <summary>Lets go of the arrays of others.</summary>
    public void Unbind()
    {
        foreach (var input in _inputs)
            input.Storage.Point(null, 0);
        foreach (ref readonly var state in _states.AsSpan())
            state.Storage.Point(null, 0);
    }

    private void Bind(ReadOnlySpan<Variable<T>> inputs)
    {
        if (_array is null)
            Allocate();
        for (var i = 0; i < inputs.Length; i++)
        {
            _ = inputs[i].Values;
            _inputs[i].Storage.Point(inputs[i].Storage.Array, inputs[i].Storage.Offset);
        }
        foreach (ref readonly var state in _states.AsSpan())
        {
            var storage = state.IsWritten ? state.State.Writable() : state.State.Present;
            state.Storage.Point(storage.Array, storage.Offset);
        }
    }

    // Of outputs in the same memory, the last one stays.
    private static bool IsApart(ReadOnlySpan<Tensor<T>> outputs, int output)
    {
        var elements = outputs[output].Elements;
        for (var i = 0; i < outputs.Length; i++)
        {
            if (i != output && elements.Overlaps(outputs[i].Elements))
                return false;
        }
        return true;
    }

    private void Allocate()
    {
        var slack = Alignment / Unsafe.SizeOf<T>();
        _array = GC.AllocateUninitializedArray<T>(checked((int)(_length + slack)), pinned: true);
        // The array is pinned, so that the place of its first aligned element stays.
        var past = (int)(Marshal(_array) % Alignment);
        var first = past == 0 ? 0 : (Alignment - past) / Unsafe.SizeOf<T>();
        foreach (var (storage, start) in _planned)
            storage.Point(_array, first + (int)start);
    }

    private static nint Marshal(T[] array) => System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(array, 0);
}

/// <summary>A state that a program reads, or writes in its place.</summary>
internal readonly record struct BoundState<T>(State<T> State, Storage<T> Storage, bool IsWritten) where T : unmanaged, IFloatingPointIeee754<T>;

/// <summary>A new value of a state that lies elsewhere when the steps have run.</summary>
internal readonly record struct Commit<T>(State<T> State, Variable<T> Value) where T : unmanaged, IFloatingPointIeee754<T>;
