using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The elements repeated along new axes and axes of length 1, by NumPy's rule, to a shape.</summary>
    /// <exception cref="ShapeException">x does not broadcast to the shape.</exception>
    public static Variable<T> BroadcastTo<T>(Variable<T> x, Shape shape) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(shape);
        return ShapeOf(x).Equals(shape) ? x : new BroadcastToPrimitive<T>(shape).Apply(x);
    }

    private sealed record BroadcastToPrimitive<T>(Shape Shape) : LinearPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        internal override bool CarriesMasks => true;

        internal override int TileOperands => 1;

        internal override bool IsStretch => true;

        internal override bool IsIdentityOn(Shape x) => x.Equals(Shape);

        internal override Primitive<T>? After(Primitive<T> inner) => inner is BroadcastToPrimitive<T> ? this : null;

        internal override void EvaluateTile(in Tile<T> x, Span<T> y) => x.A.CopyTo(y);

        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x)
        {
            if (!x[0].Shape.BroadcastsTo(Shape))
                Guard.ThrowShape(Name, "needs axes of x, from the last, that equal those of the shape or are 1", $"x {x[0].Shape} and shape {Shape}");
            return Shape;
        }

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y) =>
            Stretched<T>.Stretch(ValuesOf(x[0]), x[0].Shape, y, Shape);

        // An element gets the sum of the cotangents of its copies, which the sweep forms for every broadcast operand.
        protected internal override Variable<T> Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar) => yBar;

        protected internal override Formula Write(ReadOnlySpan<Formula> x) =>
            Formula.Call("broadcast", @"\operatorname{broadcast}", string.Join("×", Shape), x);

        internal override string WriteCode(CodeOperation operation) => operation.Call(ShapingCode.Stretch);
    }
}
