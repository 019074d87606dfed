using System.Numerics;
using AutoGrad.Recording;

namespace AutoGrad;

public static partial class Differentiate
{
    /// <summary>The Jacobian of a function, ∂y/∂x [..y.Shape, ..x.Shape], by a sweep for each element of y or of x, whichever has fewer.</summary>
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
    public static Variable<T>[] Jacobian<T>(Func<Variable<T>[], Variable<T>> f, ReadOnlySpan<Variable<T>> x)
        where T : unmanaged, IFloatingPointIeee754<T> => Jacobians(nameof(Jacobian), f, x);

    /// <summary>The Hessian of a scalar function, ∂²f/∂x∂x [..x.Shape, ..x.Shape].</summary>
    /// <param name="f">A function with an output of one element.</param>
    /// <param name="x">The point.</param>
    /// <exception cref="ShapeException">The output has more or fewer elements than one.</exception>
    /// <exception cref="NotDifferentiableException">The output depends on x only through an operation without derivative.</exception>
    public static Variable<T> Hessian<T>(Func<Variable<T>, Variable<T>> f, Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> =>
        Hessian(OfArray(f), [x])[0][0];

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
    public static Variable<T>[][] Hessian<T>(Func<Variable<T>[], Variable<T>> f, ReadOnlySpan<Variable<T>> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // One Jacobian of all gradients, written one after the other: the function is evaluated once.
        var jacobians = Jacobians(
            nameof(Hessian),
            z => Op.Concatenate<T>(Array.ConvertAll(ValueAndGradient(nameof(Hessian), f, z).Gradient, gradient => Op.Reshape(gradient, -1))),
            x);
        var blocks = new Variable<T>[x.Length][];
        var start = 0;
        for (var i = 0; i < blocks.Length; i++)
        {
            var rows = start..(start + x[i].Shape.Size);
            var shape = x[i].Shape;
            blocks[i] = Array.ConvertAll(
                jacobians, jacobian => Op.Reshape(jacobian[rows], Shape.Create([.. shape.Lengths, .. jacobian.Shape.Lengths[1..]])));
            start = rows.End.Value;
        }
        return blocks;
    }

    private static Variable<T>[] Jacobians<T>(string operation, Func<Variable<T>[], Variable<T>> f, ReadOnlySpan<Variable<T>> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var evaluation = new Evaluation<T>(operation, f, x);
        var inputs = 0L;
        foreach (var variable in x)
            inputs += variable.Shape.Size;
        return inputs < evaluation.Output.Shape.Size ? ByColumns(evaluation, x) : ByRows(evaluation, x);
    }

    private static Variable<T>[] ByRows<T>(Evaluation<T> evaluation, ReadOnlySpan<Variable<T>> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var shape = evaluation.Output.Shape;
        var rows = new Variable<T>[shape.Size][];
        for (var element = 0; element < rows.Length; element++)
            rows[element] = evaluation.Reverse(Unit<T>(element, shape), last: element == rows.Length - 1);
        var jacobians = new Variable<T>[x.Length];
        for (var i = 0; i < jacobians.Length; i++)
        {
            var whole = Shape.Create([.. shape.Lengths, .. x[i].Shape.Lengths]);
            var input = i;
            jacobians[i] = whole.Size == 0
                ? Variable.Zeros<T>(whole)
                : evaluation.Keep(Op.Reshape(Op.Stack<T>(Array.ConvertAll(rows, row => row[input])), whole));
        }
        return jacobians;
    }

    private static Variable<T>[] ByColumns<T>(Evaluation<T> evaluation, ReadOnlySpan<Variable<T>> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var shape = evaluation.Output.Shape;
        var xDot = new Variable<T>[x.Length];
        for (var i = 0; i < xDot.Length; i++)
            xDot[i] = Variable.Zeros<T>(x[i].Shape);
        var jacobians = new Variable<T>[x.Length];
        for (var i = 0; i < jacobians.Length; i++)
        {
            var (columns, zeros) = (new Variable<T>[x[i].Shape.Size], xDot[i]);
            for (var element = 0; element < columns.Length; element++)
            {
                xDot[i] = Unit<T>(element, x[i].Shape);
                columns[element] = evaluation.Forward(xDot);
            }
            xDot[i] = zeros;
            var whole = Shape.Create([.. shape.Lengths, .. x[i].Shape.Lengths]);
            jacobians[i] = whole.Size == 0
                ? Variable.Zeros<T>(whole)
                : evaluation.Keep(Op.Reshape(Op.Stack<T>(columns, shape.Rank), whole));
        }
        return jacobians;
    }

    private static Variable<T> Unit<T>(int element, Shape shape) where T : unmanaged, IFloatingPointIeee754<T> => Op.Reshape(Op.OneHot<T>(element, shape.Size), shape);
}
