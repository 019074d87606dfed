using System.Numerics;
using System.Numerics.Tensors;
using AutoGrad.Graphs;
using AutoGrad.Memory;

namespace AutoGrad;

/// <summary>
/// A handle on one value in a program: its shape, and the value that it was evaluated to. Immutable: operations make new variables.
/// The operators + - * / and the comparisons broadcast as NumPy does; a number, an array or a tensor converts to a constant.
/// </summary>
/// <typeparam name="T">The element type, float or double. Masks (0 and 1) and indices (whole numbers) are values of it as well.</typeparam>
public sealed class Variable<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    internal Variable(Shape shape, Storage<T> storage, object? origin = null, int index = -1)
    {
        Shape = shape;
        Storage = storage;
        Origin = origin;
        Index = index;
    }

    /// <summary>The lengths of the axes.</summary>
    public Shape Shape { get; }

    /// <summary>
    /// The value, [..Shape]; a scalar comes as a tensor of shape [1], since <see cref="Tensor{T}"/> has no rank 0. It is the caller's to keep:
    /// no later operation overwrites it. It is not a copy, so writing into it changes the value of this variable behind the record's back.
    /// </summary>
    /// <exception cref="ReleasedValueException">The tape was disposed, or the state assigned, before the value was read.</exception>
    public Tensor<T> Value
    {
        get
        {
            var (array, start) = Storage.IsBorrowed ? (ToArray(), 0) : (Array, Storage.Offset);
            Storage.Escape();
            if (Shape.Rank == 0)
                return Tensor.Create(array, start, [1], []);
            Span<nint> lengths = stackalloc nint[Shape.Rank];
            for (var axis = 0; axis < lengths.Length; axis++)
                lengths[axis] = Shape[axis];
            return Tensor.Create(array, start, lengths, []);
        }
    }

    /// <summary>The one element of a variable of size 1.</summary>
    /// <exception cref="ShapeException">The variable has another number of elements.</exception>
    /// <exception cref="ReleasedValueException">The tape was disposed, or the state assigned, before the value was read.</exception>
    public T Scalar
    {
        get
        {
            if (Shape.Size != 1)
                Guard.ThrowShape("Scalar", "needs a variable of one element", $"{Shape}");
            return Values[0];
        }
    }

    /// <summary>The elements in row-major order, copied.</summary>
    /// <exception cref="ReleasedValueException">The tape was disposed, or the state assigned, before the value was read.</exception>
    public T[] ToArray() => Values.ToArray();

    /// <summary>The same value as a constant, which no tape has seen and which stays when its tape is disposed.</summary>
    /// <exception cref="ReleasedValueException">The value has been given back already.</exception>
    public Variable<T> Detach()
    {
        if (IsTraced)
            return Op.StopGradient(this);
        if (Storage.IsBorrowed)
            return Variable.Create(Values, Shape);
        _ = Array;
        Storage.Escape();
        return new(Shape, Storage);
    }

    /// <summary>Gives the variable a name in the formulas of the program that is being traced, if one is. The variable itself.</summary>
    /// <param name="name">The name, such as <c>h</c>.</param>
    public Variable<T> Named(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (Recorder<T>.Current?.Tracing is { } tracer)
            tracer.Names[this] = name;
        return this;
    }

    /// <summary>The shape and the elements, long ones shortened, as NumPy prints them.</summary>
    public override string ToString() => Storage.Array is null ? $"{Shape} ({(IsTraced ? "traced" : "given back")})" : ValueFormatter.Format(Values, Shape);

    /// <summary>
    /// A part of each axis, from the first: <c>x[1..3, ..^1]</c> keeps both axes, <c>x[1, .., ^1]</c> drops the first and the third, and
    /// <c>x[(.., -1)]</c> goes backwards. Axes without a part are taken whole.
    /// </summary>
    /// <exception cref="ShapeException">There are more parts than axes, or a part leaves its axis.</exception>
    public Variable<T> this[params ReadOnlySpan<AxisPart> parts] => Op.Part(this, parts);

    internal Storage<T> Storage { get; }

    /// <summary>Whether it stands for a value in a program that is being traced.</summary>
    internal bool IsTraced => Storage is { Array: null, Owner: Tracer<T> };

    /// <summary>The record that the variable was computed on, the state whose value it is, or null.</summary>
    internal object? Origin { get; }

    /// <summary>The number of its node in the record, or -1.</summary>
    internal int Index { get; }

    internal ReadOnlySpan<T> Values => Array.AsSpan(Storage.Offset, Shape.Size);

    private T[] Array
    {
        get
        {
            var array = Storage.Array;
            if (IsTraced)
                Guard.ThrowTraced(Shape);
            if (array is null)
                Guard.ThrowReleased(Shape);
            return array;
        }
    }

    /// <summary>A number as a scalar constant, rounded to <typeparamref name="T"/>.</summary>
    public static implicit operator Variable<T>(double value) => Variable.Scalar(T.CreateTruncating(value));

    /// <summary>An array as a constant vector [n], copied.</summary>
    public static implicit operator Variable<T>(T[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return Variable.Create(values, [values.Length]);
    }

    /// <summary>A rectangular array as a constant matrix [rows, columns], copied.</summary>
    public static implicit operator Variable<T>(T[,] values) => Variable.Matrix(values);

    /// <summary>A tensor as a constant of the same shape, copied.</summary>
    public static implicit operator Variable<T>(Tensor<T> values) => Variable.FromTensor(values);

    /// <inheritdoc cref="Op.Add{T}"/>
    public static Variable<T> operator +(Variable<T> a, Variable<T> b) => Op.Add(a, b);

    /// <inheritdoc cref="Op.Subtract{T}"/>
    public static Variable<T> operator -(Variable<T> a, Variable<T> b) => Op.Subtract(a, b);

    /// <inheritdoc cref="Op.Multiply{T}"/>
    public static Variable<T> operator *(Variable<T> a, Variable<T> b) => Op.Multiply(a, b);

    /// <inheritdoc cref="Op.Divide{T}"/>
    public static Variable<T> operator /(Variable<T> a, Variable<T> b) => Op.Divide(a, b);

    /// <inheritdoc cref="Op.Negate{T}"/>
    public static Variable<T> operator -(Variable<T> x) => Op.Negate(x);

    /// <inheritdoc cref="Op.Greater{T}"/>
    public static Variable<T> operator >(Variable<T> a, Variable<T> b) => Op.Greater(a, b);

    /// <inheritdoc cref="Op.GreaterOrEqual{T}"/>
    public static Variable<T> operator >=(Variable<T> a, Variable<T> b) => Op.GreaterOrEqual(a, b);

    /// <inheritdoc cref="Op.Less{T}"/>
    public static Variable<T> operator <(Variable<T> a, Variable<T> b) => Op.Less(a, b);

    /// <inheritdoc cref="Op.LessOrEqual{T}"/>
    public static Variable<T> operator <=(Variable<T> a, Variable<T> b) => Op.LessOrEqual(a, b);
}
