using System.Numerics;

namespace AutoGrad;

/// <summary>Averages in which each update counts the same: after n of them, a is the mean of the n values of p.</summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
/// <remarks>
/// P. Izmailov et al., "Averaging weights leads to wider optima and better generalization", UAI 2018: updated at the end of each epoch of the last
/// quarter of a training, at a constant or cyclic learning rate.
/// </remarks>
public sealed class StochasticWeightAverage<T> : WeightAverage<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly State<T> _count;

    /// <summary>Makes averages of no values yet.</summary>
    /// <param name="parameters">What is averaged.</param>
    /// <exception cref="ArgumentException">There are no parameters.</exception>
    public StochasticWeightAverage(IEnumerable<Parameter<T>> parameters) : base(parameters) => _count = AddState("count", 0);

    private protected override Variable<T> Weight()
    {
        var count = _count.Variable + 1;
        _count.Assign(count);
        return 1 / count;
    }
}
