using System.Numerics;
using System.Numerics.Tensors;
using AutoGrad.Kernels;
using AutoGrad.Kernels.Standardization;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>
    /// The cotangent of what was standardised, from the elements x, their moments, the sums of <see cref="StandardizeSumsPrimitive{T}"/>, the cotangent u
    /// and the scale, if there is one: r·scale·(u - Σ u/n - (x - m)·r²·Σ u·(x - m)/n), where a scale of places in a line belongs to u.
    /// </summary>
    private sealed record StandardizeCotangentPrimitive<T>(Axes Axes, double Epsilon) : ComposedPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x) => x[0].Shape;

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y)
        {
            if (y.IsEmpty)
                return;
            var layout = Grouping.Of(x[0].Shape, Axes)!.Value;
            var (groups, count) = (layout.Groups, T.CreateTruncating(layout.Count));
            using var rented = new RentedSpan<T>(3 * groups);
            var shares = rented.Span[..groups];
            var slopes = rented.Span.Slice(groups, groups);
            var rates = rented.Span[(2 * groups)..];
            var moments = ValuesOf(x[1]);
            var sums = ValuesOf(x[2]);
            GroupMap.Rates(moments[groups..], T.CreateTruncating(Epsilon), rates);
            TensorPrimitives.Divide(sums[..groups], count, shares);
            TensorPrimitives.Multiply(rates, sums[groups..], slopes);
            TensorPrimitives.Divide(slopes, count, slopes);
            TensorPrimitives.Multiply(rates, slopes, slopes);
            var scale = x.Length > 4 && IsOfLines(x) ? ValuesOf(x[4]) : default;
            if (x.Length > 4 && scale.IsEmpty)
                TensorPrimitives.Multiply(rates, ValuesOf(x[4]), rates);
            GroupMap.PullBack(ValuesOf(x[0]), ValuesOf(x[3]), moments[..groups], shares, slopes, rates, scale, y, layout);
        }

        protected override Variable<T> Compose(ReadOnlySpan<Variable<T>> x)
        {
            var count = (double)Grouping.Of(x[0].Shape, Axes)!.Value.Count;
            var (mean, rate, (sum, products)) = (Rows(x[1]).First, Rate(x[1], Epsilon), Rows(x[2]));
            var isOfLines = x.Length > 4 && IsOfLines(x);
            var u = isOfLines ? x[3] * x[4] : x[3];
            var difference = u - (sum / count) - ((x[0] - mean) * (rate * (rate * products / count)));
            return difference * (x.Length > 4 && !isOfLines ? rate * x[4] : rate);
        }

        internal override double OperationCount(ReadOnlySpan<Shape> x, Shape y) => 4.0 * y.Size;

        protected internal override Formula Write(ReadOnlySpan<Formula> x) =>
            Formula.Call("standardize cotangent", @"\operatorname{standardize\,cotangent}", string.Join(", ", Axes.Values.ToArray()), x);

        private bool IsOfLines(ReadOnlySpan<Variable<T>> x) => !Grouping.IsKept(x[4].Shape, x[0].Shape, Axes);
    }
}
