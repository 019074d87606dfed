using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>Variables one after the other along an axis that they all have.</summary>
    /// <param name="x">At least one variable; all axes but the one have the same lengths.</param>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <exception cref="ShapeException">There are no variables, no such axis, or other axes of different lengths.</exception>
    public static Variable<T> Concatenate<T>(ReadOnlySpan<Variable<T>> x, int axis = 0) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (x.IsEmpty)
            Guard.ThrowShape(nameof(Concatenate), "needs at least one variable", "none");
        return new ConcatenatePrimitive<T>(ShapeOf(x[0]).Axis(nameof(Concatenate), axis)).Apply(x);
    }

    private sealed record ConcatenatePrimitive<T>(int Axis) : LinearPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        internal override bool CarriesMasks => true;

        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x)
        {
            var first = x[0].Shape;
            var length = 0;
            foreach (var part in x)
            {
                if (part.Shape.Rank != first.Rank || !part.Shape.With(Axis, 0).Equals(first.With(Axis, 0)))
                    ThrowDifferent(x);
                length += part.Shape[Axis];
            }
            return first.With(Axis, length);
        }

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y)
        {
            var outer = x[0].Shape.SizeOf(0, Axis);
            var row = outer == 0 ? 0 : y.Length / outer;
            var start = 0;
            foreach (var part in x)
            {
                var run = outer == 0 ? 0 : part.Shape.Size / outer;
                var values = ValuesOf(part);
                for (var i = 0; i < outer; i++)
                    values.Slice(i * run, run).CopyTo(y.Slice((i * row) + start, run));
                start += run;
            }
        }

        // Each part gets its own stretch of the cotangent.
        protected internal override Variable<T> Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar)
        {
            var start = 0;
            for (var i = 0; i < input; i++)
                start += x[i].Shape[Axis];
            return Slice(yBar, Axis, start..(start + x[input].Shape[Axis]));
        }

        private void ThrowDifferent(ReadOnlySpan<Variable<T>> x)
        {
            var shapes = string.Join(", ", x.ToArray().Select(part => part.Shape));
            Guard.ThrowShape(Name, $"needs variables that agree in all axes but axis {Axis}", shapes);
        }

        protected internal override Formula Write(ReadOnlySpan<Formula> x) =>
            Formula.Call("concatenate", @"\operatorname{concatenate}", $"{Axis}", x);

        internal override string WriteCode(CodeOperation operation) => operation.CallForEach(ShapingCode.Insert, (k, shapes) => [Axis, shapes[..k].Sum(shape => shape[Axis])]);
    }
}
