using System.Numerics.Tensors;

namespace AutoGrad;

/// <summary>
/// Finds how far to go along a direction: a step that meets the strong Wolfe conditions, a value below that of the start by a part of what the
/// slope promises, and a slope that is smaller in size than there.
/// </summary>
/// <remarks>
/// J. Nocedal, S. Wright, "Numerical optimization", 2nd ed. 2006, algorithms 3.5 and 3.6, with equation 3.59 for the next step. Values that differ
/// by no more than their rounding count as equal, so that slopes lead on where values no longer do.
/// </remarks>
internal sealed class LineSearch(Objective objective, double[] x, double[] direction, double value, double slope)
{
    private const double Decrease = 1e-4;
    private const double Curvature = 0.9;
    private const int MaximumTrials = 40;

    private readonly double _rounding = 10 * objective.Precision * Math.Abs(value);
    private int _trials;

    /// <summary>The point that was tried last.</summary>
    public double[] Point { get; } = new double[x.Length];

    /// <summary>The gradient at the point.</summary>
    public double[] Gradient { get; } = new double[x.Length];

    /// <summary>The value at the point.</summary>
    public double Value { get; private set; }

    /// <summary>Whether a step was found; it is the last tried then.</summary>
    /// <param name="step">The first step that is tried.</param>
    public bool Run(double step)
    {
        var last = new Trial(0, value, slope);
        while (_trials < MaximumTrials)
        {
            var trial = Try(step);
            if (IsWolfe(trial))
                return true;
            if (IsHigh(trial, last))
                return Zoom(last, trial);
            if (trial.Slope >= 0)
                return Zoom(trial, last);
            var next = Cubic(last, trial);
            step = double.IsNaN(next) ? 10 * step : Math.Clamp(next, 2 * step, 10 * step);
            last = trial;
        }
        return MayTake(last);
    }

    // The step lies between low, the best so far, and high, in whatever order.
    private bool Zoom(Trial low, Trial high)
    {
        while (_trials < MaximumTrials && low.Step != high.Step)
        {
            var width = high.Step - low.Step;
            var part = double.IsFinite(high.Value) ? (Cubic(low, high) - low.Step) / width : 0.5;
            var trial = Try(low.Step + (width * (double.IsNaN(part) ? 0.5 : Math.Clamp(part, 0.1, 0.9))));
            if (IsWolfe(trial))
                return true;
            if (IsHigh(trial, low))
            {
                high = trial;
                continue;
            }
            if (trial.Slope * width >= 0)
                high = low;
            low = trial;
        }
        return MayTake(low);
    }

    // Where no step meets the conditions, the best is taken if it goes down at all.
    private bool MayTake(Trial best)
    {
        if (best.Value >= value)
            return false;
        Try(best.Step);
        return true;
    }

    private bool IsWolfe(Trial trial) =>
        trial.Value <= value + (Decrease * trial.Step * slope) + _rounding && Math.Abs(trial.Slope) <= -Curvature * slope;

    private bool IsHigh(Trial trial, Trial low) =>
        !(trial.Value <= value + (Decrease * trial.Step * slope) + _rounding && trial.Value <= low.Value + _rounding);

    private Trial Try(double step)
    {
        _trials++;
        for (var i = 0; i < x.Length; i++)
            Point[i] = x[i] + (step * direction[i]);
        Value = objective.Evaluate(Point, Gradient);
        return new(step, Value, TensorPrimitives.Dot<double>(Gradient, direction));
    }

    /// <summary>Where the cubic polynomial through the values and slopes of two trials has its minimum; NaN where it has none.</summary>
    private static double Cubic(Trial a, Trial b)
    {
        var d1 = a.Slope + b.Slope - (3 * (a.Value - b.Value) / (a.Step - b.Step));
        var d2 = Math.CopySign(Math.Sqrt((d1 * d1) - (a.Slope * b.Slope)), b.Step - a.Step);
        return b.Step - ((b.Step - a.Step) * (b.Slope + d2 - d1) / (b.Slope - a.Slope + (2 * d2)));
    }

    private readonly record struct Trial(double Step, double Value, double Slope);
}
