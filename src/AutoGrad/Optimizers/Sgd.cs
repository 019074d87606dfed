using System.Numerics;

namespace AutoGrad;

/// <summary>
/// Stochastic gradient descent, p ← p - α·g. With a momentum μ, b ← μ·b + g from b = 0 and p ← p - α·b, or, in Nesterov's form,
/// p ← p - α·(g + μ·b). A weight decay λ adds λ·p to the gradient g, as a penalty of λ/2 Σ p² does.
/// </summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
/// <remarks>
/// The formulas are those of PyTorch, where the learning rate is outside the momentum: I. Sutskever, J. Martens, G. Dahl, G. Hinton, "On the
/// importance of initialization and momentum in deep learning", ICML 2013, have it inside, which differs when the rate changes.
/// </remarks>
public sealed class Sgd<T> : Optimizer<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly double _momentum;
    private readonly bool _nesterov;
    private readonly IReadOnlyDictionary<Parameter<T>, State<T>>? _buffers;

    /// <summary>Makes an optimizer of parameters.</summary>
    /// <param name="parameters">What it changes.</param>
    /// <param name="learningRate">α, finite and at least 0.</param>
    /// <param name="momentum">μ, from 0 to less than 1. With 0 there is no buffer b.</param>
    /// <param name="nesterov">Whether the step looks ahead along the momentum, which must not be 0 then.</param>
    /// <param name="weightDecay">λ, finite and at least 0.</param>
    /// <exception cref="ArgumentException">There are no parameters.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public Sgd(IEnumerable<Parameter<T>> parameters, double learningRate, double momentum = 0, bool nesterov = false, double weightDecay = 0)
        : base(parameters, learningRate, weightDecay)
    {
        Guard.Argument(momentum is >= 0 and < 1, nameof(Sgd<>), "needs a momentum from 0 to less than 1", $"{momentum}", nameof(momentum));
        Guard.Argument(!nesterov || momentum > 0, nameof(Sgd<>), "needs a momentum above 0 for Nesterov's form", $"{momentum}", nameof(momentum));
        (_momentum, _nesterov) = (momentum, nesterov);
        _buffers = momentum > 0 ? AddStates("momentum") : null;
    }

    /// <inheritdoc/>
    protected override Action<Parameter<T>, Variable<T>> Rule()
    {
        var learningRate = LearningRate.Variable;
        return (parameter, gradient) =>
        {
            var ownRate = ScaledFor(parameter, learningRate);
            var g = WithDecay(parameter, gradient);
            if (_buffers is not null)
            {
                var b = (_momentum * _buffers[parameter].Variable) + g;
                _buffers[parameter].Assign(b);
                g = _nesterov ? g + (_momentum * b) : b;
            }
            parameter.Assign(parameter.Variable - (ownRate * g));
        };
    }
}
