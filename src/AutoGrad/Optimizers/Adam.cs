using System.Numerics;

namespace AutoGrad;

/// <summary>
/// Adam, p ← p - α·m̂/(√v̂ + ε), where m̂ is a mean of the gradients g so far and v̂ one of g², weighted by β₁ᵏ and β₂ᵏ for the one k steps
/// ago. A weight decay λ adds λ·p to the gradient.
/// </summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
/// <remarks>
/// <para>D. Kingma, J. Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 1. ε is added to √v̂, as there and in PyTorch.</para>
/// <para>
/// The states are the weighted sums M = Σₖ β₁ᵏ gₖ and V = Σₖ β₂ᵏ gₖ², which take fewer operations than the moments (1 - β₁)·M and
/// (1 - β₂)·V of the paper. Over the sum of the weights, (1 - βᵗ)/(1 - β) after t steps, they are its bias-corrected m̂ and v̂.
/// </para>
/// </remarks>
public class Adam<T> : Optimizer<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly double _beta1;
    private readonly double _beta2;
    private readonly double _epsilon;
    private readonly bool _isDecoupled;
    private readonly State<T> _step;
    private readonly IReadOnlyDictionary<Parameter<T>, State<T>> _gradientSums;
    private readonly IReadOnlyDictionary<Parameter<T>, State<T>> _squareSums;

    /// <summary>Makes an optimizer of parameters.</summary>
    /// <param name="parameters">What it changes.</param>
    /// <param name="learningRate">α, finite and at least 0.</param>
    /// <param name="beta1">β₁, from 0 to less than 1.</param>
    /// <param name="beta2">β₂, from 0 to less than 1.</param>
    /// <param name="epsilon">ε, finite and at least 0.</param>
    /// <param name="weightDecay">λ, finite and at least 0.</param>
    /// <exception cref="ArgumentException">There are no parameters.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public Adam(IEnumerable<Parameter<T>> parameters, double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8,
        double weightDecay = 0) : this(parameters, learningRate, beta1, beta2, epsilon, weightDecay, isDecoupled: false) { }

    private protected Adam(
        IEnumerable<Parameter<T>> parameters, double learningRate, double beta1, double beta2, double epsilon, double weightDecay, bool isDecoupled)
        : base(parameters, learningRate, weightDecay)
    {
        RequireFraction(beta1);
        RequireFraction(beta2);
        RequireNonNegative(epsilon);
        (_beta1, _beta2, _epsilon, _isDecoupled) = (beta1, beta2, epsilon, isDecoupled);
        _step = AddState("step", 0);
        _gradientSums = AddStates("gradientSum");
        _squareSums = AddStates("squareSum");
    }

    /// <inheritdoc/>
    protected override Action<Parameter<T>, Variable<T>> Rule()
    {
        var t = _step.Variable + 1;
        _step.Assign(t);
        var weights1 = OneMinusPower(_beta1, t) / (1 - _beta1);
        var weights2 = OneMinusPower(_beta2, t) / (1 - _beta2);
        // With m̂ = M/W₁ and v̂ = V/W₂, α·m̂/(√v̂ + ε) = (α·√W₂/W₁)·M/(√V + ε·√W₂).
        var learningRate = LearningRate.Variable;
        var rootOfWeights2 = Op.Sqrt(weights2);
        var rate = learningRate * rootOfWeights2 / weights1;
        var epsilon = _epsilon * rootOfWeights2;
        return (parameter, gradient) =>
        {
            var ownRate = ScaledFor(parameter, rate);
            var p = _isDecoupled ? Decayed(parameter, ScaledFor(parameter, learningRate)) : parameter.Variable;
            var g = _isDecoupled ? gradient : WithDecay(parameter, gradient);
            var m = (_beta1 * _gradientSums[parameter].Variable) + g;
            var v = (_beta2 * _squareSums[parameter].Variable) + Op.Square(g);
            _gradientSums[parameter].Assign(m);
            _squareSums[parameter].Assign(v);
            parameter.Assign(p - (ownRate * m / (Op.Sqrt(v) + epsilon)));
        };
    }
}
