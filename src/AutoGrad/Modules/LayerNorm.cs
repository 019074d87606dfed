using System.Numerics;

namespace AutoGrad;

/// <summary>
/// Normalisation over the last axes, y = γ (x - μ)/√(σ² + ε) + β, where μ and σ² are the mean and the variance of the elements of the last
/// axes. The parameters are <c>weight</c> γ and <c>bias</c> β, of the shape of those axes.
/// </summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
/// <remarks>J. L. Ba, J. R. Kiros, G. E. Hinton, "Layer normalization", 2016.</remarks>
public sealed class LayerNorm<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Shape _shape;
    private readonly double _epsilon;

    /// <summary>Makes the module with γ = 1 and β = 0.</summary>
    /// <param name="shape">The lengths of the last axes, at least one axis.</param>
    /// <param name="epsilon">ε, finite and at least 0.</param>
    /// <param name="affine">Whether there are γ and β.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no axis or an empty one, or ε is outside its range.</exception>
    public LayerNorm(Shape shape, double epsilon = 1e-5, bool affine = true)
    {
        ArgumentNullException.ThrowIfNull(shape);
        Guard.Argument(shape.Rank > 0 && shape.Size > 0, nameof(LayerNorm<>), "needs a shape of at least one axis and no empty one", $"{shape}", nameof(shape));
        Standardization.CheckEpsilon(nameof(LayerNorm<>), epsilon);
        (_shape, _epsilon) = (shape, epsilon);
        if (!affine)
            return;
        Weight = AddParameter("weight", Variable.Ones<T>(shape));
        Bias = AddParameter("bias", Variable.Zeros<T>(shape));
    }

    /// <summary>γ, of the normalised shape, or null.</summary>
    public Parameter<T>? Weight { get; }

    /// <summary>β, of the normalised shape, or null.</summary>
    public Parameter<T>? Bias { get; }

    /// <summary>The normalised elements, of the shape of x.</summary>
    /// <param name="x">The elements, [.., ..shape].</param>
    /// <exception cref="ShapeException">The last axes of x are others.</exception>
    protected override Variable<T> Compute(Variable<T> x)
    {
        var first = x.Shape.Rank - _shape.Rank;
        if (first < 0 || !x.Shape.Lengths[first..].SequenceEqual(_shape.Lengths))
            Guard.ThrowShape(nameof(LayerNorm<>), $"needs x whose last axes are {_shape}", $"x {x.Shape}");
        return Op.Standardize(x, Standardization.AxesFrom(first, x.Shape), _epsilon, Weight?.Variable, Bias?.Variable);
    }
}
