using System.Numerics;
using System.Runtime.CompilerServices;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The same elements, in row-major order, under another shape. One length may be -1: it is what the others leave.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="lengths">The lengths of the new axes.</param>
    /// <exception cref="ShapeException">The new shape has another number of elements, or more than one length is -1.</exception>
    [OverloadResolutionPriority(1)]
    public static Variable<T> Reshape<T>(Variable<T> x, params ReadOnlySpan<int> lengths) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var shape = ShapeOf(x);
        var unknown = lengths.IndexOf(-1);
        if (unknown < 0)
            return Reshape(x, Shape.Create(lengths));
        Span<int> known = [.. lengths];
        known[unknown] = 1;
        var rest = known.Contains(-1) ? 0 : Shape.Create(known).Size;
        if (rest == 0 || shape.Size % rest != 0)
            Guard.ThrowShape(nameof(Reshape), "needs at most one length of -1, and the other lengths to divide the elements of x",
                $"x {shape} and lengths [{string.Join(", ", lengths.ToArray())}]");
        known[unknown] = shape.Size / rest;
        return Reshape(x, Shape.Create(known));
    }

    /// <summary>The same elements, in row-major order, under another shape.</summary>
    /// <exception cref="ShapeException">The new shape has another number of elements.</exception>
    public static Variable<T> Reshape<T>(Variable<T> x, Shape shape) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(shape);
        return ShapeOf(x).Equals(shape) ? x : new ReshapePrimitive<T>(shape).Apply(x);
    }

    private sealed record ReshapePrimitive<T>(Shape Shape) : LinearPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        internal override bool CarriesMasks => true;

        internal override bool SharesStorage => true;

        internal override bool IsIdentityOn(Shape x) => x.Equals(Shape);

        internal override Primitive<T>? After(Primitive<T> inner) => inner is ReshapePrimitive<T> ? this : null;

        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x)
        {
            if (x[0].Shape.Size != Shape.Size)
                Guard.ThrowShape(Name, "needs a shape with as many elements as x", $"x {x[0].Shape} and shape {Shape}");
            return Shape;
        }

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y) => Passes.Copy(ValuesOf(x[0]), y);

        // The elements stay where they are; only their shape goes back.
        protected internal override Variable<T> Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar) =>
            Reshape(yBar, x[0].Shape);

        protected internal override Formula Write(ReadOnlySpan<Formula> x) =>
            Formula.Call("reshape", @"\operatorname{reshape}", string.Join("×", Shape), x);
    }
}
