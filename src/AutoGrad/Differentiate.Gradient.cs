using System.Numerics;
using AutoGrad.Recording;

namespace AutoGrad;

public static partial class Differentiate
{
    /// <summary>The gradient of a scalar function, ∂f/∂x [..x.Shape].</summary>
    /// <param name="f">A function with an output of one element.</param>
    /// <param name="x">The point.</param>
    /// <exception cref="ShapeException">The output has more or fewer elements than one.</exception>
    /// <exception cref="NotDifferentiableException">The output depends on x only through an operation without derivative.</exception>
    public static Variable<T> Gradient<T>(Func<Variable<T>, Variable<T>> f, Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> =>
        ValueAndGradient(f, x).Gradient;

    /// <summary>The gradients of a scalar function of two variables, (∂f/∂a, ∂f/∂b), each of the shape of its variable.</summary>
    /// <inheritdoc cref="Gradient{T}(Func{Variable{T}, Variable{T}}, Variable{T})" path="/exception"/>
    public static (Variable<T> A, Variable<T> B) Gradient<T>(Func<Variable<T>, Variable<T>, Variable<T>> f, Variable<T> a, Variable<T> b) where T : unmanaged, IFloatingPointIeee754<T> =>
        ValueAndGradient(f, a, b).Gradient;

    /// <summary>The gradients of a scalar function of three variables, each of the shape of its variable.</summary>
    /// <inheritdoc cref="Gradient{T}(Func{Variable{T}, Variable{T}}, Variable{T})" path="/exception"/>
    public static (Variable<T> A, Variable<T> B, Variable<T> C) Gradient<T>(
        Func<Variable<T>, Variable<T>, Variable<T>, Variable<T>> f, Variable<T> a, Variable<T> b, Variable<T> c) where T : unmanaged, IFloatingPointIeee754<T> =>
        ValueAndGradient(f, a, b, c).Gradient;

    /// <summary>The gradients of a scalar function of any number of variables, each of the shape of its variable.</summary>
    /// <inheritdoc cref="Gradient{T}(Func{Variable{T}, Variable{T}}, Variable{T})" path="/exception"/>
    public static Variable<T>[] Gradient<T>(Func<Variable<T>[], Variable<T>> f, ReadOnlySpan<Variable<T>> x) where T : unmanaged, IFloatingPointIeee754<T> =>
        ValueAndGradient(f, x).Gradient;

    /// <summary>The value of a scalar function and its gradient, from one evaluation.</summary>
    /// <param name="f">A function with an output of one element.</param>
    /// <param name="x">The point.</param>
    /// <exception cref="ShapeException">The output has more or fewer elements than one.</exception>
    /// <exception cref="NotDifferentiableException">The output depends on x only through an operation without derivative.</exception>
    public static (Variable<T> Value, Variable<T> Gradient) ValueAndGradient<T>(Func<Variable<T>, Variable<T>> f, Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (value, gradient) = ValueAndGradient(OfArray(f), [x]);
        return (value, gradient[0]);
    }

    /// <summary>The value of a scalar function of two variables and its gradients, from one evaluation.</summary>
    /// <inheritdoc cref="Gradient{T}(Func{Variable{T}, Variable{T}}, Variable{T})" path="/exception"/>
    public static (Variable<T> Value, (Variable<T> A, Variable<T> B) Gradient) ValueAndGradient<T>(
        Func<Variable<T>, Variable<T>, Variable<T>> f, Variable<T> a, Variable<T> b) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (value, gradient) = ValueAndGradient(OfArray(f), [a, b]);
        return (value, (gradient[0], gradient[1]));
    }

    /// <summary>The value of a scalar function of three variables and its gradients, from one evaluation.</summary>
    /// <inheritdoc cref="Gradient{T}(Func{Variable{T}, Variable{T}}, Variable{T})" path="/exception"/>
    public static (Variable<T> Value, (Variable<T> A, Variable<T> B, Variable<T> C) Gradient) ValueAndGradient<T>(
        Func<Variable<T>, Variable<T>, Variable<T>, Variable<T>> f, Variable<T> a, Variable<T> b, Variable<T> c) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (value, gradient) = ValueAndGradient(OfArray(f), [a, b, c]);
        return (value, (gradient[0], gradient[1], gradient[2]));
    }

    /// <summary>The value of a scalar function of any number of variables and its gradients, from one evaluation.</summary>
    /// <inheritdoc cref="Gradient{T}(Func{Variable{T}, Variable{T}}, Variable{T})" path="/exception"/>
    public static (Variable<T> Value, Variable<T>[] Gradient) ValueAndGradient<T>(Func<Variable<T>[], Variable<T>> f, ReadOnlySpan<Variable<T>> x)
        where T : unmanaged, IFloatingPointIeee754<T> => ValueAndGradient(nameof(Gradient), f, x);

    private static (Variable<T> Value, Variable<T>[] Gradient) ValueAndGradient<T>(
        string operation, Func<Variable<T>[], Variable<T>> f, ReadOnlySpan<Variable<T>> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var evaluation = new Evaluation<T>(operation, f, x);
        Checks.ScalarOutput(operation, evaluation.Output);
        var value = evaluation.KeptOutput;
        return (value, evaluation.Reverse(Variable.Ones<T>(value.Shape), last: true));
    }
}
