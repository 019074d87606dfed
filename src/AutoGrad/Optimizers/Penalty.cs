using System.Numerics;

namespace AutoGrad;

/// <summary>What is added to a loss so that parameters stay small, or become 0: <c>loss + Penalty.L2(model.Parameters, 1e-4)</c>.</summary>
public static class Penalty
{
    /// <summary>λ Σ |p| over all elements, [], which brings elements to 0. Its chosen subgradient at 0 is 0.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="strength">λ, finite and at least 0.</param>
    /// <exception cref="ArgumentException">There are no parameters.</exception>
    /// <exception cref="ArgumentOutOfRangeException">λ is negative or not finite.</exception>
    public static Variable<T> L1<T>(IEnumerable<Parameter<T>> parameters, double strength) where T : unmanaged, IFloatingPointIeee754<T>
    {
        RequireStrength(nameof(L1), strength, nameof(strength));
        return Total(nameof(L1), parameters, p => Op.Sum(Op.Abs(p))) * strength;
    }

    /// <summary>λ/2 Σ p² over all elements, []; its gradient, λ·p, is that of a weight decay λ.</summary>
    /// <inheritdoc cref="L1{T}(IEnumerable{Parameter{T}}, double)"/>
    public static Variable<T> L2<T>(IEnumerable<Parameter<T>> parameters, double strength) where T : unmanaged, IFloatingPointIeee754<T>
    {
        RequireStrength(nameof(L2), strength, nameof(strength));
        return Total(nameof(L2), parameters, p => Op.Sum(Op.Square(p))) * (strength / 2);
    }

    /// <summary>λ₁ Σ |p| + λ₂/2 Σ p² over all elements, [], the elastic net.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="l1">λ₁, finite and at least 0.</param>
    /// <param name="l2">λ₂, finite and at least 0.</param>
    /// <remarks>H. Zou, T. Hastie, "Regularization and variable selection via the elastic net", J. R. Statist. Soc. B 67, 2005.</remarks>
    /// <exception cref="ArgumentException">There are no parameters.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A strength is negative or not finite.</exception>
    public static Variable<T> ElasticNet<T>(IEnumerable<Parameter<T>> parameters, double l1, double l2) where T : unmanaged, IFloatingPointIeee754<T>
    {
        RequireStrength(nameof(ElasticNet), l1, nameof(l1));
        RequireStrength(nameof(ElasticNet), l2, nameof(l2));
        return Total(nameof(ElasticNet), parameters, p => (l1 * Op.Sum(Op.Abs(p))) + (l2 / 2 * Op.Sum(Op.Square(p))));
    }

    private static Variable<T> Total<T>(string name, IEnumerable<Parameter<T>> parameters, Func<Variable<T>, Variable<T>> penalty)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Variable<T>? total = null;
        foreach (var parameter in parameters)
        {
            ArgumentNullException.ThrowIfNull(parameter, nameof(parameters));
            var term = penalty(parameter.Variable);
            total = total is null ? term : total + term;
        }
        return total ?? throw new ArgumentException($"{name}: needs at least one parameter, got none.", nameof(parameters));
    }

    private static void RequireStrength(string name, double strength, string parameter) =>
        Guard.Argument(double.IsFinite(strength) && strength >= 0, name, $"needs a finite {parameter} of at least 0", $"{strength}", parameter);
}
