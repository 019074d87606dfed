using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels.LinearAlgebra;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>
    /// The eigenvalues λ [.., n], ascending, and the eigenvectors V [.., n, n], a column each, of symmetric matrices: x = V diag(λ) Vᵀ with Vᵀ V = I.
    /// </summary>
    /// <param name="x">The matrices. What is decomposed is (x + xᵀ)/2, so that the gradient is symmetric.</param>
    /// <exception cref="ShapeException">The matrices are not square.</exception>
    /// <remarks>
    /// Of the two signs of a vector the one is taken that makes its element of largest absolute value positive. Where two eigenvalues are equal, their
    /// vectors have no derivative: a gradient through vectors is infinite or NaN there. That of the eigenvalues is V diag(λ̄) Vᵀ, for the vectors that were
    /// found; it is right for what does not tell equal eigenvalues apart, such as their sum. An element that is NaN or infinite makes the results NaN.
    /// </remarks>
    public static (Variable<T> Values, Variable<T> Vectors) SymmetricEigen<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        RequireSquare(nameof(SymmetricEigen), ShapeOf(x));
        var n = x.Shape[^1];
        var symmetric = Symmetrized(x);
        var packed = new SymmetricEigenPrimitive<T>().Apply(symmetric);
        return (new EigenvaluesPrimitive<T>().Apply(symmetric, packed), Unpacked(packed, n, n, n));
    }

    // 1 / (b_j - b_i) off the diagonal, and 0 on it.
    private static Variable<T> ReciprocalGaps<T>(Variable<T> values) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (shape, eye) = (values.Shape, Eye<T>(values.Shape[^1]));
        var gaps = Reshape(values, Shape.Create([.. shape.Lengths[..^1], 1, shape[^1]])) - Reshape(values, Shape.Create([.. shape.Lengths, 1]));
        return (1 - eye) / (gaps + eye);
    }

    private sealed record SymmetricEigenPrimitive<T> : FactorPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override int[] ResultOf(int m, int n) => [n + (n * n)];

        protected override void Factor(Span<double> a, Span<double> y, Shape shape, int matrix) =>
            SymmetricEigenSystem.Run(a, y[..shape[^1]], y[shape[^1]..], shape[^1]);

        // dV = V (F ∘ Vᵀ dX V) with Fᵢⱼ = 1 / (λⱼ - λᵢ), so X̄ = V (F ∘ Vᵀ V̄) Vᵀ (Giles 2008, 3.1). The eigenvalues have a primitive of their own.
        protected internal override Variable<T> Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar)
        {
            var n = x[0].Shape[^1];
            var (vectors, vectorsBar) = (Unpacked(y, n, n, n), Unpacked(yBar, n, n, n));
            var inner = ReciprocalGaps(new EigenvaluesPrimitive<T>().Apply(x[0], y)) * MatMul(vectors, vectorsBar, transposeA: true);
            return MatMul(MatMul(vectors, inner), vectors, transposeB: true);
        }

        protected override string WriteFactor(CodeOperation operation, int m, int n) => operation.Invoke(RotationCode.SymmetricEigen, "a", n);
    }

    /// <summary>The eigenvalues out of what was packed, as a function of the matrix: their derivative does not suffer from those of the vectors.</summary>
    private sealed record EigenvaluesPrimitive<T> : Primitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x) => Shape.Create(x[0].Shape.Lengths[..^1]);

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y) => TakeFirst(ValuesOf(x[1]), x[1].Shape[^1], y, x[0].Shape[^1]);

        // dλ = diag(Vᵀ dX V), so X̄ = V diag(λ̄) Vᵀ (Giles 2008, 3.1).
        protected internal override Variable<T>? Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar)
        {
            if (input == 1)
                return null;
            var n = x[0].Shape[^1];
            var vectors = Unpacked(x[1], n, n, n);
            return MatMul(TimesColumns(vectors, yBar), vectors, transposeB: true);
        }

        internal override string WriteCode(CodeOperation operation) => WriteFirst(operation);
    }

    // The same as a statement in C#.
    private static string WriteFirst(CodeOperation operation)
    {
        var ones = new int[operation.Shape.Rank];
        Array.Fill(ones, 1);
        return $"{operation.Invoke(ShapingCode.Slice, operation.Operands[1], operation.Shapes[1], new int[ones.Length], ones, operation.Result, operation.Shape)};";
    }

    private static void TakeFirst<T>(ReadOnlySpan<T> packed, int length, Span<T> y, int count)
    {
        for (var i = 0; count > 0 && i < y.Length / count; i++)
            packed.Slice(i * length, count).CopyTo(y[(i * count)..]);
    }
}
