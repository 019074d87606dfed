using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels;
using AutoGrad.Kernels.LinearAlgebra;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The inverse of each matrix, [.., n, n] to [.., n, n]. To solve a system, <see cref="Solve"/> is faster and more accurate.</summary>
    /// <exception cref="ShapeException">The matrices are not square.</exception>
    /// <exception cref="SingularMatrixException">A pivot is zero. A matrix that is singular but for rounding gives large numbers instead.</exception>
    public static Variable<T> Inverse<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        RequireSquare(nameof(Inverse), ShapeOf(x));
        return new InversePrimitive<T>().Apply(x);
    }

    private sealed record InversePrimitive<T> : FactorPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override int[] ResultOf(int m, int n) => [n, n];

        protected override void Factor(Span<double> a, Span<double> y, Shape shape, int matrix)
        {
            var n = shape[^1];
            using var swaps = new RentedSpan<int>(n);
            var row = LuFactor.Run(a, n, swaps.Span);
            if (row >= 0)
                Guard.ThrowSingular(Name, shape, matrix, row);
            DenseMatrix.SetIdentity(y, n, n);
            LuFactor.Solve(a, swaps.Span, transposed: false, y, n);
        }

        // dY = -Y dX Y, so X̄ = -Yᵀ Ȳ Yᵀ (Giles 2008, 2.2.3).
        protected internal override Variable<T> Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar) =>
            -MatMul(MatMul(y, yBar, transposeA: true), y, transposeB: true);

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Power(x[0], Formula.Number(-1));

        protected override string WriteFactor(CodeOperation operation, int m, int n) => operation.Invoke(MatrixCode.Inverse, "a", n);
    }
}
