using System.Numerics;
using System.Numerics.Tensors;
using AutoGrad.Kernels;
using AutoGrad.Memory;

namespace AutoGrad;

/// <summary>Makes constants: variables that no tape has computed. What is given is copied.</summary>
public static class Variable
{
    /// <summary>A scalar, [].</summary>
    public static Variable<T> Scalar<T>(T value) where T : unmanaged, IFloatingPointIeee754<T> => Full([], value);

    /// <summary>A vector, [n].</summary>
    public static Variable<T> Vector<T>(params ReadOnlySpan<T> values) where T : unmanaged, IFloatingPointIeee754<T> =>
        Create(values, [values.Length]);

    /// <summary>A matrix, [rows, columns].</summary>
    public static Variable<T> Matrix<T>(T[,] values) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(values);
        var variable = Uninitialized<T>([values.GetLength(0), values.GetLength(1)], out var elements);
        var i = 0;
        foreach (var value in values)
            elements[i++] = value;
        return variable;
    }

    /// <summary>The elements in row-major order, in a shape.</summary>
    /// <exception cref="ShapeException">The number of values is not the shape's size.</exception>
    public static Variable<T> Create<T>(ReadOnlySpan<T> values, Shape shape) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (values.Length != shape.Size)
            Guard.ThrowShape("Variable.Create", "needs as many values as the shape has elements", $"{values.Length} values and shape {shape}");
        var variable = Uninitialized<T>(shape, out var elements);
        Passes.Copy(values, elements);
        return variable;
    }

    /// <summary>A tensor of any strides, with its shape.</summary>
    public static Variable<T> FromTensor<T>(Tensor<T> tensor) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(tensor);
        Span<int> lengths = stackalloc int[tensor.Rank];
        for (var axis = 0; axis < lengths.Length; axis++)
            lengths[axis] = checked((int)tensor.Lengths[axis]);
        var variable = Uninitialized<T>(Shape.Create(lengths), out var elements);
        tensor.FlattenTo(elements);
        return variable;
    }

    /// <summary>A shape filled with one value.</summary>
    public static Variable<T> Full<T>(Shape shape, T value) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(shape);
        var variable = Uninitialized<T>(shape, out var elements);
        Passes.Fill(elements, value);
        return variable;
    }

    /// <summary>A shape filled with zeros.</summary>
    public static Variable<T> Zeros<T>(Shape shape) where T : unmanaged, IFloatingPointIeee754<T> => Full(shape, T.Zero);

    /// <summary>A shape filled with ones.</summary>
    public static Variable<T> Ones<T>(Shape shape) where T : unmanaged, IFloatingPointIeee754<T> => Full(shape, T.One);

    /// <summary>
    /// A constant whose elements the caller must write, all of them, before anybody reads it. One that is made in a function that is being traced
    /// knows so, and is told from one that the function uses from outside.
    /// </summary>
    internal static Variable<T> Uninitialized<T>(Shape shape, out Span<T> elements) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var storage = Storage<T>.Allocate(shape.Size);
        elements = storage.Span(shape.Size);
        return new(shape, storage, Recorder<T>.Current?.Tracing);
    }
}
