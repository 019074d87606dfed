using System.Numerics;
using AutoGrad.Kernels;
using AutoGrad.Kernels.Standardization;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>
    /// Of elements x, their moments and cotangents u: Σ u and Σ u·(x - m) along axes, stacked. Where there is a scale of places in a line, u is
    /// multiplied by it first.
    /// </summary>
    private sealed record StandardizeSumsPrimitive<T>(Axes Axes) : ComposedPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x) => x[1].Shape;

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y)
        {
            var layout = Grouping.Of(x[0].Shape, Axes)!.Value;
            GroupSums.OfGroups(
                ValuesOf(x[0]), ValuesOf(x[2]), ValuesOf(x[1])[..layout.Groups], x.Length > 3 ? ValuesOf(x[3]) : default, y, layout);
        }

        protected override Variable<T> Compose(ReadOnlySpan<Variable<T>> x)
        {
            var u = x.Length > 3 ? x[2] * x[3] : x[2];
            return Stack([
                Sum(u, Axes.Values, keepDimensions: true), Sum(u * (x[0] - Rows(x[1]).First), Axes.Values, keepDimensions: true)]);
        }

        internal override double OperationCount(ReadOnlySpan<Shape> x, Shape y) => 3.0 * x[0].Size;

        protected internal override Formula Write(ReadOnlySpan<Formula> x) =>
            Formula.Call("standardize sums", @"\operatorname{standardize\,sums}", string.Join(", ", Axes.Values.ToArray()), x);
    }

    /// <summary>Of lines x, their moments and cotangents u: Σ u and Σ u·(x - m)/√(v + ε) over the lines, stacked.</summary>
    private sealed record StandardizeLineSumsPrimitive<T>(Axes Axes, double Epsilon) : ComposedPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x) => Shape.Create([2, .. Grouping.Reduced(x[0].Shape, Axes).Lengths]);

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y)
        {
            var layout = Grouping.Of(x[0].Shape, Axes)!.Value;
            using var rates = new RentedSpan<T>(layout.Groups);
            GroupMap.Rates(ValuesOf(x[1])[layout.Groups..], T.CreateTruncating(Epsilon), rates.Span);
            GroupSums.OverLines(ValuesOf(x[0]), ValuesOf(x[2]), ValuesOf(x[1])[..layout.Groups], rates.Span, y, layout.Groups, layout.Inner);
        }

        protected override Variable<T> Compose(ReadOnlySpan<Variable<T>> x)
        {
            var own = Axes;
            int[] lines = [.. Enumerable.Range(0, x[0].Shape.Rank).Where(axis => !own.Contains(axis))];
            var standardized = (x[0] - Rows(x[1]).First) * Rate(x[1], Epsilon);
            return Stack([Sum(x[2], lines, keepDimensions: true), Sum(x[2] * standardized, lines, keepDimensions: true)]);
        }

        internal override double OperationCount(ReadOnlySpan<Shape> x, Shape y) => 4.0 * x[0].Size;

        protected internal override Formula Write(ReadOnlySpan<Formula> x) =>
            Formula.Call("standardize line sums", @"\operatorname{standardize\,line\,sums}", string.Join(", ", Axes.Values.ToArray()), x);
    }
}
