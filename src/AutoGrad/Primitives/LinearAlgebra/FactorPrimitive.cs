using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels;
using AutoGrad.Kernels.LinearAlgebra;

namespace AutoGrad;

/// <summary>An operation on each matrix of a batch by itself, computed in double whatever the element type is.</summary>
internal abstract record FactorPrimitive<T> : Primitive<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The shape of the results of one matrix [m, n].</summary>
    protected abstract int[] ResultOf(int m, int n);

    /// <summary>Computes the results of one matrix.</summary>
    /// <param name="a">The matrix, row-major, which may be overwritten.</param>
    /// <param name="y">The results: they hold anything, and every one must be written.</param>
    /// <param name="shape">The shape of the whole batch, for messages.</param>
    /// <param name="matrix">The number of the matrix in its batch, for messages.</param>
    protected abstract void Factor(Span<double> a, Span<double> y, Shape shape, int matrix);

    protected internal sealed override Shape InferShape(ReadOnlySpan<Variable<T>> x)
    {
        var shape = x[0].Shape;
        return Shape.Create([.. shape.Lengths[..^2], .. ResultOf(shape[^2], shape[^1])]);
    }

    protected internal sealed override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y)
    {
        var shape = x[0].Shape;
        var (m, n) = (shape[^2], shape[^1]);
        PassSplit.Run(new Tile<T> { A = ValuesOf(x[0]) }, y, shape.SizeOf(0, shape.Rank - 2), (long)m * n * Math.Min(m, n), new Matrices(this, shape));
    }

    // Each matrix is a unit, which takes about as many operations as it has elements times its shorter side.
    private readonly struct Matrices(FactorPrimitive<T> primitive, Shape shape) : IPass<T>
    {
        public void Run(in Tile<T> x, Span<T> y, int start, int end)
        {
            var (size, results) = (shape[^2] * shape[^1], Shape.Create(primitive.ResultOf(shape[^2], shape[^1])).Size);
            using var a = new RentedSpan<double>(size);
            using var work = new RentedSpan<double>(results);
            for (var i = start; i < end; i++)
            {
                DenseMatrix.Load(x.A.Slice(i * size, size), a.Span);
                primitive.Factor(a.Span, work.Span, shape, i);
                DenseMatrix.Store(work.Span, y.Slice(i * results, results));
            }
        }
    }

    internal sealed override bool RunsOnOneThread => true;

    internal sealed override double OperationCount(ReadOnlySpan<Shape> x, Shape y) => (double)x[0].Size * Math.Min(x[0][^2], x[0][^1]);

    /// <summary>The results of a matrix a as an expression in C#.</summary>
    protected abstract string WriteFactor(CodeOperation operation, int m, int n);

    internal sealed override string WriteCode(CodeOperation operation)
    {
        var x = operation.Shapes[0];
        return $"{operation.Invoke(MatrixCode.ForEachMatrix, operation.Operands[0], x.SizeOf(0, x.Rank - 2), $"a => {WriteFactor(operation, x[^2], x[^1])}", operation.Result)};";
    }
}
