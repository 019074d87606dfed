using System.Numerics;

namespace AutoGrad;

/// <summary>
/// Adamax, Adam by the largest gradient: m ← β₁·m + (1 - β₁)·g, u ← max(β₂·u, |g| + ε) and p ← p - α/(1 - β₁ᵗ)·m/u. A weight decay λ adds λ·p to
/// the gradient g.
/// </summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
/// <remarks>
/// D. Kingma, J. Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 2, which has no ε; it stands where it does in PyTorch, and
/// keeps an element whose gradients are all 0 from a division by 0.
/// </remarks>
public sealed class Adamax<T> : Optimizer<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly double _beta1;
    private readonly double _beta2;
    private readonly double _epsilon;
    private readonly State<T> _step;
    private readonly IReadOnlyDictionary<Parameter<T>, State<T>> _gradientMeans;
    private readonly IReadOnlyDictionary<Parameter<T>, State<T>> _maxima;

    /// <summary>Makes an optimizer of parameters.</summary>
    /// <param name="parameters">What it changes.</param>
    /// <param name="learningRate">α, finite and at least 0.</param>
    /// <param name="beta1">β₁, from 0 to less than 1.</param>
    /// <param name="beta2">β₂, from 0 to less than 1.</param>
    /// <param name="epsilon">ε, finite and at least 0.</param>
    /// <param name="weightDecay">λ, finite and at least 0.</param>
    /// <exception cref="ArgumentException">There are no parameters.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public Adamax(IEnumerable<Parameter<T>> parameters, double learningRate = 2e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8,
        double weightDecay = 0) : base(parameters, learningRate, weightDecay)
    {
        RequireFraction(beta1);
        RequireFraction(beta2);
        RequireNonNegative(epsilon);
        (_beta1, _beta2, _epsilon) = (beta1, beta2, epsilon);
        _step = AddState("step", 0);
        _gradientMeans = AddStates("gradientMean");
        _maxima = AddStates("maximum");
    }

    /// <inheritdoc/>
    protected override Action<Parameter<T>, Variable<T>> Rule()
    {
        var t = _step.Variable + 1;
        _step.Assign(t);
        var rate = LearningRate.Variable / OneMinusPower(_beta1, t);
        return (parameter, gradient) =>
        {
            var ownRate = ScaledFor(parameter, rate);
            var g = WithDecay(parameter, gradient);
            var m = (_beta1 * _gradientMeans[parameter].Variable) + ((1 - _beta1) * g);
            var u = Op.Maximum(_beta2 * _maxima[parameter].Variable, Op.Abs(g) + _epsilon);
            _gradientMeans[parameter].Assign(m);
            _maxima[parameter].Assign(u);
            parameter.Assign(parameter.Variable - (ownRate * m / u));
        };
    }
}
