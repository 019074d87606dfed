using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
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
        var parts = new AxisPart[ranges.Length];
        for (var axis = 0; axis < parts.Length; axis++)
            parts[axis] = ranges[axis];
        return Part(x, parts);
    }

    /// <summary>Every step-th element of a range of one axis.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <param name="range">A range such as <c>1..3</c>, <c>..</c> or <c>^2..</c>.</param>
    /// <param name="step">
    /// The distance of the elements that are taken. A negative one goes backwards through the range, from its last element.
    /// </param>
    /// <exception cref="ShapeException">There is no such axis, or the range leaves it.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The step is 0.</exception>
    public static Variable<T> Slice<T>(Variable<T> x, int axis, Range range, int step = 1) where T : unmanaged, IFloatingPointIeee754<T>
    {
        axis = ShapeOf(x).Axis(nameof(Slice), axis);
        var parts = new AxisPart[axis + 1];
        Array.Fill(parts, Range.All);
        parts[axis] = (range, step);
        return Part(x, parts);
    }

    /// <summary>A part of each axis, from the first, without the axes of which one element is taken.</summary>
    internal static Variable<T> Part<T>(Variable<T> x, ReadOnlySpan<AxisPart> parts) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var shape = ShapeOf(x);
        if (parts.Length > shape.Rank)
            Guard.ThrowShape(nameof(Slice), "needs at most one range an axis", $"{parts.Length} ranges and x {shape}");
        var (starts, part, steps) = (new int[shape.Rank], shape.Lengths.ToArray(), new int[shape.Rank]);
        Array.Fill(steps, 1);
        var kept = new List<int>(shape.Rank);
        for (var axis = 0; axis < shape.Rank; axis++)
        {
            if (axis < parts.Length)
                (starts[axis], part[axis], steps[axis]) = parts[axis].Resolve(axis, shape);
            if (axis >= parts.Length || !parts[axis].DropsAxis)
                kept.Add(part[axis]);
        }
        var isWhole = shape.Lengths.SequenceEqual(part) && !steps.AsSpan().ContainsAnyExcept(1);
        var y = isWhole ? x : new SlicePrimitive<T>(new(starts), Shape.Create(part), new(steps)).Apply(x);
        return kept.Count == shape.Rank ? y : Reshape(y, Shape.Create([.. kept]));
    }

    private sealed record SlicePrimitive<T>(Axes Starts, Shape Part, Axes Steps) : LinearPrimitive<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        internal override bool CarriesMasks => true;

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

        internal override string WriteCode(CodeOperation operation) => operation.Call(ShapingCode.Slice, Starts.Values.ToArray(), Steps.Values.ToArray());
    }
}
