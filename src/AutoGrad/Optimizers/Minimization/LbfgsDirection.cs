using System.Numerics.Tensors;

namespace AutoGrad;

/// <summary>The direction -H·g, where H is an estimate of the inverse Hessian from the last steps s and the changes y of the gradient along them.</summary>
/// <remarks>J. Nocedal, S. Wright, "Numerical optimization", 2nd ed. 2006, algorithm 7.4 and equation 7.20.</remarks>
internal sealed class LbfgsDirection(int memory) : DescentDirection
{
    private readonly List<Pair> _pairs = [];

    public override double[] Find(double[] x, double[] gradient)
    {
        var d = Array.ConvertAll(gradient, g => -g);
        Span<double> weights = new double[_pairs.Count];
        for (var i = _pairs.Count - 1; i >= 0; i--)
        {
            var (s, y, sy) = _pairs[i];
            weights[i] = TensorPrimitives.Dot<double>(s, d) / sy;
            Add(d, -weights[i], y);
        }
        if (_pairs.Count > 0)
        {
            var (_, y, sy) = _pairs[^1];
            TensorPrimitives.Multiply(d, sy / TensorPrimitives.SumOfSquares<double>(y), d);
        }
        for (var i = 0; i < _pairs.Count; i++)
        {
            var (s, y, sy) = _pairs[i];
            Add(d, weights[i] - (TensorPrimitives.Dot<double>(y, d) / sy), s);
        }
        return d;
    }

    // Before anything is known of the curvature, a gradient of any length moves the point by no more than 1 in sum.
    public override double FirstStep(double[] gradient) =>
        _pairs.Count > 0 ? 1 : Math.Min(1, 1 / TensorPrimitives.SumOfMagnitudes<double>(gradient));

    public override void Learn(double[] x, double[] next, double[] gradient, double[] nextGradient)
    {
        var (s, y) = (new double[x.Length], new double[x.Length]);
        TensorPrimitives.Subtract(next, x, s);
        TensorPrimitives.Subtract(nextGradient, gradient, y);
        var sy = TensorPrimitives.Dot<double>(s, y);
        // Without a curvature above 0 the estimate would not stay positive definite.
        if (!(sy > 1e-14 * TensorPrimitives.Norm<double>(s) * TensorPrimitives.Norm<double>(y)))
            return;
        if (_pairs.Count == memory)
            _pairs.RemoveAt(0);
        _pairs.Add(new(s, y, sy));
    }

    public override bool TryForget()
    {
        var knew = _pairs.Count > 0;
        _pairs.Clear();
        return knew;
    }

    private static void Add(double[] target, double factor, double[] x) => TensorPrimitives.MultiplyAdd(x, factor, target, target);

    private sealed record Pair(double[] S, double[] Y, double Sy);
}
