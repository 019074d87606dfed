using System.Numerics;

namespace AutoGrad;

/// <summary>
/// Lowers the learning rate of an optimizer by a factor when a figure, such as the held-out loss, has not become better for some time. It counts better what
/// is below the best so far by a part of it.
/// </summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
/// <remarks>The counting is PyTorch's, with its relative threshold. For a figure that grows as it gets better, give its negative, or 1 less it.</remarks>
public sealed class ReduceOnPlateau<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Optimizer<T> _optimizer;
    private readonly double _factor;
    private readonly int _patience;
    private readonly double _threshold;
    private readonly int _cooldown;
    private readonly double _minimum;
    private readonly State<T> _best = new(Variable.Scalar(T.PositiveInfinity), "best");
    private readonly State<T> _badSteps = new(0, "badSteps");
    private readonly State<T> _restingSteps = new(0, "restingSteps");

    /// <summary>Makes a watch over a figure. The learning rate stays as it is at first.</summary>
    /// <param name="optimizer">Whose learning rate it lowers.</param>
    /// <param name="factor">What the rate is multiplied by, from 0 to less than 1.</param>
    /// <param name="patience">How many steps in a row may be no better, at least 0; the rate is lowered at the next.</param>
    /// <param name="threshold">Which part of the best a better figure is below it, from 0 to less than 1.</param>
    /// <param name="cooldown">How many steps after a change are not counted, at least 0.</param>
    /// <param name="minimum">The rate that it does not go below, finite and at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public ReduceOnPlateau(Optimizer<T> optimizer, double factor = 0.1, int patience = 10, double threshold = 1e-4, int cooldown = 0, double minimum = 0)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        Guard.Argument(factor is >= 0 and < 1, nameof(ReduceOnPlateau<>), "needs a factor from 0 to less than 1", $"{factor}", nameof(factor));
        Guard.Argument(patience >= 0, nameof(ReduceOnPlateau<>), "needs a patience of at least 0", $"{patience}", nameof(patience));
        Guard.Argument(threshold is >= 0 and < 1, nameof(ReduceOnPlateau<>), "needs a threshold from 0 to less than 1", $"{threshold}", nameof(threshold));
        Guard.Argument(cooldown >= 0, nameof(ReduceOnPlateau<>), "needs a cooldown of at least 0", $"{cooldown}", nameof(cooldown));
        Guard.Argument(double.IsFinite(minimum) && minimum >= 0, nameof(ReduceOnPlateau<>), "needs a finite minimum of at least 0", $"{minimum}", nameof(minimum));
        _optimizer = optimizer;
        (_factor, _patience, _threshold, _cooldown, _minimum) = (factor, patience, threshold, cooldown, minimum);
    }

    /// <summary>What it remembers: the best figure and its counts.</summary>
    public IReadOnlyList<State<T>> States => [_best, _badSteps, _restingSteps];

    /// <summary>Sees the figure of one more step, and lowers the learning rate if it is time.</summary>
    /// <param name="figure">The figure; the smaller, the better. NaN counts as no better.</param>
    /// <returns>Whether the learning rate was lowered.</returns>
    public bool Step(double figure)
    {
        var (best, bad, resting) = (Read(_best), Read(_badSteps), Read(_restingSteps));
        // Of a negative best, too, a better figure is below it.
        var isBetter = double.IsPositiveInfinity(best) ? figure < best : figure < best - (_threshold * Math.Abs(best));
        bad = isBetter ? 0 : bad + 1;
        if (isBetter)
            _best.Assign(figure);
        if (resting > 0)
            (bad, resting) = (0, resting - 1);
        var isTime = bad > _patience;
        if (isTime)
        {
            (bad, resting) = (0, _cooldown);
            var rate = Read(_optimizer.LearningRate);
            _optimizer.SetLearningRate(Math.Min(rate, Math.Max(rate * _factor, _minimum)));
        }
        _badSteps.Assign(bad);
        _restingSteps.Assign(resting);
        return isTime;
    }

    private static double Read(State<T> state) => double.CreateTruncating(state.Variable.Scalar);
}
