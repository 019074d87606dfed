using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>For each index a row with 1 at its place and 0 elsewhere, [..] to [.., count].</summary>
    /// <param name="indices">Whole numbers from 0 to count - 1, such as labels.</param>
    /// <param name="count">The length of a row, such as the number of classes.</param>
    /// <exception cref="IndexValueException">An index is not a whole number in the range.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The count is less than 1.</exception>
    public static Variable<T> OneHot<T>(Variable<T> indices, int count) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Guard.Argument(count >= 1, nameof(OneHot), "needs a count of at least 1", $"{count}", nameof(count));
        return new OneHotPrimitive<T>(count).Apply(indices);
    }

    private sealed record OneHotPrimitive<T>(int Count) : Primitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x) => Shape.Create([.. x[0].Shape.Lengths, Count]);

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y)
        {
            var bad = IndexedCopy.OneHot(ValuesOf(x[0]), y, Count);
            if (bad >= 0)
                Guard.ThrowIndex(Name, "indices", double.CreateChecked(ValuesOf(x[0])[bad]), x[0].Shape, bad, Count);
        }

        protected internal override Variable<T>? Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar) => null;

        protected internal override string? WhyNotDifferentiable(int input) => "marks places by indices, which are whole numbers";

        protected internal override Formula Write(ReadOnlySpan<Formula> x) =>
            Formula.Call("onehot", @"\operatorname{onehot}", $"{Count}", x);

        internal override string WriteCode(CodeOperation operation) =>
            $"for (var i = 0; i < {operation.Operands[0]}.Length; i++) {operation.Result}[(i * {Count}) + (int){operation.Operands[0]}[i]] = 1;";
    }
}
