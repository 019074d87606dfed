using System.Numerics.Tensors;

namespace AutoGrad;

/// <summary>Goes down by steps along directions that a method chooses.</summary>
internal sealed class Descent(string name, Objective objective, double[] start, MinimizationOptions options)
{
    private double[] _gradient = new double[start.Length];

    /// <summary>The best point so far.</summary>
    public double[] Point { get; private set; } = start;

    public double Value { get; private set; }

    public int Iterations { get; private set; }

    public int Evaluations => objective.Evaluations;

    public StopReason Reason { get; private set; }

    public double GradientNorm => _gradient.Length == 0 ? 0 : Math.Abs(TensorPrimitives.MaxMagnitude<double>(_gradient));

    /// <exception cref="NonFiniteLossException">The value or the gradient at the start is not finite.</exception>
    public void Run(DescentDirection method, Action<MinimizationProgress>? progress, CancellationToken cancellationToken)
    {
        Value = objective.Evaluate(Point, _gradient);
        if (!double.IsFinite(Value))
            throw new NonFiniteLossException($"{name}: needs a start where the value and its gradient are finite.");
        var tolerance = options.ValueTolerance ?? (10 * objective.Precision);
        while (!MustStop(cancellationToken))
        {
            if (SearchAlong(method) is not { } search)
            {
                Reason = StopReason.NoDescent;
                return;
            }
            var lowered = Value - search.Value;
            var size = Math.Max(Math.Abs(Value), Math.Abs(search.Value));
            method.Learn(Point, search.Point, _gradient, search.Gradient);
            (Point, Value, _gradient) = (search.Point, search.Value, search.Gradient);
            Iterations++;
            progress?.Invoke(new(Iterations, Value, GradientNorm, Evaluations));
            if (lowered <= tolerance * size && GradientNorm > options.GradientTolerance)
            {
                Reason = StopReason.ValueTolerance;
                return;
            }
        }
    }

    private bool MustStop(CancellationToken cancellationToken)
    {
        if (GradientNorm <= options.GradientTolerance)
            Reason = StopReason.GradientTolerance;
        else if (cancellationToken.IsCancellationRequested)
            Reason = StopReason.Canceled;
        else if (Iterations >= options.MaximumIterations)
            Reason = StopReason.MaximumIterations;
        else
            return false;
        return true;
    }

    // Where the method's direction leads nowhere, what it has learned may be wrong: then it begins again, with the steepest.
    private LineSearch? SearchAlong(DescentDirection method)
    {
        while (true)
        {
            var direction = method.Find(Point, _gradient);
            var slope = TensorPrimitives.Dot<double>(_gradient, direction);
            if (slope < 0 && double.IsFinite(slope))
            {
                var search = new LineSearch(objective, Point, direction, Value, slope);
                if (search.Run(method.FirstStep(_gradient)))
                    return search;
            }
            if (!method.TryForget())
                return null;
        }
    }
}
