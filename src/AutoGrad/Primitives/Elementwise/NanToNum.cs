using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>Each element where it is finite, and a number in place of NaN and of each infinity.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="nan">What stands for NaN.</param>
    /// <param name="positiveInfinity">What stands for +∞; null for the largest finite number of <typeparamref name="T"/>.</param>
    /// <param name="negativeInfinity">What stands for -∞; null for the least finite number of <typeparamref name="T"/>.</param>
    /// <remarks>The derivative is 1 where x is finite and 0 where it was replaced.</remarks>
    public static Variable<T> NanToNum<T>(Variable<T> x, double nan = 0, double? positiveInfinity = null, double? negativeInfinity = null)
        where T : unmanaged, IFloatingPointIeee754<T> => new NanToNumPrimitive<T>(nan, positiveInfinity, negativeInfinity).Apply(x);

    private sealed record NanToNumPrimitive<T>(double Nan, double? PositiveInfinity, double? NegativeInfinity) : UnaryPrimitive<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private static T Largest => T.BitDecrement(T.PositiveInfinity);

        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) => Masks.Replace(
            x,
            T.CreateTruncating(Nan),
            PositiveInfinity is { } positive ? T.CreateTruncating(positive) : Largest,
            NegativeInfinity is { } negative ? T.CreateTruncating(negative) : -Largest,
            y);

        // 1 where the element is kept, 0 where a constant stands for it.
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) => Less(Abs(x), double.PositiveInfinity);

        internal override ElementCode? Code => new($"T.IsNaN({{0}}) ? {CodeOperation.Number(Nan)} : T.IsPositiveInfinity({{0}}) ? {Bound(PositiveInfinity, "T.MaxValue")} : T.IsNegativeInfinity({{0}}) ? {Bound(NegativeInfinity, "T.MinValue")} : {{0}}");

        private static string Bound(double? value, string otherwise) => value is { } number ? CodeOperation.Number(number) : otherwise;
    }
}
