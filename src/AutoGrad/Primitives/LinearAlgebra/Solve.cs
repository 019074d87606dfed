using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels.LinearAlgebra;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The solution X of a X = b, [.., n, n] and [.., n, m] to [.., n, m], where the leading axes broadcast.</summary>
    /// <param name="a">The matrices.</param>
    /// <param name="b">The right sides; a vector [n] counts as one column, and the column's axis is left out of the result.</param>
    /// <param name="transposed">Whether to solve aᵀ X = b instead.</param>
    /// <exception cref="ShapeException">a is not square, b has another number of rows, or the batches do not broadcast.</exception>
    /// <exception cref="SingularMatrixException">A pivot is zero. A matrix that is singular but for rounding gives large numbers instead.</exception>
    public static Variable<T> Solve<T>(Variable<T> a, Variable<T> b, bool transposed = false) where T : unmanaged, IFloatingPointIeee754<T>
    {
        CheckSystem(nameof(Solve), ShapeOf(a), ShapeOf(b));
        return WithoutColumn(new SolvePrimitive<T>(transposed).Apply(a, AsColumn(b)), b.Shape.Rank == 1);
    }

    private static void CheckSystem(string operation, Shape a, Shape b)
    {
        var fits = a.Rank >= 2 && a[^1] == a[^2] && b.Rank >= 1 && b[b.Rank == 1 ? ^1 : ^2] == a[^1];
        if (!fits)
            Guard.ThrowShape(operation, b.Rank == 1 ? "needs a [.., n, n] and b [n]" : "needs a [.., n, n] and b [.., n, m]", $"a {a} and b {b}");
        var batchB = b.Rank == 1 ? Shape.Scalar : Shape.Create(b.Lengths[..^2]);
        if (Shape.TryBroadcast(Shape.Create(a.Lengths[..^2]), batchB) is null)
            Guard.ThrowShape(operation, "needs batches that broadcast together (aligned from the last axis, equal or 1)", $"a {a} and b {b}");
    }

    private sealed record SolvePrimitive<T>(bool Transposed) : SystemPrimitive<T>(Transposed) where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Prepare(Span<double> a, Span<int> swaps, Shape shape, int matrix)
        {
            var row = LuFactor.Run(a, swaps.Length, swaps);
            if (row >= 0)
                Guard.ThrowSingular(Name, shape, matrix, row);
        }

        protected override void Solve(ReadOnlySpan<double> a, ReadOnlySpan<int> swaps, Span<double> b, int m) =>
            LuFactor.Solve(a, swaps, Transposed, b, m);

        protected override Variable<T> SolveOther(Variable<T> a, Variable<T> b) => Op.Solve(a, b, !Transposed);

        internal override string WriteCode(CodeOperation operation) => operation.Call(MatrixCode.Solve, Transposed);
    }
}
