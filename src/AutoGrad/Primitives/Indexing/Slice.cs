using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The part of x within a range of each axis, from the first; axes without a range are taken whole.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="ranges">Ranges such as <c>1..3</c>, <c>..</c> or <c>^2..</c>.</param>
    /// <exception cref="ShapeException">There are more ranges than axes, or a range leaves its axis.</exception>
    public static Variable<T> Slice<T>(Variable<T> x, params ReadOnlySpan<Range> ranges) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var shape = ShapeOf(x);
        if (ranges.Length > shape.Rank)
            Guard.ThrowShape(nameof(Slice), "needs at most one range an axis", $"{ranges.Length} ranges and x {shape}");
        var (starts, part, steps) = (new int[shape.Rank], shape.Lengths.ToArray(), new int[shape.Rank]);
        Array.Fill(steps, 1);
        for (var axis = 0; axis < ranges.Length; axis++)
            (starts[axis], part[axis]) = Resolve(ranges[axis], axis, shape);
        return new SlicePrimitive<T>(new(starts), Shape.Create(part), new(steps)).Apply(x);
    }

    /// <summary>Every step-th element of a range of one axis.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <param name="range">A range such as <c>1..3</c>, <c>..</c> or <c>^2..</c>.</param>
    /// <param name="step">The distance of the elements that are taken, at least 1.</param>
    /// <exception cref="ShapeException">There is no such axis, or the range leaves it.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The step is less than 1.</exception>
    public static Variable<T> Slice<T>(Variable<T> x, int axis, Range range, int step = 1) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var shape = ShapeOf(x);
        axis = shape.Axis(nameof(Slice), axis);
        Guard.Argument(step >= 1, nameof(Slice), "needs a step of at least 1", $"{step}", nameof(step));
        var (starts, part, steps) = (new int[shape.Rank], shape.Lengths.ToArray(), new int[shape.Rank]);
        Array.Fill(steps, 1);
        (starts[axis], var length) = Resolve(range, axis, shape);
        (part[axis], steps[axis]) = (length == 0 ? 0 : ((length - 1) / step) + 1, step);
        return new SlicePrimitive<T>(new(starts), Shape.Create(part), new(steps)).Apply(x);
    }

    private static (int Start, int Length) Resolve(Range range, int axis, Shape shape)
    {
        var (start, end) = (range.Start.GetOffset(shape[axis]), range.End.GetOffset(shape[axis]));
        if (start < 0 || start > end || end > shape[axis])
            Guard.ThrowShape(nameof(Slice), $"needs a range within axis {axis}", $"{range} and x {shape}");
        return (start, end - start);
    }

    private sealed record SlicePrimitive<T>(Axes Starts, Shape Part, Axes Steps) : LinearPrimitive<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x) => Part;

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y)
        {
            if (!y.IsEmpty)
                Slicing.Take(ValuesOf(x[0]), x[0].Shape.Lengths, y, Part.Lengths, Starts.Values, Steps.Values);
        }

        // The elements outside the part have no influence.
        protected internal override Variable<T> Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar) =>
            new UnslicePrimitive<T>(Starts, x[0].Shape, Steps).Apply(yBar);

        protected internal override Formula Write(ReadOnlySpan<Formula> x) =>
            Formula.Call("slice", @"\operatorname{slice}", $"{Starts} by {Steps}", x);
    }
}
