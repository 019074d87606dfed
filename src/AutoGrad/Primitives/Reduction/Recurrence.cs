using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    // y[k] = a[k-1]·y[k-1] + b[k] along an axis, or backwards y[k] = a[k]·y[k+1] + b[k]; a is shorter than b by one.
    private static Variable<T> Recurrence<T>(Variable<T> a, Variable<T> b, int axis, bool backwards)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        new RecurrencePrimitive<T>(axis, backwards).Apply(a, b);

    private sealed record RecurrencePrimitive<T>(int Axis, bool Backwards) : Primitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x) => x[1].Shape;

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y)
        {
            var shape = x[1].Shape;
            Scans.Recurrence(ValuesOf(x[0]), ValuesOf(x[1]), y,
                shape.SizeOf(0, Axis), shape[Axis], shape.SizeOf(Axis + 1, shape.Rank), Backwards);
        }

        // The cotangent of b[k] is that of y[k] and a[k] times that of b[k+1], since y[k] goes on into y[k+1] = a[k]·y[k] + b[k+1]: the same
        // recurrence the other way. That of a[k] is what it multiplied, y[k], times the cotangent of b[k+1].
        protected internal override Variable<T> Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar)
        {
            var bBar = Recurrence(x[0], yBar, Axis, !Backwards);
            return input == 1 ? bBar : Slice(bBar, Axis, Backwards ? ..^1 : 1..) * Slice(y, Axis, Backwards ? 1.. : ..^1);
        }

        protected internal override Formula Write(ReadOnlySpan<Formula> x) =>
            Formula.Call(Backwards ? "recurrence from the end" : "recurrence", @"\operatorname{recurrence}", $"{Axis}", x);

        internal override string WriteCode(CodeOperation operation) => operation.CallAlong(OrderCode.Recur, operation.Shapes[1], Axis, Backwards);
    }
}
