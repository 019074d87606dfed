using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels;
using AutoGrad.Kernels.LinearAlgebra;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The sign of the determinant of each matrix, -1, 0 or 1, and ln |det x|, [.., n, n] to [..] each.</summary>
    /// <exception cref="ShapeException">The matrices are not square.</exception>
    /// <exception cref="SingularMatrixException">The derivative was asked for at a singular matrix.</exception>
    /// <remarks>A singular matrix has the sign 0 and the logarithm -∞. The sign has the derivative 0.</remarks>
    public static (Variable<T> Sign, Variable<T> LogAbsolute) LogDeterminant<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        RequireSquare(nameof(LogDeterminant), ShapeOf(x));
        var packed = new LogDeterminantPrimitive<T>().Apply(x);
        // The sign of the sign is itself, and tells the sweep that its derivative is 0.
        return (Sign(Unpacked(packed, 0)), Unpacked(packed, 1));
    }

    private sealed record LogDeterminantPrimitive<T> : FactorPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override int[] ResultOf(int m, int n) => [2];

        protected override void Factor(Span<double> a, Span<double> y, Shape shape, int matrix)
        {
            using var swaps = new RentedSpan<int>(shape[^1]);
            _ = LuFactor.Run(a, shape[^1], swaps.Span);
            (y[0], y[1]) = LuFactor.LogDeterminant(a, swaps.Span);
        }

        // d ln |det X| = tr(X⁻¹ dX), so X̄ = ȳ X⁻ᵀ (Giles 2008, 2.2.4).
        protected internal override Variable<T> Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar) =>
            PerMatrix(Unpacked(yBar, 1)) * Transpose(Inverse(x[0]));

        protected override string WriteFactor(CodeOperation operation, int m, int n) => operation.Invoke(MatrixCode.LogDeterminant, "a", n);
    }
}
