using static AutoGrad.Op;

namespace AutoGrad.Tests.Optimizers.Minimization;

/// <summary>Functions whose minima are known.</summary>
internal static class Functions
{
    /// <summary>Where the valley of Rosenbrock is entered from, [2].</summary>
    public static Variable<double> Start => Variable.Vector(-1.2, 1.0);

    /// <summary>Σ 100·(x₂ᵢ₊₁ - x₂ᵢ²)² + (1 - x₂ᵢ)², whose minimum 0 is at 1 in each; x is [2n].</summary>
    /// <remarks>H. Rosenbrock, "An automatic method for finding the greatest or least value of a function", 1960.</remarks>
    public static Variable<double> Rosenbrock(Variable<double> x)
    {
        var pairs = Reshape(x, [-1, 2]);
        var (even, odd) = (Take(pairs, 0, 1), Take(pairs, 1, 1));
        return Sum((100 * Square(odd - Square(even))) + Square(1 - even));
    }
}
