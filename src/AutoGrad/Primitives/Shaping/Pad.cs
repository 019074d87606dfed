using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>x with more elements before and after those of each axis, [n₁, .., nₖ] to [b₁ + n₁ + a₁, .., bₖ + nₖ + aₖ].</summary>
    /// <param name="x">The elements.</param>
    /// <param name="padding">How many elements to put before and after those of each axis. A negative number takes so many away, first.</param>
    /// <param name="mode">What to put there. All but a constant go on periodically where the padding is longer than the axis.</param>
    /// <param name="value">The constant, rounded to <typeparamref name="T"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such mode.</exception>
    /// <exception cref="ShapeException">
    /// There are more or fewer pairs than axes, more elements to take away than there are, or, unless by a constant, no elements along an axis
    /// that is padded.
    /// </exception>
    public static Variable<T> Pad<T>(
        Variable<T> x, ReadOnlySpan<(int Before, int After)> padding, PadMode mode = PadMode.Constant, double value = 0)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var shape = ShapeOf(x);
        Guard.Argument(Enum.IsDefined(mode), nameof(Pad), "needs one of the modes", $"{mode}", nameof(mode));
        if (padding.Length != shape.Rank)
            Guard.ThrowShape(nameof(Pad), "needs a pair of paddings for each axis", $"{padding.Length} pairs and x {shape}");
        var (parts, starts, whole) = (new AxisPart[shape.Rank], new int[shape.Rank], new int[shape.Rank]);
        for (var axis = 0; axis < parts.Length; axis++)
        {
            var (before, after) = padding[axis];
            var (start, end) = (-Math.Min(before, 0L), shape[axis] + Math.Min(after, 0L));
            if (start > end)
                Guard.ThrowShape(nameof(Pad), $"needs axis {axis} to have what is taken away", $"paddings {padding[axis]} and x {shape}");
            if (start == end && mode != PadMode.Constant && (before > 0 || after > 0))
                Guard.ThrowShape(nameof(Pad), $"needs an element along axis {axis} to repeat", $"paddings {padding[axis]} and x {shape}");
            parts[axis] = (int)start..(int)end;
            starts[axis] = Math.Max(before, 0);
            whole[axis] = (int)Math.Min(starts[axis] + end - start + Math.Max(after, 0), int.MaxValue);
        }
        var core = Part(x, parts);
        var constant = T.CreateTruncating(value);
        if (mode != PadMode.Constant)
            return PadByRows(core, starts, Shape.Create(whole), mode);
        return new PadPrimitive<T>(new(starts), Shape.Create(whole), constant).Apply(core);
    }

    // One axis after the other, so that a corner gets what the paddings of both its axes give.
    private static Variable<T> PadByRows<T>(Variable<T> x, int[] starts, Shape whole, PadMode mode) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var axis = 0; axis < starts.Length; axis++)
        {
            var (length, start) = (x.Shape[axis], starts[axis]);
            if (length == whole[axis])
                continue;
            var rows = new int[whole[axis]];
            for (var i = 0; i < rows.Length; i++)
                rows[i] = SourceOf(i - start, length, mode);
            x = new TakeAtPrimitive<T>(axis, new(rows)).Apply(x);
        }
        return x;
    }

    private static int SourceOf(int place, int length, PadMode mode)
    {
        if (mode == PadMode.Replicate)
            return Math.Clamp(place, 0, length - 1);
        var period = mode == PadMode.Circular ? length : Math.Max(2L * (length - 1), 1);
        var within = ((place % period) + period) % period;
        return (int)(within < length ? within : period - within);
    }

    private sealed record PadPrimitive<T>(Axes Starts, Shape Whole, T Value) : Primitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x) => Whole;

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y)
        {
            if (x[0].Shape.Size < y.Length)
                Passes.Fill(y, Value);
            if (x[0].Shape.Size > 0)
                Slicing.Put(ValuesOf(x[0]), x[0].Shape.Lengths, y, Whole.Lengths, Starts.Values, Steps.Values);
        }

        // Each element of x is one element of y; the others are constant.
        protected internal override Variable<T> Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar) =>
            new SlicePrimitive<T>(Starts, x[0].Shape, Steps).Apply(yBar);

        protected internal override Variable<T> Pushforward(
            ReadOnlySpan<Variable<T>> x, Variable<T> y, ReadOnlySpan<Variable<T>?> xDot) =>
            new UnslicePrimitive<T>(Starts, Whole, Steps).Apply(xDot[0]!);

        internal override Variable<T>? SupportOf(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T>? support) =>
            support is null ? null : Pullback(input, x, y, BroadcastTo(support, Whole));

        protected internal override Formula Write(ReadOnlySpan<Formula> x) =>
            Formula.Call("pad", @"\operatorname{pad}", $"{Starts} in {Whole}, {Formula.Print(double.CreateChecked(Value))}", x);

        private Axes Steps => Axes.Ones(Starts.Count);

        internal override string WriteCode(CodeOperation operation) =>
            $"Array.Fill({operation.Result}, {CodeOperation.Number(Value)}); {operation.Call(ShapingCode.Put, Starts, Steps)}";
    }
}
