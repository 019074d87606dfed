using System.Numerics;

namespace AutoGrad;

/// <summary>
/// RMSProp, v ← ρ·v + (1 - ρ)·g² and p ← p - α·g/(√v + ε). Centred, v is made a variance by taking off the square of such a mean of g. With a
/// momentum μ, b ← μ·b + g/(√v + ε) and p ← p - α·b. A weight decay λ adds λ·p to the gradient g.
/// </summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
/// <remarks>
/// T. Tieleman, G. Hinton, "Lecture 6.5: RMSProp", Coursera, 2012; centred, A. Graves, "Generating sequences with recurrent neural networks",
/// 2013, equations 38 to 45, but with ε outside the root as in PyTorch. A variance that rounding makes negative counts as 0.
/// </remarks>
public sealed class RmsProp<T> : Optimizer<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly double _decay;
    private readonly double _epsilon;
    private readonly double _momentum;
    private readonly IReadOnlyDictionary<Parameter<T>, State<T>> _squareMeans;
    private readonly IReadOnlyDictionary<Parameter<T>, State<T>>? _gradientMeans;
    private readonly IReadOnlyDictionary<Parameter<T>, State<T>>? _buffers;

    /// <summary>Makes an optimizer of parameters.</summary>
    /// <param name="parameters">What it changes.</param>
    /// <param name="learningRate">α, finite and at least 0.</param>
    /// <param name="decay">ρ, from 0 to less than 1.</param>
    /// <param name="epsilon">ε, finite and at least 0.</param>
    /// <param name="momentum">μ, from 0 to less than 1. With 0 there is no buffer b.</param>
    /// <param name="centered">Whether v is a variance.</param>
    /// <param name="weightDecay">λ, finite and at least 0.</param>
    /// <exception cref="ArgumentException">There are no parameters.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public RmsProp(IEnumerable<Parameter<T>> parameters, double learningRate = 0.01, double decay = 0.99, double epsilon = 1e-8, double momentum = 0,
        bool centered = false, double weightDecay = 0) : base(parameters, learningRate, weightDecay)
    {
        RequireFraction(decay);
        RequireNonNegative(epsilon);
        RequireFraction(momentum);
        (_decay, _epsilon, _momentum) = (decay, epsilon, momentum);
        _squareMeans = AddStates("squareMean");
        _gradientMeans = centered ? AddStates("gradientMean") : null;
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
            var v = (_decay * _squareMeans[parameter].Variable) + ((1 - _decay) * Op.Square(g));
            _squareMeans[parameter].Assign(v);
            if (_gradientMeans is not null)
            {
                var mean = (_decay * _gradientMeans[parameter].Variable) + ((1 - _decay) * g);
                _gradientMeans[parameter].Assign(mean);
                v = Op.Relu(v - Op.Square(mean));
            }
            var direction = g / (Op.Sqrt(v) + _epsilon);
            if (_buffers is not null)
            {
                direction = (_momentum * _buffers[parameter].Variable) + direction;
                _buffers[parameter].Assign(direction);
            }
            parameter.Assign(parameter.Variable - (ownRate * direction));
        };
    }
}
