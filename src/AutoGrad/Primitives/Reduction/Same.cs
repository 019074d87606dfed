using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    // 1 where a = b, or where both are NaN: which elements an extreme, NaN included, was taken from.
    private static Variable<T> Same<T>(Variable<T> a, Variable<T> b) where T : unmanaged, IFloatingPointIeee754<T> =>
        new SamePrimitive<T>().Apply(a, b);

    private sealed record SamePrimitive<T> : ComparisonPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) => Masks.Compare<T, Masks.Same>(a, b, y);

        protected override void Evaluate(ReadOnlySpan<T> a, T b, Span<T> y) => Masks.Compare<T, Masks.Same>(a, b, y);

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Relation("≡", @"\equiv", x[0], x[1]);

        internal override ElementCode? Code => new("{0} == {1} || (T.IsNaN({0}) && T.IsNaN({1})) ? 1 : 0");
    }
}
