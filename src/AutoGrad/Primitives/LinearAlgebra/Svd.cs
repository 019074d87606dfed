using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels;
using AutoGrad.Kernels.LinearAlgebra;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>
    /// The thin singular value decomposition x = U diag(S) Vᵀ of each matrix [.., m, n], with k = min(m, n): U [.., m, k] and V [.., n, k] have
    /// orthonormal columns, S [.., k] is descending and not negative.
    /// </summary>
    /// <exception cref="ShapeException">x has fewer than two axes.</exception>
    /// <remarks>
    /// V is not transposed. Of the two signs of a pair of vectors the one is taken that makes the element of largest absolute value positive, in the
    /// vector of the longer side (of U where m = n). Where two singular values are equal, or one is 0, a gradient through the vectors is infinite or NaN.
    /// That of the singular values is U diag(S̄) Vᵀ, for the vectors that were found; it is right for what does not tell equal ones apart, and at 0, where S
    /// has a kink, a subgradient. An element that is NaN or infinite makes the results NaN.
    /// </remarks>
    public static (Variable<T> U, Variable<T> S, Variable<T> V) Svd<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        RequireMatrix(nameof(Svd), ShapeOf(x));
        var (m, n) = (x.Shape[^2], x.Shape[^1]);
        if (m < n)
        {
            var (left, values, right) = Svd(Transpose(x));
            return (right, values, left);
        }
        var packed = new SvdPrimitive<T>().Apply(x);
        return (Unpacked(packed, n, m, n), new SingularValuesPrimitive<T>().Apply(x, packed), Unpacked(packed, n + (m * n), n, n));
    }

    private static Variable<T> TimesColumns<T>(Variable<T> x, Variable<T> factors) where T : unmanaged, IFloatingPointIeee754<T> =>
        x * Reshape(factors, Shape.Create([.. factors.Shape.Lengths[..^1], 1, factors.Shape[^1]]));

    /// <summary>For matrices with no fewer rows than columns: S, U and V, one behind the other.</summary>
    private sealed record SvdPrimitive<T> : FactorPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override int[] ResultOf(int m, int n) => [n + (m * n) + (n * n)];

        protected override void Factor(Span<double> a, Span<double> y, Shape shape, int matrix)
        {
            var (m, n) = (shape[^2], shape[^1]);
            using var rented = new RentedSpan<double>(m * n);
            using var rentedU = new RentedSpan<double>(m * n);
            using var rentedV = new RentedSpan<double>(n * n);
            DenseMatrix.Transpose(a, rented.Span, m, n);
            SingularValues.Run(rented.Span, y[..n], rentedU.Span, rentedV.Span, n, m);
            DenseMatrix.Transpose(rentedU.Span, y[n..], n, m);
            DenseMatrix.Transpose(rentedV.Span, y[(n + (m * n))..], n, n);
        }

        // X̄ = U ((F ∘ (UᵀŪ - ŪᵀU)) S + S (F ∘ (VᵀV̄ - V̄ᵀV))) Vᵀ + (I - U Uᵀ) Ū S⁻¹ Vᵀ with Fᵢⱼ = 1 / (sⱼ² - sᵢ²) (Townsend 2016, "Differentiating the
        // singular value decomposition"). V is square, so I - V Vᵀ is nothing. The singular values have a primitive of their own.
        protected internal override Variable<T> Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar)
        {
            var (m, n) = (x[0].Shape[^2], x[0].Shape[^1]);
            var (s, u, v) = (new SingularValuesPrimitive<T>().Apply(x[0], y), Unpacked(y, n, m, n), Unpacked(y, n + (m * n), n, n));
            var (uBar, vBar) = (Unpacked(yBar, n, m, n), Unpacked(yBar, n + (m * n), n, n));
            var gaps = ReciprocalGaps(Square(s));
            var (productU, productV) = (MatMul(u, uBar, transposeA: true), MatMul(v, vBar, transposeA: true));
            var column = Reshape(s, Shape.Create([.. s.Shape.Lengths, 1]));
            var inner = TimesColumns(gaps * (productU - Transpose(productU)), s) + (column * (gaps * (productV - Transpose(productV))));
            var sum = MatMul(u, inner);
            if (m > n)
                sum += TimesColumns(uBar - MatMul(u, productU), 1 / s);
            return MatMul(sum, v, transposeB: true);
        }

        protected override string WriteFactor(CodeOperation operation, int m, int n) => operation.Invoke(RotationCode.Svd, "a", m, n);
    }

    /// <summary>The singular values out of what was packed, as a function of the matrix: their derivative does not suffer from those of the vectors.</summary>
    private sealed record SingularValuesPrimitive<T> : Primitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x) => Shape.Create([.. x[0].Shape.Lengths[..^2], x[0].Shape[^1]]);

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y) => TakeFirst(ValuesOf(x[1]), x[1].Shape[^1], y, x[0].Shape[^1]);

        // ds = diag(Uᵀ dX V), so X̄ = U diag(S̄) Vᵀ (Giles 2008, 3.2).
        protected internal override Variable<T>? Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar)
        {
            if (input == 1)
                return null;
            var (m, n) = (x[0].Shape[^2], x[0].Shape[^1]);
            return MatMul(TimesColumns(Unpacked(x[1], n, m, n), yBar), Unpacked(x[1], n + (m * n), n, n), transposeB: true);
        }

        internal override string WriteCode(CodeOperation operation) => WriteFirst(operation);
    }
}
