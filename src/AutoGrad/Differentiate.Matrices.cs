using System.Numerics;
using AutoGrad.Recording;

namespace AutoGrad;

public static partial class Differentiate
{
    /// <summary>The Jacobian of a function, ∂y/∂x [..y.Shape, ..x.Shape], by one reverse sweep for each element of y.</summary>
    /// <param name="f">The function.</param>
    /// <param name="x">The point.</param>
    /// <exception cref="NotDifferentiableException">The output depends on x only through an operation without derivative.</exception>
    public static Variable<T> Jacobian<T>(Func<Variable<T>, Variable<T>> f, Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Jacobian(OfArray(f), [x])[0];

    /// <summary>The Jacobians of a function of two variables, (∂y/∂a [..y.Shape, ..a.Shape], ∂y/∂b [..y.Shape, ..b.Shape]).</summary>
    /// <inheritdoc cref="Jacobian{T}(Func{Variable{T}, Variable{T}}, Variable{T})" path="/exception"/>
    public static (Variable<T> A, Variable<T> B) Jacobian<T>(Func<Variable<T>, Variable<T>, Variable<T>> f, Variable<T> a, Variable<T> b) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var jacobian = Jacobian(OfArray(f), [a, b]);
        return (jacobian[0], jacobian[1]);
    }

    /// <summary>The Jacobians of a function of any number of variables, each [..y.Shape, ..shape of the variable].</summary>
    /// <inheritdoc cref="Jacobian{T}(Func{Variable{T}, Variable{T}}, Variable{T})" path="/exception"/>
    public static Variable<T>[] Jacobian<T>(Func<Variable<T>[], Variable<T>> f, ReadOnlySpan<Variable<T>> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var evaluation = new Evaluation<T>(nameof(Jacobian), f, x);
        var shape = evaluation.Output.Shape;
        var rows = new Variable<T>[x.Length][];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = new Variable<T>[shape.Size];
        for (var element = 0; element < shape.Size; element++)
        {
            var yBar = Op.Reshape(Op.OneHot<T>(element, shape.Size), shape);
            var cotangents = evaluation.Reverse(yBar, last: element == shape.Size - 1);
            for (var i = 0; i < rows.Length; i++)
                rows[i][element] = cotangents[i];
        }
        var jacobians = new Variable<T>[x.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            var whole = Shape.Create([.. shape.Lengths, .. x[i].Shape.Lengths]);
            jacobians[i] = shape.Size == 0 ? Variable.Zeros<T>(whole) : Op.Reshape(Op.Stack<T>(rows[i]), whole);
            jacobians[i] = evaluation.Keep(jacobians[i]);
        }
        return jacobians;
    }

    /// <summary>The Hessian of a scalar function, ∂²f/∂x∂x [..x.Shape, ..x.Shape].</summary>
    /// <param name="f">A function with an output of one element.</param>
    /// <param name="x">The point.</param>
    /// <exception cref="ShapeException">The output has more or fewer elements than one.</exception>
    /// <exception cref="NotDifferentiableException">The output depends on x only through an operation without derivative.</exception>
    public static Variable<T> Hessian<T>(Func<Variable<T>, Variable<T>> f, Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Jacobian(z => Gradient(f, z), x);

    /// <summary>The four blocks of the Hessian of a scalar function of two variables, each [..shape of the row's, ..shape of the column's variable].</summary>
    /// <inheritdoc cref="Hessian{T}(Func{Variable{T}, Variable{T}}, Variable{T})" path="/exception"/>
    public static ((Variable<T> AA, Variable<T> AB) A, (Variable<T> BA, Variable<T> BB) B) Hessian<T>(
        Func<Variable<T>, Variable<T>, Variable<T>> f, Variable<T> a, Variable<T> b) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var blocks = Hessian(OfArray(f), [a, b]);
        return ((blocks[0][0], blocks[0][1]), (blocks[1][0], blocks[1][1]));
    }

    /// <summary>The blocks of the Hessian of a scalar function, block [i][j] = ∂²f/∂xᵢ∂xⱼ [..xᵢ.Shape, ..xⱼ.Shape].</summary>
    /// <inheritdoc cref="Hessian{T}(Func{Variable{T}, Variable{T}}, Variable{T})" path="/exception"/>
    public static Variable<T>[][] Hessian<T>(Func<Variable<T>[], Variable<T>> f, ReadOnlySpan<Variable<T>> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var blocks = new Variable<T>[x.Length][];
        for (var i = 0; i < blocks.Length; i++)
        {
            var row = i;
            blocks[i] = Jacobian(z => Gradient(f, z)[row], x);
        }
        return blocks;
    }
}
