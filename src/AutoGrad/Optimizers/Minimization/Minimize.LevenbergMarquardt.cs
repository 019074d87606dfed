using System.Numerics;

namespace AutoGrad;

public static partial class Minimize
{
    /// <summary>
    /// Finds a local minimum of half the sum of squares, ½ Σ rᵢ(x)², by the method of Levenberg and Marquardt: steps that are Gauss's near the minimum,
    /// and far from it as short as is needed to go down. The method for fits of curves of few parameters, from poor starts as well.
    /// </summary>
    /// <param name="residuals">The residuals r of any shape, such as the curve less the data.</param>
    /// <param name="x">Where to start.</param>
    /// <param name="options">When to end.</param>
    /// <param name="progress">Called after each step.</param>
    /// <param name="cancellationToken">Ends it before its next step; the result is the best point until then.</param>
    /// <remarks>
    /// D. Marquardt, "An algorithm for least-squares estimation of nonlinear parameters", SIAM J. 11, 1963, with the scaling of J. Moré, "The
    /// Levenberg-Marquardt algorithm: implementation and theory", 1978, and the damping of H. Nielsen, "Damping parameter in Marquardt's method", 1999.
    /// Residuals that are not finite, where a step leaves the domain, make the step shorter.
    /// </remarks>
    /// <exception cref="NonFiniteLossException">A residual or a derivative at the start is not finite.</exception>
    /// <exception cref="NotDifferentiableException">The residuals depend on x only through an operation without derivative.</exception>
    public static MinimizationResult<T> LevenbergMarquardt<T>(Func<Variable<T>, Variable<T>> residuals, Variable<T> x, MinimizationOptions? options = null,
        Action<MinimizationProgress>? progress = null, CancellationToken cancellationToken = default) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(residuals);
        return LevenbergMarquardt<T>(v => residuals(v[0]), [x], options, progress, cancellationToken);
    }

    /// <summary>Finds a local minimum of half the sum of squares of residuals of any number of variables.</summary>
    /// <inheritdoc cref="LevenbergMarquardt{T}(Func{Variable{T}, Variable{T}}, Variable{T}, MinimizationOptions?, Action{MinimizationProgress}?, CancellationToken)"/>
    public static MinimizationResult<T> LevenbergMarquardt<T>(Func<Variable<T>[], Variable<T>> residuals, ReadOnlySpan<Variable<T>> x,
        MinimizationOptions? options = null, Action<MinimizationProgress>? progress = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(residuals);
        var (layout, start) = Start(x);
        var descent = new DampedLeastSquares<T>(residuals, layout, start, options ?? new());
        descent.Run(progress, cancellationToken);
        return new(layout.Split(descent.Point), descent.Value, descent.GradientNorm, descent.Iterations, descent.Evaluations, descent.Reason);
    }
}
