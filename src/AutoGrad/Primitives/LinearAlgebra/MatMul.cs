using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The matrix product, [.., m, k] by [.., k, n] to [.., m, n], where the leading axes are batches that broadcast.</summary>
    /// <param name="a">A matrix or a batch of them; a vector [k] counts as a row, and the row's axis is left out of the result.</param>
    /// <param name="b">A matrix or a batch of them; a vector [k] counts as a column, and the column's axis is left out of the result.</param>
    /// <param name="transposeA">Whether a holds the transpose, [.., k, m]. No transposed copy is made.</param>
    /// <param name="transposeB">Whether b holds the transpose, [.., n, k]. No transposed copy is made.</param>
    /// <exception cref="ShapeException">The inner lengths differ, the batches do not broadcast, or an operand is a scalar.</exception>
    public static Variable<T> MatMul<T>(Variable<T> a, Variable<T> b, bool transposeA = false, bool transposeB = false)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (shapeA, shapeB) = (ShapeOf(a), ShapeOf(b));
        if (shapeA.Rank >= 2 && shapeB.Rank >= 2)
            return new MatMulPrimitive<T>(transposeA, transposeB).Apply(a, b);
        if (shapeA.Rank == 0 || shapeB.Rank == 0)
            Guard.ThrowShape(nameof(MatMul), "needs operands of at least one axis", $"a {shapeA} and b {shapeB}");
        var primitive = new MatMulPrimitive<T>(transposeA, transposeB);
        primitive.CheckInnerLengths(shapeA, shapeB);
        var matrixA = shapeA.Rank == 1 ? Reshape(a, transposeA ? [shapeA[0], 1] : [1, shapeA[0]]) : a;
        var matrixB = shapeB.Rank == 1 ? Reshape(b, transposeB ? [1, shapeB[0]] : [shapeB[0], 1]) : b;
        var product = primitive.Apply(matrixA, matrixB);
        var lengths = product.Shape.Lengths;
        ReadOnlySpan<int> columns = shapeB.Rank == 1 ? [] : lengths[^1..];
        ReadOnlySpan<int> rows = shapeA.Rank == 1 ? [] : lengths[^2..^1];
        return Reshape(product, Shape.Create([.. lengths[..^2], .. rows, .. columns]));
    }

    private sealed record MatMulPrimitive<T>(bool TransposeA, bool TransposeB) : Primitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x)
        {
            var (a, b) = (x[0].Shape, x[1].Shape);
            var m = TransposeA ? a[^1] : a[^2];
            var n = TransposeB ? b[^2] : b[^1];
            CheckInnerLengths(a, b);
            if (a.Rank == 2 && b.Rank == 2)
                return Shape.Create([m, n]);
            var batch = Shape.TryBroadcast(Shape.Create(a.Lengths[..^2]), Shape.Create(b.Lengths[..^2]));
            if (batch is null)
                Guard.ThrowShape(Name, "needs batches that broadcast together (aligned from the last axis, equal or 1)", $"a {a} and b {b}");
            return Shape.Create([.. batch.Lengths, m, n]);
        }

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y) => Evaluate(null, x, y);

        internal override bool TakesEpilogue(ReadOnlySpan<Shape> x) => x[1].Rank == 2 && (x[0].Rank == 2 || !TransposeA);

        internal override void EvaluateWith(IProductEpilogue epilogue, ReadOnlySpan<Variable<T>> x, Span<T> y) => Evaluate(epilogue, x, y);

        private void Evaluate(IProductEpilogue? epilogue, ReadOnlySpan<Variable<T>> x, Span<T> y)
        {
            var (a, b) = (x[0].Shape, x[1].Shape);
            var (m, k) = TransposeA ? (a[^1], a[^2]) : (a[^2], a[^1]);
            var n = TransposeB ? b[^2] : b[^1];
            var valuesA = ValuesOf(x[0]);
            var valuesB = ValuesOf(x[1]);
            if (b.Rank == 2 && (a.Rank == 2 || !TransposeA))
            {
                // One b for the whole batch: the batch is more rows.
                MatrixProduct.Multiply(valuesA, TransposeA, valuesB, TransposeB, y, m * a.SizeOf(0, a.Rank - 2), n, k, epilogue);
                return;
            }
            BatchedProduct.Multiply(valuesA, a, TransposeA, valuesB, b, TransposeB, y, m, n, k);
        }

        // For Y = AB: Ā = Ȳ Bᵀ and B̄ = Aᵀ Ȳ. An operand that was given transposed gets the transpose of that, with the factors swapped.
        protected internal override Variable<T> Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar)
        {
            var (a, b) = (x[0], x[1]);
            if (input == 0)
                return TransposeA ? MatMul(b, yBar, TransposeB, true) : MatMul(yBar, b, false, !TransposeB);
            // One matrix for the whole batch: the batch is more rows, so one product sums over it, where a product each would have to be added up.
            if (b.Shape.Rank == 2 && !TransposeA)
                (a, yBar) = (AsRows(a), AsRows(yBar));
            return TransposeB ? MatMul(yBar, a, true, TransposeA) : MatMul(a, yBar, !TransposeA, false);
        }

        // d(AB) = dA B + A dB.
        protected internal override Variable<T> Pushforward(
            ReadOnlySpan<Variable<T>> x, Variable<T> y, ReadOnlySpan<Variable<T>?> xDot)
        {
            var left = xDot[0] is { } aDot ? MatMul(aDot, x[1], TransposeA, TransposeB) : null;
            var right = xDot[1] is { } bDot ? MatMul(x[0], bDot, TransposeA, TransposeB) : null;
            return left is null ? right! : right is null ? left : left + right;
        }

        // A multiplication and an addition for each term.
        internal override double OperationCount(ReadOnlySpan<Shape> x, Shape y) => 2.0 * y.Size * x[0][TransposeA ? ^2 : ^1];

        internal override bool IsHomogeneousIn(int input) => true;

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.MatrixProduct(
            TransposeA ? Formula.Transpose(x[0]) : x[0], TransposeB ? Formula.Transpose(x[1]) : x[1]);

        private static Variable<T> AsRows(Variable<T> x) => Reshape(x, Shape.Create([x.Shape.SizeOf(0, x.Shape.Rank - 1), x.Shape[^1]]));

        /// <summary>Compares k of two operands, of which a vector is a row or a column.</summary>
        public void CheckInnerLengths(Shape a, Shape b)
        {
            if (a[a.Rank == 1 || !TransposeA ? ^1 : ^2] == b[b.Rank == 1 || TransposeB ? ^1 : ^2])
                return;
            var more = a.Rank > 2 || b.Rank > 2 ? ".., " : "";
            var ruleA = a.Rank == 1 ? "a [k]" : TransposeA ? $"a [{more}k, m]" : $"a [{more}m, k]";
            var ruleB = b.Rank == 1 ? "b [k]" : TransposeB ? $"b [{more}n, k]" : $"b [{more}k, n]";
            Guard.ThrowShape(Name, $"needs {ruleA} and {ruleB} with equal k", $"a {a} and b {b}");
        }

        internal override string WriteCode(CodeOperation operation) => operation.Call(ProductCode.MatMul, TransposeA, TransposeB);
    }
}
