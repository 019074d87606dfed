using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels;
using AutoGrad.Kernels.LinearAlgebra;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The determinant of each matrix, [.., n, n] to [..].</summary>
    /// <exception cref="ShapeException">The matrices are not square.</exception>
    /// <remarks>
    /// The gradient, the matrix of cofactors, is right for singular matrices as well. The second derivative there is not: it divides by the
    /// determinant, and is NaN where that is zero. The determinant of large matrices overflows where that of <see cref="LogDeterminant"/> does not.
    /// </remarks>
    public static Variable<T> Determinant<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        RequireSquare(nameof(Determinant), ShapeOf(x));
        return new DeterminantPrimitive<T>().Apply(x);
    }

    // A number for each matrix, in a shape that broadcasts against the matrices.
    private static Variable<T> PerMatrix<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> =>
        Reshape(x, Shape.Create([.. x.Shape.Lengths, 1, 1]));

    private sealed record DeterminantPrimitive<T> : FactorPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override int[] ResultOf(int m, int n) => [];

        protected override void Factor(Span<double> a, Span<double> y, Shape shape, int matrix)
        {
            using var swaps = new RentedSpan<int>(shape[^1]);
            _ = LuFactor.Run(a, shape[^1], swaps.Span);
            y[0] = LuFactor.Determinant(a, swaps.Span);
        }

        // Expanded along a row, the determinant is linear in an element, whose factor is its cofactor.
        protected internal override Variable<T> Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar) =>
            PerMatrix(yBar) * new CofactorPrimitive<T>().Apply(x);

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Call("det", @"\det", "", x);

        protected override string WriteFactor(CodeOperation operation, int m, int n) => operation.Invoke(MatrixCode.Determinant, "a", n);
    }

    private sealed record CofactorPrimitive<T> : FactorPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override int[] ResultOf(int m, int n) => [n, n];

        protected override void Factor(Span<double> a, Span<double> y, Shape shape, int matrix) => Cofactors.Run(a, y, shape[^1]);

        // C = d X⁻ᵀ with dd = <C, dX>, so dC = (<C, dX> C - C dXᵀ C) / d and X̄ = (<C̄, C> C - C C̄ᵀ C) / d.
        protected internal override Variable<T> Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar)
        {
            var along = Sum(yBar * y, [-2, -1], keepDimensions: true) * y;
            var across = MatMul(MatMul(y, yBar, transposeB: true), y);
            return (along - across) / PerMatrix(Determinant(x[0]));
        }

        protected override string WriteFactor(CodeOperation operation, int m, int n) => operation.Invoke(DecompositionCode.Cofactors, "a", n);
    }
}
