using System.Numerics;

namespace AutoGrad;

/// <summary>
/// Adagrad, s ← s + g² and p ← p - αₜ·g/(√s + ε), so that an element whose gradients were large moves less. The rate falls as αₜ = α/(1 + (t - 1)·η)
/// with a rate decay η. A weight decay λ adds λ·p to the gradient g.
/// </summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
/// <remarks>
/// J. Duchi, E. Hazan, Y. Singer, "Adaptive subgradient methods for online learning and stochastic optimization", JMLR 12, 2011, in its diagonal
/// form, with ε outside the root as in PyTorch.
/// </remarks>
public sealed class Adagrad<T> : Optimizer<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly double _rateDecay;
    private readonly double _epsilon;
    private readonly State<T> _step;
    private readonly IReadOnlyDictionary<Parameter<T>, State<T>> _squareSums;

    /// <summary>Makes an optimizer of parameters.</summary>
    /// <param name="parameters">What it changes.</param>
    /// <param name="learningRate">α, finite and at least 0.</param>
    /// <param name="rateDecay">η, finite and at least 0.</param>
    /// <param name="initialSum">What s starts from, finite and at least 0.</param>
    /// <param name="epsilon">ε, finite and at least 0.</param>
    /// <param name="weightDecay">λ, finite and at least 0.</param>
    /// <exception cref="ArgumentException">There are no parameters.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public Adagrad(IEnumerable<Parameter<T>> parameters, double learningRate = 0.01, double rateDecay = 0, double initialSum = 0, double epsilon = 1e-10,
        double weightDecay = 0) : base(parameters, learningRate, weightDecay)
    {
        RequireNonNegative(rateDecay);
        RequireNonNegative(initialSum);
        RequireNonNegative(epsilon);
        (_rateDecay, _epsilon) = (rateDecay, epsilon);
        _step = AddState("step", 0);
        _squareSums = AddStates("squareSum", initialSum);
    }

    /// <inheritdoc/>
    protected override Action<Parameter<T>, Variable<T>> Rule()
    {
        var before = _step.Variable;
        _step.Assign(before + 1);
        var rate = LearningRate.Variable / (1 + (_rateDecay * before));
        return (parameter, gradient) =>
        {
            var ownRate = ScaledFor(parameter, rate);
            var g = WithDecay(parameter, gradient);
            var s = _squareSums[parameter].Variable + Op.Square(g);
            _squareSums[parameter].Assign(s);
            parameter.Assign(parameter.Variable - (ownRate * g / (Op.Sqrt(s) + _epsilon)));
        };
    }
}
