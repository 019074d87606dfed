using System.Numerics;
using System.Numerics.Tensors;
using AutoGrad.Memory;
using AutoGrad.Recording;

namespace AutoGrad;

/// <summary>
/// A named tensor that lives between runs: a parameter, a running statistic, an optimizer's moment, a learning rate.
/// <see cref="Assign"/> is the only way in which it changes.
/// </summary>
public class State<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private Variable<T> _variable;

    /// <summary>Makes a state from its first value, which is copied.</summary>
    /// <param name="initial">The first value, of the shape that the state keeps for good.</param>
    /// <param name="name">The name that messages and files use.</param>
    public State(Variable<T> initial, string name)
    {
        ArgumentNullException.ThrowIfNull(initial);
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
        var storage = Storage<T>.Rent(initial.Shape.Size, this);
        initial.Values.CopyTo(storage.Span(initial.Shape.Size));
        _variable = new(initial.Shape, storage, this);
    }

    /// <summary>The name that messages and files use.</summary>
    public string Name { get; internal set; }

    /// <summary>The lengths of the axes.</summary>
    public Shape Shape => _variable.Shape;

    /// <summary>The present value, as a variable of the program. Read under a tape, it is good until the tape is disposed.</summary>
    public Variable<T> Variable
    {
        get
        {
            if (Recorder<T>.Current?.Tracing is { } tracer)
                return tracer.Read(this);
            var variable = _variable;
            if (Recorder<T>.Current is { } recorder)
                recorder.Hold(variable.Storage);
            else
                variable.Storage.Escape();
            return variable;
        }
    }

    /// <summary>The present value, [..Shape], the caller's to keep: no later assignment overwrites it.</summary>
    public Tensor<T> Value => _variable.Value;

    /// <summary>Sets the value: at once, or, in a function that is being traced, at the end of each run of the program.</summary>
    /// <param name="value">The new value, of the shape of the state.</param>
    /// <exception cref="ShapeException">The shape is another.</exception>
    public void Assign(Variable<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (!value.Shape.Equals(Shape))
            Guard.ThrowShape($"Assign to {Name}", $"needs a value {Shape}", $"{value.Shape}");
        if (Recorder<T>.Current?.Tracing is { } tracer)
        {
            tracer.Assign(this, value);
            return;
        }
        _ = value.Values;
        if (Recorder<T>.Current is not Scratch<T> scratch || !scratch.TryPass(value.Storage, this))
            value.Storage.Escape();
        var old = _variable;
        _variable = new(Shape, value.Storage, this);
        old.Storage.Retire(this);
    }

    /// <summary>The array of the present value, to be written: a copy of it, if anybody else holds or may have it.</summary>
    internal Storage<T> Writable()
    {
        var storage = _variable.Storage;
        if (storage.Owner == this && storage.Holds == 0)
            return storage;
        var copy = Storage<T>.Rent(Shape.Size, this);
        _variable.Values.CopyTo(copy.Span(Shape.Size));
        _variable = new(Shape, copy, this);
        storage.Retire(this);
        return copy;
    }

    /// <summary>The present value, to be read at once.</summary>
    internal Storage<T> Present => _variable.Storage;

    /// <summary>Whether the variable is the present value, that is, nothing was assigned since it was read.</summary>
    internal bool IsCurrent(Variable<T> variable) =>
        variable.IsTraced ? Recorder<T>.Current?.Tracing?.IsPresent(this, variable) == true : ReferenceEquals(variable, _variable);

    /// <summary>The present value, as a variable of the program.</summary>
    public static implicit operator Variable<T>(State<T> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Variable;
    }

    /// <inheritdoc cref="Op.Add{T}"/>
    public static Variable<T> operator +(State<T> a, State<T> b) => Op.Add(a.Variable, b.Variable);

    /// <inheritdoc cref="Op.Add{T}"/>
    public static Variable<T> operator +(Variable<T> a, State<T> b) => Op.Add(a, b.Variable);

    /// <inheritdoc cref="Op.Add{T}"/>
    public static Variable<T> operator +(State<T> a, Variable<T> b) => Op.Add(a.Variable, b);

    /// <inheritdoc cref="Op.Subtract{T}"/>
    public static Variable<T> operator -(State<T> a, State<T> b) => Op.Subtract(a.Variable, b.Variable);

    /// <inheritdoc cref="Op.Subtract{T}"/>
    public static Variable<T> operator -(Variable<T> a, State<T> b) => Op.Subtract(a, b.Variable);

    /// <inheritdoc cref="Op.Subtract{T}"/>
    public static Variable<T> operator -(State<T> a, Variable<T> b) => Op.Subtract(a.Variable, b);

    /// <inheritdoc cref="Op.Multiply{T}"/>
    public static Variable<T> operator *(State<T> a, State<T> b) => Op.Multiply(a.Variable, b.Variable);

    /// <inheritdoc cref="Op.Multiply{T}"/>
    public static Variable<T> operator *(Variable<T> a, State<T> b) => Op.Multiply(a, b.Variable);

    /// <inheritdoc cref="Op.Multiply{T}"/>
    public static Variable<T> operator *(State<T> a, Variable<T> b) => Op.Multiply(a.Variable, b);

    /// <inheritdoc cref="Op.Divide{T}"/>
    public static Variable<T> operator /(State<T> a, State<T> b) => Op.Divide(a.Variable, b.Variable);

    /// <inheritdoc cref="Op.Divide{T}"/>
    public static Variable<T> operator /(Variable<T> a, State<T> b) => Op.Divide(a, b.Variable);

    /// <inheritdoc cref="Op.Divide{T}"/>
    public static Variable<T> operator /(State<T> a, Variable<T> b) => Op.Divide(a.Variable, b);

    /// <inheritdoc cref="Op.Negate{T}"/>
    public static Variable<T> operator -(State<T> x) => Op.Negate(x.Variable);
}
