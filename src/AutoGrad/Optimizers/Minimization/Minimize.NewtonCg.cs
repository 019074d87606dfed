using System.Numerics;

namespace AutoGrad;

public static partial class Minimize
{
    /// <summary>
    /// Finds a local minimum by Newton's method, whose systems are solved by conjugate gradients from products with the Hessian, without the Hessian.
    /// It takes few steps, each as dear as some evaluations, and minds bad scaling less than <see cref="Lbfgs{T}(Func{Variable{T}, Variable{T}}, Variable{T}, MinimizationOptions?, Action{MinimizationProgress}?, CancellationToken)"/>.
    /// </summary>
    /// <param name="f">A function with an output of one element, differentiable twice.</param>
    /// <param name="x">Where to start.</param>
    /// <param name="options">When to end.</param>
    /// <param name="progress">Called after each step.</param>
    /// <param name="cancellationToken">Ends it before its next step; the result is the best point until then.</param>
    /// <remarks>The evaluations that are counted are those of the value and the gradient; products with the Hessian come on top.</remarks>
    /// <exception cref="ShapeException">The output has more or fewer elements than one.</exception>
    /// <exception cref="NonFiniteLossException">The value or the gradient at the start is not finite.</exception>
    /// <exception cref="NotDifferentiableException">The output depends on x only through an operation without derivative.</exception>
    public static MinimizationResult<T> NewtonCg<T>(Func<Variable<T>, Variable<T>> f, Variable<T> x, MinimizationOptions? options = null,
        Action<MinimizationProgress>? progress = null, CancellationToken cancellationToken = default) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(f);
        return NewtonCg<T>(v => f(v[0]), [x], options, progress, cancellationToken);
    }

    /// <summary>Finds a local minimum of a function of any number of variables by Newton's method with conjugate gradients.</summary>
    /// <inheritdoc cref="NewtonCg{T}(Func{Variable{T}, Variable{T}}, Variable{T}, MinimizationOptions?, Action{MinimizationProgress}?, CancellationToken)"/>
    public static MinimizationResult<T> NewtonCg<T>(Func<Variable<T>[], Variable<T>> f, ReadOnlySpan<Variable<T>> x, MinimizationOptions? options = null,
        Action<MinimizationProgress>? progress = null, CancellationToken cancellationToken = default) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(f);
        var (layout, start) = Start(x);
        var objective = new FunctionObjective<T>(f, layout);
        var descent = new Descent(nameof(NewtonCg), objective, start, options ?? new());
        descent.Run(new NewtonCgDirection(objective.MultiplyByHessian, objective.Precision), progress, cancellationToken);
        return ResultOf(layout, descent);
    }
}
