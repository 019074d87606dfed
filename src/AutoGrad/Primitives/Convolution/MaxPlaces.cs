using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    // The elements of v at the places of the maxima of x's windows, or the transpose: zeros with those of v added there. Places are found
    // again each time, which is cheaper than to keep them, and no element has to hold one.
    private sealed record MaxPlacesPrimitive<T>(TapRule Rule, bool IsTransposed = false) : Primitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x) =>
            Shape.Create([x[0].Shape[0], x[0].Shape[1], .. (IsTransposed ? Rule.From : Rule.To).Values]);

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y)
        {
            var planes = x[0].Shape[0] * x[0].Shape[1];
            if (IsTransposed)
                WindowMaximum.Add(ValuesOf(x[0]), ValuesOf(x[1]), y, planes, Rule.ThreeTaps());
            else
                WindowMaximum.Pick(ValuesOf(x[0]), ValuesOf(x[1]), y, planes, Rule.ThreeTaps());
        }

        // Places are constant around almost every point; in v it is linear.
        protected internal override Variable<T>? Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar) =>
            input == 0 ? null : new MaxPlacesPrimitive<T>(Rule, !IsTransposed).Apply(x[0], yBar);

        protected internal override Variable<T>? Pushforward(ReadOnlySpan<Variable<T>> x, Variable<T> y, ReadOnlySpan<Variable<T>?> xDot) =>
            xDot[1] is { } tangent ? Apply(x[0], tangent) : null;

        internal override bool IsHomogeneousIn(int input) => input == 1;

        internal override Variable<T>? SupportOf(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T>? support) =>
            support is null ? null : Pullback(input, x, y, BroadcastTo(support, y.Shape));

        protected internal override Formula Write(ReadOnlySpan<Formula> x)
        {
            var subscript = $"{(Rule.Kind == TapKind.Window ? Rule.Window : Rule.To)}";
            return IsTransposed
                ? Formula.Call("atMaximaᵀ", @"\operatorname{atMaxima}^{\top}", subscript, x)
                : Formula.Call("atMaxima", @"\operatorname{atMaxima}", subscript, x);
        }

        internal override string WriteCode(CodeOperation operation) =>
            $"{operation.Invoke(IsTransposed ? WindowCode.AddAt : WindowCode.Pick, operation.Operands[1], Rule.WriteMaxPlaces(operation), operation.Result)};";
    }
}
