using System.Numerics;

namespace AutoGrad;

public static partial class Minimize
{
    /// <summary>
    /// Finds a local minimum by L-BFGS, a quasi-Newton method that learns the curvature from its last steps, with a line search by the strong Wolfe
    /// conditions. The method for smooth functions of few to very many variables that are evaluated as a whole, not by batches.
    /// </summary>
    /// <param name="f">A function with an output of one element.</param>
    /// <param name="x">Where to start.</param>
    /// <param name="options">When to end.</param>
    /// <param name="progress">Called after each step.</param>
    /// <param name="cancellationToken">Ends it before its next step; the result is the best point until then.</param>
    /// <remarks>D. Liu, J. Nocedal, "On the limited memory BFGS method for large scale optimization", Math. Programming 45, 1989.</remarks>
    /// <exception cref="ShapeException">The output has more or fewer elements than one.</exception>
    /// <exception cref="NonFiniteLossException">The value or the gradient at the start is not finite.</exception>
    /// <exception cref="NotDifferentiableException">The output depends on x only through an operation without derivative.</exception>
    public static MinimizationResult<T> Lbfgs<T>(Func<Variable<T>, Variable<T>> f, Variable<T> x, MinimizationOptions? options = null,
        Action<MinimizationProgress>? progress = null, CancellationToken cancellationToken = default) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(f);
        return Lbfgs<T>(v => f(v[0]), [x], options, progress, cancellationToken);
    }

    /// <summary>Finds a local minimum of a function of any number of variables by L-BFGS.</summary>
    /// <inheritdoc cref="Lbfgs{T}(Func{Variable{T}, Variable{T}}, Variable{T}, MinimizationOptions?, Action{MinimizationProgress}?, CancellationToken)"/>
    public static MinimizationResult<T> Lbfgs<T>(Func<Variable<T>[], Variable<T>> f, ReadOnlySpan<Variable<T>> x, MinimizationOptions? options = null,
        Action<MinimizationProgress>? progress = null, CancellationToken cancellationToken = default) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(f);
        options ??= new();
        var (layout, start) = Start(x);
        var descent = new Descent(nameof(Lbfgs), new FunctionObjective<T>(f, layout), start, options);
        descent.Run(new LbfgsDirection(options.Memory), progress, cancellationToken);
        return ResultOf(layout, descent);
    }

    /// <summary>
    /// Finds a local minimum of a loss of parameters, such as those of a module, by L-BFGS, and leaves the parameters there. On an exception they are
    /// where the last step left them.
    /// </summary>
    /// <param name="loss">Computes the loss, of one element, from the present values of the parameters: the same each time, so without dropout.</param>
    /// <param name="parameters">What is changed. A parameter that comes twice counts once, and one that is frozen stays as it is.</param>
    /// <param name="options">When to end.</param>
    /// <param name="progress">Called after each step.</param>
    /// <param name="cancellationToken">Ends it before its next step; the result is the best point until then.</param>
    /// <exception cref="ArgumentException">There are no parameters that are not frozen.</exception>
    /// <exception cref="NotOnTapeException">The loss depends on none of the parameters.</exception>
    /// <inheritdoc cref="Lbfgs{T}(Func{Variable{T}, Variable{T}}, Variable{T}, MinimizationOptions?, Action{MinimizationProgress}?, CancellationToken)"
    ///     path="/exception"/>
    public static MinimizationResult<T> Lbfgs<T>(Func<Variable<T>> loss, IEnumerable<Parameter<T>> parameters, MinimizationOptions? options = null,
        Action<MinimizationProgress>? progress = null, CancellationToken cancellationToken = default) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(parameters);
        var distinct = parameters.Where(parameter => !parameter.IsFrozen).Distinct().ToArray();
        if (distinct.Length == 0)
            throw new ArgumentException($"{nameof(Lbfgs)}: needs at least one parameter that is not frozen, got none.", nameof(parameters));
        options ??= new();
        var (layout, start) = Start<T>(Array.ConvertAll(distinct, parameter => parameter.Variable));
        var objective = new ParameterObjective<T>(nameof(Lbfgs), loss, distinct, layout);
        var descent = new Descent(nameof(Lbfgs), objective, start, options);
        try
        {
            descent.Run(new LbfgsDirection(options.Memory), progress, cancellationToken);
        }
        finally
        {
            objective.Assign(descent.Point);
        }
        return ResultOf(layout, descent);
    }
}
