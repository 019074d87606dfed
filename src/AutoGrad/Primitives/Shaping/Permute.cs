using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The axes in another order: axis i of y is axis permutation[i] of x.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="permutation">Each axis of x once; negative ones count from the end.</param>
    /// <exception cref="ShapeException">The permutation does not name each axis once.</exception>
    public static Variable<T> Permute<T>(Variable<T> x, params ReadOnlySpan<int> permutation) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var shape = ShapeOf(x);
        Span<int> normal = stackalloc int[permutation.Length];
        for (var i = 0; i < normal.Length; i++)
            normal[i] = shape.Axis(nameof(Permute), permutation[i]);
        if (Axes.Normalize(nameof(Permute), shape, normal).Count != shape.Rank)
            Guard.ThrowShape(nameof(Permute), "needs each axis of x once", $"axes [{string.Join(", ", permutation.ToArray())}] and x {shape}");
        return new PermutePrimitive<T>(new(normal)).Apply(x);
    }

    /// <summary>The transpose of a matrix, or of each matrix in a batch: [.., m, n] to [.., n, m].</summary>
    /// <exception cref="ShapeException">x has fewer than two axes.</exception>
    public static Variable<T> Transpose<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var shape = ShapeOf(x);
        if (shape.Rank < 2)
            Guard.ThrowShape(nameof(Transpose), "needs x [.., m, n]", $"x {shape}");
        Span<int> permutation = stackalloc int[shape.Rank];
        for (var axis = 0; axis < permutation.Length; axis++)
            permutation[axis] = axis;
        (permutation[^2], permutation[^1]) = (permutation[^1], permutation[^2]);
        return Permute(x, permutation);
    }

    private sealed record PermutePrimitive<T>(Axes Permutation) : LinearPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        internal override bool CarriesMasks => true;

        internal override bool IsIdentityOn(Shape x) => Permutation.Values.SequenceEqual([.. Enumerable.Range(0, x.Rank)]);

        // y[i₀, ..] of p after q: axis p[i] of q's result is axis q[p[i]] of x.
        internal override Primitive<T>? After(Primitive<T> inner) => inner is PermutePrimitive<T> { Permutation: var first }
            ? new PermutePrimitive<T>(new Axes([.. Permutation.Values.ToArray().Select(axis => first[axis])]))
            : null;

        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x)
        {
            Span<int> lengths = stackalloc int[Permutation.Count];
            for (var i = 0; i < lengths.Length; i++)
                lengths[i] = x[0].Shape[Permutation[i]];
            return Shape.Create(lengths);
        }

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y) =>
            Transposition.Permute(ValuesOf(x[0]), x[0].Shape.Lengths, Permutation.Values, y);

        // The inverse permutation brings each cotangent back to its element.
        protected internal override Variable<T> Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar)
        {
            Span<int> inverse = stackalloc int[Permutation.Count];
            for (var i = 0; i < inverse.Length; i++)
                inverse[Permutation[i]] = i;
            return Permute(yBar, inverse);
        }

        protected internal override Formula Write(ReadOnlySpan<Formula> x) =>
            Formula.Call("permute", @"\operatorname{permute}", string.Join(", ", Permutation.Values.ToArray()), x);

        internal override string WriteCode(CodeOperation operation) => operation.Call(ShapingCode.Permute, Permutation.Values.ToArray());
    }
}
