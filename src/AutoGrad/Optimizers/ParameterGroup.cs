using System.Numerics;

namespace AutoGrad;

/// <summary>
/// Some parameters of an optimizer that are trained otherwise than the rest: biases without weight decay, say, or a pretrained part at a tenth of the
/// learning rate.
/// </summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
/// <param name="parameters">The parameters.</param>
public sealed class ParameterGroup<T>(IEnumerable<Parameter<T>> parameters) where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The parameters.</summary>
    public IReadOnlyList<Parameter<T>> Parameters { get; } = [.. parameters ?? throw new ArgumentNullException(nameof(parameters))];

    /// <summary>What the optimizer's learning rate is multiplied by, finite and at least 0. A schedule moves all groups in proportion.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative or not finite.</exception>
    public double LearningRateScale
    {
        get;
        init
        {
            Guard.Argument(double.IsFinite(value) && value >= 0, nameof(ParameterGroup<>), "needs a finite LearningRateScale of at least 0", $"{value}",
                nameof(value));
            field = value;
        }
    } = 1;

    /// <summary>λ, finite and at least 0; null for that of the optimizer.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative or not finite.</exception>
    public double? WeightDecay
    {
        get;
        init
        {
            Guard.Argument(value is null || (double.IsFinite(value.Value) && value >= 0), nameof(ParameterGroup<>), "needs a finite WeightDecay of at least 0",
                $"{value}", nameof(value));
            field = value;
        }
    }
}
