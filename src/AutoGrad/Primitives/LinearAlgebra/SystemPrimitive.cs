using System.Numerics;
using AutoGrad.Kernels;
using AutoGrad.Kernels.LinearAlgebra;

namespace AutoGrad;

/// <summary>The solution X of op(A) X = B for each matrix A [n, n] and B [n, m] of batches that broadcast, where op is nothing or the transposition.</summary>
internal abstract record SystemPrimitive<T>(bool IsTransposed) : Primitive<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Factors a matrix in place, once for all right sides.</summary>
    protected abstract void Prepare(Span<double> a, Span<int> swaps, Shape shape, int matrix);

    /// <summary>Replaces b [n, m] by the solution.</summary>
    protected abstract void Solve(ReadOnlySpan<double> a, ReadOnlySpan<int> swaps, Span<double> b, int m);

    /// <summary>The solution for the matrix transposed, or, where it is transposed already, as it stands.</summary>
    protected abstract Variable<T> SolveOther(Variable<T> a, Variable<T> b);

    /// <summary>The part of a cotangent of A that belongs to elements that are read.</summary>
    protected virtual Variable<T> Masked(Variable<T> aBar) => aBar;

    protected internal sealed override Shape InferShape(ReadOnlySpan<Variable<T>> x)
    {
        var (a, b) = (x[0].Shape, x[1].Shape);
        return Shape.Create([.. Shape.Broadcast(Name, Shape.Create(a.Lengths[..^2]), Shape.Create(b.Lengths[..^2])), b[^2], b[^1]]);
    }

    protected internal sealed override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y)
    {
        if (y.IsEmpty)
            return;
        var (n, m) = (x[1].Shape[^2], x[1].Shape[^1]);
        PassSplit.Run(
            new Tile<T> { A = ValuesOf(x[0]), B = ValuesOf(x[1]) }, y, y.Length / (n * m), (long)n * n * (n + m), new Systems(this, x[0].Shape, x[1].Shape));
    }

    // Each result is a unit, which takes about n² (n + m) operations. Results in a row that have the same matrix factor it once.
    private readonly struct Systems(SystemPrimitive<T> primitive, Shape shapeA, Shape shapeB) : IPass<T>
    {
        public void Run(in Tile<T> x, Span<T> y, int start, int end)
        {
            var (n, m) = (shapeB[^2], shapeB[^1]);
            using var a = new RentedSpan<double>(n * n);
            using var b = new RentedSpan<double>(n * m);
            using var swaps = new RentedSpan<int>(n);
            var prepared = -1;
            var runs = new Broadcast(Shape.Create(shapeA.Lengths[..^2]), Shape.Create(shapeB.Lengths[..^2]));
            runs.MoveTo(start / runs.RunLength);
            while (runs.Next(out var run) && run.Output < end)
            {
                for (var i = Math.Max(0, start - run.Output); i < Math.Min(run.Length, end - run.Output); i++)
                {
                    var (indexA, indexB) = (run.A + (run.StretchesA ? 0 : i), run.B + (run.StretchesB ? 0 : i));
                    if (indexA != prepared)
                    {
                        DenseMatrix.Load(x.A.Slice(indexA * n * n, n * n), a.Span);
                        primitive.Prepare(a.Span, swaps.Span, shapeA, indexA);
                        prepared = indexA;
                    }
                    DenseMatrix.Load(x.B.Slice(indexB * n * m, n * m), b.Span);
                    primitive.Solve(a.Span, swaps.Span, b.Span, m);
                    DenseMatrix.Store(b.Span, y.Slice((run.Output + i) * n * m, n * m));
                }
            }
        }
    }

    internal sealed override bool RunsOnOneThread => true;

    // One factorisation for each matrix, and n² multiplications and additions for each column.
    internal sealed override double OperationCount(ReadOnlySpan<Shape> x, Shape y) => ((2.0 / 3 * x[0].Size) + (2.0 * y.Size)) * x[0][^1];

    // For A X = B: dX = A⁻¹ (dB - dA X), so B̄ = A⁻ᵀ X̄ and Ā = -B̄ Xᵀ (Giles 2008, 2.3.1), which is transposed where A is.
    protected internal sealed override Variable<T> Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar)
    {
        var bBar = SolveOther(x[0], yBar);
        if (input == 1)
            return bBar;
        var product = IsTransposed ? Op.MatMul(y, bBar, transposeB: true) : Op.MatMul(bBar, y, transposeB: true);
        return -Masked(product);
    }
}
