using System.Numerics;

namespace AutoGrad;

/// <summary>Averages that forget, a ← β·a + (1 - β)·p.</summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
/// <remarks>B. Polyak, A. Juditsky, "Acceleration of stochastic approximation by averaging", SIAM J. Control Optim. 30, 1992, for the idea.</remarks>
public sealed class ExponentialMovingAverage<T> : WeightAverage<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly double _decay;

    /// <summary>Makes averages that start from the present values.</summary>
    /// <param name="parameters">What is averaged.</param>
    /// <param name="decay">β, from 0 to less than 1: the averages reach about 1/(1 - β) steps back.</param>
    /// <exception cref="ArgumentException">There are no parameters.</exception>
    /// <exception cref="ArgumentOutOfRangeException">β is outside its range.</exception>
    public ExponentialMovingAverage(IEnumerable<Parameter<T>> parameters, double decay = 0.999) : base(parameters)
    {
        Guard.Argument(decay is >= 0 and < 1, Name, "needs a decay from 0 to less than 1", $"{decay}", nameof(decay));
        _decay = decay;
    }

    private protected override Variable<T> Weight() => 1 - _decay;
}
