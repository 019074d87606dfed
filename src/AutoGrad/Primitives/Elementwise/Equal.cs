using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels;
using AutoGrad.Kernels.Fused;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>A mask, broadcasting: 1 where a = b, else 0, and 0 where either is NaN.</summary>
    /// <remarks>A comparison has no derivative. <see cref="Where{T}"/> selects by a mask, and the selected values have theirs.</remarks>
    /// <exception cref="ShapeException">The shapes do not broadcast together.</exception>
    public static Variable<T> Equal<T>(Variable<T> a, Variable<T> b) where T : unmanaged, IFloatingPointIeee754<T> => new EqualPrimitive<T>().Apply(a, b);

    private sealed record EqualPrimitive<T> : ComparisonPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) => Masks.Compare<T, Masks.Equal>(a, b, y);

        protected override void Evaluate(ReadOnlySpan<T> a, T b, Span<T> y) => Masks.Compare<T, Masks.Equal>(a, b, y);

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Relation("=", @"=", x[0], x[1]);

        internal override ElementCode? Code => new("{0} == {1} ? 1 : 0");

        internal override Type? Fused => typeof(IsEqual);
    }
}
