using System.Numerics.Tensors;
using AutoGrad.Recording;

namespace AutoGrad;

/// <summary>The linear model J δ + r of residuals around a point, factored once for steps of any damping.</summary>
internal sealed class DampedModel
{
    private readonly double[] _triangle;
    private readonly double[] _right;
    private readonly double[] _gradient;
    private readonly double[] _scale;

    /// <summary>Factors J = Q R, with which ‖J δ + r‖ is ‖R δ + Qᵀ r‖ but for a constant.</summary>
    /// <param name="jacobian">J, [m, n].</param>
    /// <param name="r">r, [m].</param>
    /// <param name="gradient">Jᵀ r, [n].</param>
    /// <param name="scale">The diagonal of D, above 0, [n].</param>
    public DampedModel(double[] jacobian, double[] r, double[] gradient, double[] scale)
    {
        (_gradient, _scale) = (gradient, scale);
        using var scratch = new Scratch<double>();
        var (q, triangle) = Op.Qr(Variable.Create<double>(jacobian, [r.Length, scale.Length]) / Variable.Vector<double>(scale));
        (_triangle, _right) = (triangle.ToArray(), Op.MatMul(Variable.Vector<double>(r), q).ToArray());
    }

    /// <summary>The step of a damping, and by how much the model says that it lowers the value.</summary>
    public (double[] Step, double Predicted) Step(double damping)
    {
        var (k, n) = (_right.Length, _scale.Length);
        // In the scaled variables z = D δ the damping is that of ‖z‖.
        var (a, b) = (new double[(k + n) * n], new double[k + n]);
        _triangle.CopyTo(a, 0);
        for (var i = 0; i < n; i++)
            a[((k + i) * n) + i] = Math.Sqrt(damping);
        TensorPrimitives.Negate(_right, b.AsSpan(0, k));
        using var scratch = new Scratch<double>();
        var z = Op.Lstsq(Variable.Create<double>(a, [k + n, n]), Variable.Vector<double>(b)).ToArray();
        var step = new double[n];
        TensorPrimitives.Divide(z, _scale, step);
        // From (JᵀJ + λ D²) δ = -Jᵀ r: ½‖r‖² - ½‖J δ + r‖² = ½ (λ ‖D δ‖² - δᵀ Jᵀ r).
        return (step, ((damping * TensorPrimitives.SumOfSquares<double>(z)) - TensorPrimitives.Dot<double>(step, _gradient)) / 2);
    }
}
