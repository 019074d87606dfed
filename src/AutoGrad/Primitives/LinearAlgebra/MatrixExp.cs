using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels.LinearAlgebra;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The exponential of each matrix, exp(x) = Σ xᵏ / k!, [.., n, n] to [.., n, n].</summary>
    /// <exception cref="ShapeException">The matrices are not square.</exception>
    /// <remarks>The result of a matrix with an element that is NaN or infinite is NaN.</remarks>
    public static Variable<T> MatrixExp<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        RequireSquare(nameof(MatrixExp), ShapeOf(x));
        return new MatrixExpPrimitive<T>().Apply(x);
    }

    private sealed record MatrixExpPrimitive<T> : FactorPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override int[] ResultOf(int m, int n) => [n, n];

        protected override void Factor(Span<double> a, Span<double> y, Shape shape, int matrix) => Exponential.Run(a, y, shape[^1]);

        // The derivative in a direction E is the upper right block of exp([X E; 0 X]) (Mathias 1996); that in a cotangent the same with Xᵀ.
        protected internal override Variable<T> Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar) =>
            InDirection(Transpose(x[0]), yBar);

        protected internal override Variable<T>? Pushforward(ReadOnlySpan<Variable<T>> x, Variable<T> y, ReadOnlySpan<Variable<T>?> xDot) =>
            InDirection(x[0], xDot[0]!);

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Call("exp", @"\exp", "", x);

        private static Variable<T> InDirection(Variable<T> x, Variable<T> direction)
        {
            var n = x.Shape[^1];
            var above = Concatenate([x, direction], -1);
            var below = Concatenate([Variable.Zeros<T>(x.Shape), x], -1);
            return Slice(Slice(MatrixExp(Concatenate([above, below], -2)), -2, ..n), -1, n..);
        }

        protected override string WriteFactor(CodeOperation operation, int m, int n) => operation.Invoke(DecompositionCode.MatrixExp, "a", n);
    }
}
