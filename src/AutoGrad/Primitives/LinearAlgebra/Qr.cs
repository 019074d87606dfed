using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels.LinearAlgebra;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>
    /// The reduced factorisation x = Q R of each matrix [.., m, n], with k = min(m, n): Q [.., m, k] has orthonormal columns, R [.., k, n] is upper
    /// triangular.
    /// </summary>
    /// <exception cref="ShapeException">x has fewer than two axes.</exception>
    /// <remarks>
    /// The diagonal of R is not negative, which makes Q and R unique where the first k columns of x are independent. Where they are not, R has a zero
    /// on its diagonal, and the derivative, which solves with R, is infinite or NaN.
    /// </remarks>
    public static (Variable<T> Q, Variable<T> R) Qr<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        RequireMatrix(nameof(Qr), ShapeOf(x));
        var (m, n) = (x.Shape[^2], x.Shape[^1]);
        if (m < n)
        {
            // The columns after the first m only add columns Qᵀ x to R.
            var (square, rest) = (Slice(x, -1, ..m), Slice(x, -1, m..));
            var (q, r) = Qr(square);
            return (q, Concatenate([r, MatMul(q, rest, transposeA: true)], -1));
        }
        var packed = new QrPrimitive<T>().Apply(x);
        return (Unpacked(packed, 0, m, n), Unpacked(packed, m * n, n, n));
    }

    private sealed record QrPrimitive<T> : FactorPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override int[] ResultOf(int m, int n) => [(m + n) * n];

        protected override void Factor(Span<double> a, Span<double> y, Shape shape, int matrix)
        {
            var (m, n) = (shape[^2], shape[^1]);
            QrFactor.Run(a, y[..(m * n)], y[(m * n)..], m, n);
        }

        // X̄ = (Q̄ + Q sym(M)) R⁻ᵀ with M = R R̄ᵀ - Q̄ᵀ Q, where sym mirrors the lower triangle of M above its diagonal
        // (Walter and Lehmann 2010, "Algorithmic differentiation of linear algebra functions", eq. 13).
        protected internal override Variable<T> Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar)
        {
            var (m, n) = (x[0].Shape[^2], x[0].Shape[^1]);
            var (q, r) = (Unpacked(y, 0, m, n), Unpacked(y, m * n, n, n));
            var (qBar, rBar) = (Unpacked(yBar, 0, m, n), Triangle(Unpacked(yBar, m * n, n, n), lower: false));
            var product = Triangle(MatMul(r, rBar, transposeB: true) - MatMul(qBar, q, transposeA: true), lower: true);
            var mirrored = product + Transpose(product) - (product * Eye<T>(n));
            var sum = qBar + MatMul(q, mirrored);
            return Transpose(TriangularSolve(r, Transpose(sum), lower: false));
        }

        protected override string WriteFactor(CodeOperation operation, int m, int n) => operation.Invoke(DecompositionCode.Qr, "a", m, n);
    }
}
