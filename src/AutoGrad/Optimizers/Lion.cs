using System.Numerics;

namespace AutoGrad;

/// <summary>
/// Lion, p ← (1 - α·λ)·p - α·sign(β₁·m + (1 - β₁)·g), and then m ← β₂·m + (1 - β₂)·g, so that all elements move equally far. It remembers half of
/// what Adam does, and wants a learning rate three to ten times smaller, with a weight decay as many times larger.
/// </summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
/// <remarks>X. Chen et al., "Symbolic discovery of optimization algorithms", NeurIPS 2023, algorithm 2. The sign of 0 is 0.</remarks>
public sealed class Lion<T> : Optimizer<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly double _beta1;
    private readonly double _beta2;
    private readonly IReadOnlyDictionary<Parameter<T>, State<T>> _gradientMeans;

    /// <summary>Makes an optimizer of parameters.</summary>
    /// <param name="parameters">What it changes.</param>
    /// <param name="learningRate">α, finite and at least 0.</param>
    /// <param name="beta1">β₁, from 0 to less than 1.</param>
    /// <param name="beta2">β₂, from 0 to less than 1.</param>
    /// <param name="weightDecay">λ, finite and at least 0.</param>
    /// <exception cref="ArgumentException">There are no parameters.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public Lion(IEnumerable<Parameter<T>> parameters, double learningRate = 1e-4, double beta1 = 0.9, double beta2 = 0.99, double weightDecay = 0)
        : base(parameters, learningRate, weightDecay)
    {
        RequireFraction(beta1);
        RequireFraction(beta2);
        (_beta1, _beta2) = (beta1, beta2);
        _gradientMeans = AddStates("gradientMean");
    }

    /// <inheritdoc/>
    protected override Action<Parameter<T>, Variable<T>> Rule()
    {
        var learningRate = LearningRate.Variable;
        return (parameter, gradient) =>
        {
            var rate = ScaledFor(parameter, learningRate);
            var p = Decayed(parameter, rate);
            var m = _gradientMeans[parameter].Variable;
            _gradientMeans[parameter].Assign((_beta2 * m) + ((1 - _beta2) * gradient));
            parameter.Assign(p - (rate * Op.Sign((_beta1 * m) + ((1 - _beta1) * gradient))));
        };
    }
}
