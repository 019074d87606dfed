using System.Numerics;

namespace AutoGrad;

/// <summary>
/// Normalisation of the last axes by the root of their mean square, y = γ x/√(mean(x²) + ε). The parameter is <c>weight</c> γ, of the shape
/// of those axes.
/// </summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
/// <remarks>B. Zhang, R. Sennrich, "Root mean square layer normalization", NeurIPS 2019.</remarks>
public sealed class RmsNorm<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly double _epsilon;

    /// <summary>Makes the module with γ = 1.</summary>
    /// <param name="shape">The lengths of the last axes, at least one axis.</param>
    /// <param name="epsilon">ε, finite and at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no axis or an empty one, or ε is outside its range.</exception>
    public RmsNorm(Shape shape, double epsilon = 1e-6)
    {
        ArgumentNullException.ThrowIfNull(shape);
        Guard.Argument(shape.Rank > 0 && shape.Size > 0, nameof(RmsNorm<>), "needs a shape of at least one axis and no empty one", $"{shape}", nameof(shape));
        Standardization.CheckEpsilon(nameof(RmsNorm<>), epsilon);
        _epsilon = epsilon;
        Weight = AddParameter("weight", Variable.Ones<T>(shape));
    }

    /// <summary>γ, of the normalised shape.</summary>
    public Parameter<T> Weight { get; }

    /// <summary>The normalised elements, of the shape of x.</summary>
    /// <param name="x">The elements, [.., ..shape].</param>
    /// <exception cref="ShapeException">The last axes of x are others.</exception>
    protected override Variable<T> Compute(Variable<T> x)
    {
        var first = x.Shape.Rank - Weight.Shape.Rank;
        if (first < 0 || !x.Shape.Lengths[first..].SequenceEqual(Weight.Shape.Lengths))
            Guard.ThrowShape(nameof(RmsNorm<>), $"needs x whose last axes are {Weight.Shape}", $"x {x.Shape}");
        var squares = Op.Mean(Op.Square(x), Standardization.AxesFrom(first, x.Shape), keepDimensions: true);
        return x * Op.Rsqrt(squares + _epsilon) * Weight;
    }
}
