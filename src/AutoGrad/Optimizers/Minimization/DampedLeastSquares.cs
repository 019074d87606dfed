using System.Numerics;
using System.Numerics.Tensors;
using AutoGrad.Recording;

namespace AutoGrad;

/// <summary>
/// Goes down by steps δ that solve min ‖J δ + r‖² + λ ‖D δ‖², where D has the largest lengths so far of the columns of J, and the damping λ falls while
/// the linear model of the residuals predicts well.
/// </summary>
internal sealed class DampedLeastSquares<T>(Func<Variable<T>[], Variable<T>> residuals, Flattened<T> layout, double[] start, MinimizationOptions options)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const double InitialDamping = 1e-3;
    private const double SmallestDamping = 1e-20;
    private const double LargestDamping = 1e30;
    private const double LeastGain = 1e-4;

    private readonly double[] _scale = new double[start.Length];
    private double _damping = InitialDamping;
    private double _growth = 2;

    /// <summary>The best point so far.</summary>
    public double[] Point { get; private set; } = start;

    public double Value { get; private set; }

    public double GradientNorm { get; private set; }

    public int Iterations { get; private set; }

    public int Evaluations { get; private set; }

    public StopReason Reason { get; private set; }

    public void Run(Action<MinimizationProgress>? progress, CancellationToken cancellationToken)
    {
        var r = Residuals(Point);
        Value = ValueOf(r);
        var model = Linearize(r);
        if (!double.IsFinite(Value) || !double.IsFinite(GradientNorm))
            throw new NonFiniteLossException("LevenbergMarquardt: needs a start where the residuals and their derivatives are finite.");
        while (!MustStop(cancellationToken))
        {
            var value = Value;
            if (Descend(model) is not { } next)
                return;
            model = Linearize(next);
            Iterations++;
            progress?.Invoke(new(Iterations, Value, GradientNorm, Evaluations));
            if (!double.IsFinite(GradientNorm))
            {
                Reason = StopReason.NoDescent;
                return;
            }
            if (value - Value <= (options.ValueTolerance ?? (10 * Flattened<T>.Precision)) * value && GradientNorm > options.GradientTolerance)
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

    /// <summary>Makes the damping larger until a step goes down. The residuals there, or null where none does.</summary>
    private double[]? Descend(DampedModel model)
    {
        while (_damping < LargestDamping)
        {
            var (step, predicted) = model.Step(_damping);
            var point = new double[Point.Length];
            TensorPrimitives.Add(Point, step, point);
            var r = Residuals(point);
            var value = ValueOf(r);
            var gain = (Value - value) / predicted;
            if (gain > LeastGain)
            {
                (Point, Value) = (point, value);
                _damping = Math.Max(SmallestDamping, _damping * Math.Max(1.0 / 3, 1 - Math.Pow((2 * gain) - 1, 3)));
                _growth = 2;
                return r;
            }
            if (IsBelowRounding(step))
            {
                Reason = StopReason.StepTolerance;
                return null;
            }
            _damping *= _growth;
            _growth *= 2;
        }
        Reason = StopReason.NoDescent;
        return null;
    }

    private bool IsBelowRounding(double[] step)
    {
        for (var i = 0; i < step.Length; i++)
        {
            if (Math.Abs(step[i]) > Flattened<T>.Precision * Math.Abs(Point[i]))
                return false;
        }
        return true;
    }

    private double[] Residuals(double[] x)
    {
        Evaluations++;
        using var scratch = new Scratch<T>();
        return Array.ConvertAll(residuals(layout.Split(x)).ToArray(), double.CreateTruncating);
    }

    private static double ValueOf(double[] r) => TensorPrimitives.SumOfSquares<double>(r) / 2;

    private DampedModel Linearize(double[] r)
    {
        var (m, n) = (r.Length, Point.Length);
        var jacobian = new double[m * n];
        using (new Scratch<T>())
        {
            var column = 0;
            foreach (var part in Differentiate.Jacobian<T>(residuals, layout.Split(Point)))
            {
                var values = part.Values;
                var width = values.Length / Math.Max(m, 1);
                for (var i = 0; i < values.Length; i++)
                    jacobian[(i / width * n) + column + (i % width)] = double.CreateTruncating(values[i]);
                column += width;
            }
        }
        var gradient = new double[n];
        var squares = new double[n];
        for (var i = 0; i < m; i++)
        {
            var row = jacobian.AsSpan(i * n, n);
            TensorPrimitives.MultiplyAdd(row, r[i], gradient, gradient);
            TensorPrimitives.MultiplyAdd(row, row, squares, squares);
        }
        for (var i = 0; i < n; i++)
            _scale[i] = Math.Max(_scale[i], Math.Sqrt(squares[i]));
        GradientNorm = n == 0 ? 0 : Math.Abs(TensorPrimitives.MaxMagnitude<double>(gradient));
        return new(jacobian, r, gradient, Array.ConvertAll(_scale, scale => scale > 0 ? scale : 1));
    }
}
