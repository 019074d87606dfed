using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>All elements, in row-major order, moved on by a shift; those that leave at the end come in at the start.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="shift">How far; a negative one moves towards the start.</param>
    public static Variable<T> Roll<T>(Variable<T> x, int shift) where T : unmanaged, IFloatingPointIeee754<T> =>
        Reshape(Roll(Reshape(x, ShapeOf(x).Size), shift, 0), x.Shape);

    /// <summary>The elements moved on along an axis, y[.., (i + shift) mod n, ..] = x[.., i, ..].</summary>
    /// <param name="x">The elements.</param>
    /// <param name="shift">How far; a negative one moves towards the start.</param>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <exception cref="ShapeException">There is no such axis.</exception>
    public static Variable<T> Roll<T>(Variable<T> x, int shift, int axis) where T : unmanaged, IFloatingPointIeee754<T>
    {
        axis = ShapeOf(x).Axis(nameof(Roll), axis);
        var length = x.Shape[axis];
        var distance = length == 0 ? 0 : shift % length;
        if (distance < 0)
            distance += length;
        return distance == 0 ? x : new RollPrimitive<T>(distance, axis).Apply(x);
    }

    /// <summary>The elements moved on along several axes.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="shifts">How far along each axis; negative ones move towards the start.</param>
    /// <param name="axes">The axes; negative ones count from the end. One that is named twice moves by the sum.</param>
    /// <exception cref="ShapeException">There is no such axis, or there are more or fewer shifts than axes.</exception>
    public static Variable<T> Roll<T>(Variable<T> x, ReadOnlySpan<int> shifts, ReadOnlySpan<int> axes) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (shifts.Length != axes.Length)
            Guard.ThrowShape(nameof(Roll), "needs a shift for each axis", $"{shifts.Length} shifts and {axes.Length} axes");
        var y = x;
        for (var i = 0; i < axes.Length; i++)
            y = Roll(y, shifts[i], axes[i]);
        return y;
    }

    private sealed record RollPrimitive<T>(int Shift, int Axis) : LinearPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        internal override bool CarriesMasks => true;

        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x) => x[0].Shape;

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y)
        {
            var values = ValuesOf(x[0]);
            var inner = x[0].Shape.SizeOf(Axis + 1, x[0].Shape.Rank);
            var (block, head) = (x[0].Shape[Axis] * inner, Shift * inner);
            while (!values.IsEmpty)
            {
                values[..(block - head)].CopyTo(y[head..]);
                values[(block - head)..block].CopyTo(y);
                values = values[block..];
                y = y[block..];
            }
        }

        // Each cotangent goes back as far as its element came.
        protected internal override Variable<T> Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar) =>
            Roll(yBar, -Shift, Axis);

        protected internal override Formula Write(ReadOnlySpan<Formula> x) =>
            Formula.Call("roll", @"\operatorname{roll}", $"{Shift}, {Axis}", x);

        internal override string WriteCode(CodeOperation operation) => operation.CallAlong(ShapingCode.Roll, operation.Shapes[0], Axis, Shift);
    }
}
