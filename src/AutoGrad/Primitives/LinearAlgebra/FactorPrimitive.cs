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
        var values = ValuesOf(x[0]);
        var (size, results) = (shape[^2] * shape[^1], Shape.Create(ResultOf(shape[^2], shape[^1])).Size);
        using var a = new RentedSpan<double>(size);
        using var work = new RentedSpan<double>(results);
        for (var i = 0; i < shape.SizeOf(0, shape.Rank - 2); i++)
        {
            DenseMatrix.Load(values.Slice(i * size, size), a.Span);
            Factor(a.Span, work.Span, shape, i);
            DenseMatrix.Store(work.Span, y.Slice(i * results, results));
        }
    }

    /// <summary>The results of a matrix a as an expression in C#.</summary>
    protected abstract string WriteFactor(CodeOperation operation, int m, int n);

    internal sealed override string WriteCode(CodeOperation operation)
    {
        var x = operation.Shapes[0];
        return $"{operation.Invoke(MatrixCode.ForEachMatrix, operation.Operands[0], x.SizeOf(0, x.Rank - 2), $"a => {WriteFactor(operation, x[^2], x[^1])}", operation.Result)};";
    }
}
