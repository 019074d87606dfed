using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>A matrix, or each in a batch, with zeros above a diagonal: y[i, j] = x[i, j] where j - i ≤ offset, else 0, [.., m, n] to [.., m, n].</summary>
    /// <param name="x">The matrices.</param>
    /// <param name="offset">How far above the main diagonal the last diagonal lies that is kept; below it where negative.</param>
    /// <remarks>What is left out is 0 even where x is infinite or NaN.</remarks>
    /// <exception cref="ShapeException">x has fewer than two axes.</exception>
    public static Variable<T> LowerTriangle<T>(Variable<T> x, int offset = 0) where T : unmanaged, IFloatingPointIeee754<T> =>
        new TrianglePrimitive<T>(IsUpper: false, offset).Apply(x);

    /// <summary>A matrix, or each in a batch, with zeros below a diagonal: y[i, j] = x[i, j] where j - i ≥ offset, else 0, [.., m, n] to [.., m, n].</summary>
    /// <param name="x">The matrices.</param>
    /// <param name="offset">How far above the main diagonal the first diagonal lies that is kept; below it where negative.</param>
    /// <remarks>What is left out is 0 even where x is infinite or NaN.</remarks>
    /// <exception cref="ShapeException">x has fewer than two axes.</exception>
    public static Variable<T> UpperTriangle<T>(Variable<T> x, int offset = 0) where T : unmanaged, IFloatingPointIeee754<T> =>
        new TrianglePrimitive<T>(IsUpper: true, offset).Apply(x);

    private sealed record TrianglePrimitive<T>(bool IsUpper, int Offset) : LinearPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        internal override bool CarriesMasks => true;

        public override string Name => IsUpper ? nameof(UpperTriangle) : nameof(LowerTriangle);

        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x)
        {
            if (x[0].Shape.Rank < 2)
                Guard.ThrowShape(Name, "needs x [.., m, n]", $"x {x[0].Shape}");
            return x[0].Shape;
        }

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y)
        {
            if (!y.IsEmpty)
                Triangles.Keep(ValuesOf(x[0]), y, x[0].Shape[^2], x[0].Shape[^1], Offset, IsUpper);
        }

        // What was left out has no influence.
        protected internal override Variable<T> Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar) => Apply(yBar);

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => IsUpper
            ? Formula.Call("triu", @"\operatorname{triu}", $"{Offset}", x)
            : Formula.Call("tril", @"\operatorname{tril}", $"{Offset}", x);

        internal override string WriteCode(CodeOperation operation) => operation.Call(ShapingCode.Triangle, Offset, IsUpper);
    }
}
