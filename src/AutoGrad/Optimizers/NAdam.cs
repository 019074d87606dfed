using System.Numerics;

namespace AutoGrad;

/// <summary>
/// NAdam, Adam with Nesterov's momentum: m ← β₁·m + (1 - β₁)·g, v ← β₂·v + (1 - β₂)·g² and
/// p ← p - α·(μₜ₊₁/(1 - μ₁⋯μₜ₊₁)·m + (1 - μₜ)/(1 - μ₁⋯μₜ)·g)/(√v̂ + ε), where v̂ = v/(1 - β₂ᵗ) and the momentum warms up as
/// μₜ = β₁·(1 - ½·0.96^(t·ψ)). A weight decay λ adds λ·p to the gradient g.
/// </summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
/// <remarks>T. Dozat, "Incorporating Nesterov momentum into Adam", ICLR 2016 workshop, with the warm-up of its appendix and of PyTorch.</remarks>
public sealed class NAdam<T> : Optimizer<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly double _beta1;
    private readonly double _beta2;
    private readonly double _epsilon;
    private readonly double _momentumDecay;
    private readonly State<T> _step;
    private readonly State<T> _momentumProduct;
    private readonly IReadOnlyDictionary<Parameter<T>, State<T>> _gradientMeans;
    private readonly IReadOnlyDictionary<Parameter<T>, State<T>> _squareMeans;

    /// <summary>Makes an optimizer of parameters.</summary>
    /// <param name="parameters">What it changes.</param>
    /// <param name="learningRate">α, finite and at least 0.</param>
    /// <param name="beta1">β₁, from 0 to less than 1.</param>
    /// <param name="beta2">β₂, from 0 to less than 1.</param>
    /// <param name="epsilon">ε, finite and at least 0.</param>
    /// <param name="weightDecay">λ, finite and at least 0.</param>
    /// <param name="momentumDecay">ψ, finite and at least 0.</param>
    /// <exception cref="ArgumentException">There are no parameters.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public NAdam(IEnumerable<Parameter<T>> parameters, double learningRate = 2e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8,
        double weightDecay = 0, double momentumDecay = 4e-3) : base(parameters, learningRate, weightDecay)
    {
        RequireFraction(beta1);
        RequireFraction(beta2);
        RequireNonNegative(epsilon);
        RequireNonNegative(momentumDecay);
        (_beta1, _beta2, _epsilon, _momentumDecay) = (beta1, beta2, epsilon, momentumDecay);
        _step = AddState("step", 0);
        _momentumProduct = AddState("momentumProduct", 1);
        _gradientMeans = AddStates("gradientMean");
        _squareMeans = AddStates("squareMean");
    }

    /// <inheritdoc/>
    protected override Action<Parameter<T>, Variable<T>> Rule()
    {
        var t = _step.Variable + 1;
        _step.Assign(t);
        var (momentum, nextMomentum) = (MomentumAt(t), MomentumAt(t + 1));
        var product = _momentumProduct.Variable * momentum;
        _momentumProduct.Assign(product);
        var gradientRate = LearningRate.Variable * (1 - momentum) / (1 - product);
        var momentumRate = LearningRate.Variable * nextMomentum / (1 - (product * nextMomentum));
        var rootOfCorrection = Op.Sqrt(OneMinusPower(_beta2, t));
        return (parameter, gradient) =>
        {
            var (ownGradientRate, ownMomentumRate) = (ScaledFor(parameter, gradientRate), ScaledFor(parameter, momentumRate));
            var g = WithDecay(parameter, gradient);
            var m = (_beta1 * _gradientMeans[parameter].Variable) + ((1 - _beta1) * g);
            var v = (_beta2 * _squareMeans[parameter].Variable) + ((1 - _beta2) * Op.Square(g));
            _gradientMeans[parameter].Assign(m);
            _squareMeans[parameter].Assign(v);
            var step = (ownMomentumRate * m) + (ownGradientRate * g);
            parameter.Assign(parameter.Variable - (step / ((Op.Sqrt(v) / rootOfCorrection) + _epsilon)));
        };
    }

    private Variable<T> MomentumAt(Variable<T> t) => _beta1 * (1 - (0.5 * Op.Exp(t * (_momentumDecay * Math.Log(0.96)))));
}
