using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels.LinearAlgebra;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The Cholesky factor of each symmetric positive definite matrix: x = L Lᵀ with L lower triangular, [.., n, n] to [.., n, n].</summary>
    /// <param name="x">The matrices. What is factored is (x + xᵀ)/2, so that the gradient is symmetric.</param>
    /// <exception cref="ShapeException">The matrices are not square.</exception>
    /// <exception cref="NotPositiveDefiniteException">A pivot is not positive, or NaN.</exception>
    public static Variable<T> Cholesky<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        RequireSquare(nameof(Cholesky), ShapeOf(x));
        return new CholeskyPrimitive<T>().Apply(Symmetrized(x));
    }

    private sealed record CholeskyPrimitive<T> : FactorPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override int[] ResultOf(int m, int n) => [n, n];

        protected override void Factor(Span<double> a, Span<double> y, Shape shape, int matrix)
        {
            var n = shape[^1];
            var row = CholeskyFactor.Run(a, n);
            if (row >= 0)
                Guard.ThrowNotPositiveDefinite(Name, shape, matrix, row, a[(row * n) + row]);
            a.CopyTo(y);
        }

        // dL = L Φ(L⁻¹ dA L⁻ᵀ), where Φ takes the lower triangle with half the diagonal (Murray 2016, "Differentiation of the Cholesky
        // decomposition", eq. 8), so Ā = L⁻ᵀ Φ(Lᵀ L̄) L⁻¹ up to symmetry, which the symmetrization of the input brings.
        protected internal override Variable<T> Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar)
        {
            var n = y.Shape[^1];
            var product = MatMul(y, Triangle(yBar, lower: true), transposeA: true);
            var phi = Triangle(product, lower: true) * (1 - (0.5 * Eye<T>(n)));
            var left = TriangularSolve(y, phi, lower: true, transposed: true);
            return Transpose(TriangularSolve(y, Transpose(left), lower: true, transposed: true));
        }

        protected override string WriteFactor(CodeOperation operation, int m, int n) => operation.Invoke(MatrixCode.Cholesky, "a", n);
    }
}
