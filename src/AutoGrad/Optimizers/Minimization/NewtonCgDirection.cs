using System.Numerics.Tensors;

namespace AutoGrad;

/// <summary>
/// A direction d with H·d ≈ -g, by conjugate gradients that need products with the Hessian only. They end early far from the minimum, and where
/// the curvature along one of them is not above 0.
/// </summary>
/// <remarks>J. Nocedal, S. Wright, "Numerical optimization", 2nd ed. 2006, algorithm 7.1.</remarks>
/// <param name="multiplyByHessian">Given a point and a vector, writes the product of the Hessian there with the vector.</param>
/// <param name="precision">How small a curvature counts as none.</param>
internal sealed class NewtonCgDirection(Action<double[], double[], double[]> multiplyByHessian, double precision) : DescentDirection
{
    public override double[] Find(double[] x, double[] gradient)
    {
        var n = x.Length;
        var (d, residual, conjugate, product) = (new double[n], (double[])gradient.Clone(), Array.ConvertAll(gradient, g => -g), new double[n]);
        var square = TensorPrimitives.SumOfSquares<double>(residual);
        var norm = Math.Sqrt(square);
        var tolerance = Math.Min(0.5, Math.Sqrt(norm)) * norm;
        // In exact arithmetic n of them are enough.
        for (var i = 0; i < 2 * n && Math.Sqrt(square) > tolerance; i++)
        {
            multiplyByHessian(x, conjugate, product);
            var curvature = TensorPrimitives.Dot<double>(conjugate, product);
            if (!(curvature > precision * TensorPrimitives.SumOfSquares<double>(conjugate)))
                return i == 0 ? conjugate : d;
            var step = square / curvature;
            TensorPrimitives.MultiplyAdd(conjugate, step, d, d);
            TensorPrimitives.MultiplyAdd(product, step, residual, residual);
            var next = TensorPrimitives.SumOfSquares<double>(residual);
            TensorPrimitives.Multiply(conjugate, next / square, conjugate);
            TensorPrimitives.Subtract(conjugate, residual, conjugate);
            square = next;
        }
        return d;
    }
}
