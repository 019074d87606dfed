using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    // Weighted sums along each spatial axis in turn, or the transpose of that.
    private sealed record ResamplePrimitive<T>(TapRule Rule, bool IsTransposed = false) : LinearPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x) =>
            Shape.Create([x[0].Shape[0], x[0].Shape[1], .. (IsTransposed ? Rule.From : Rule.To).Values]);

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y)
        {
            var planes = x[0].Shape[0] * x[0].Shape[1];
            var taps = Rule.ThreeTaps();
            if (Rule.Kind != TapKind.Window || !Pooling.Takes(taps))
                Resampling.Run(ValuesOf(x[0]), y, planes, Rule.Taps(), IsTransposed);
            else if (IsTransposed)
                Pooling.Spread(ValuesOf(x[0]), y, planes, taps);
            else
                Pooling.Sum(ValuesOf(x[0]), y, planes, taps);
        }

        // Each element gets the cotangents of the sums that it is in, with its weights there.
        protected internal override Variable<T> Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar) =>
            new ResamplePrimitive<T>(Rule, !IsTransposed).Apply(yBar);

        protected internal override Formula Write(ReadOnlySpan<Formula> x)
        {
            var (name, subscript) = Rule.Kind switch
            {
                TapKind.Window => ("windowSum", $"{Rule.Window}"),
                TapKind.Adaptive => ("adaptiveAverage", $"{Rule.To}"),
                TapKind.Nearest => ("upsampleNearest", $"{Rule.To}"),
                _ => ("upsampleLinear", $"{Rule.To}"),
            };
            return IsTransposed
                ? Formula.Call($"{name}ᵀ", $@"\operatorname{{{name}}}^{{\top}}", subscript, x)
                : Formula.Call(name, $@"\operatorname{{{name}}}", subscript, x);
        }

        internal override string WriteCode(CodeOperation operation) =>
            operation.Call(WindowCode.Resample, IsTransposed, $"[{string.Join(", ", Rule.WriteTaps(operation))}]");
    }
}
