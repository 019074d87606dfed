using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels.LinearAlgebra;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The solution X of a X = b for triangular matrices a, [.., n, n] and [.., n, m] to [.., n, m], where the leading axes broadcast.</summary>
    /// <param name="a">The matrices, of which only the named triangle is read.</param>
    /// <param name="b">The right sides; a vector [n] counts as one column, and the column's axis is left out of the result.</param>
    /// <param name="lower">Whether the lower triangle is meant, or else the upper.</param>
    /// <param name="transposed">Whether to solve aᵀ X = b instead.</param>
    /// <exception cref="ShapeException">a is not square, b has another number of rows, or the batches do not broadcast.</exception>
    /// <remarks>A zero on the diagonal is no error: the division by it gives infinities or NaN.</remarks>
    public static Variable<T> TriangularSolve<T>(Variable<T> a, Variable<T> b, bool lower = true, bool transposed = false)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        CheckSystem(nameof(TriangularSolve), ShapeOf(a), ShapeOf(b));
        return WithoutColumn(new TriangularSolvePrimitive<T>(lower, transposed).Apply(a, AsColumn(b)), b.Shape.Rank == 1);
    }

    private sealed record TriangularSolvePrimitive<T>(bool Lower, bool Transposed) : SystemPrimitive<T>(Transposed)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Prepare(Span<double> a, Span<int> swaps, Shape shape, int matrix) { }

        protected override void Solve(ReadOnlySpan<double> a, ReadOnlySpan<int> swaps, Span<double> b, int m) =>
            TriangularSystem.Solve(a, swaps.Length, Lower, Transposed, unitDiagonal: false, b, m);

        protected override Variable<T> SolveOther(Variable<T> a, Variable<T> b) => TriangularSolve(a, b, Lower, !Transposed);

        // The other triangle is not read.
        protected override Variable<T> Masked(Variable<T> aBar) => Triangle(aBar, Lower);

        internal override string WriteCode(CodeOperation operation) => operation.Call(MatrixCode.SolveTriangular, Lower, Transposed);
    }
}
