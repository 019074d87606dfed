using System.Numerics;
using System.Numerics.Tensors;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>Each element kept within bounds, y = min(max(x, minimum), maximum); NaN stays NaN.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="minimum">The bound below.</param>
    /// <param name="maximum">The bound above.</param>
    /// <remarks>The subgradient at a bound is 0.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The minimum is not below the maximum.</exception>
    public static Variable<T> HardTanh<T>(Variable<T> x, double minimum = -1, double maximum = 1) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Guard.Argument(minimum < maximum, nameof(HardTanh), "needs a minimum below the maximum",
            $"minimum {Formula.Number(minimum)} and maximum {Formula.Number(maximum)}", nameof(minimum));
        return new HardTanhPrimitive<T>(minimum, maximum).Apply(x);
    }

    private sealed record HardTanhPrimitive<T>(double Minimum, double Maximum) : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) =>
            Tiles.Run(x, y, (Low: T.CreateTruncating(Minimum), High: T.CreateTruncating(Maximum)), static (x, y, _, bounds) =>
            {
                TensorPrimitives.Max(x, bounds.Low, y);
                TensorPrimitives.Min(y, bounds.High, y);
            });

        // 1 between the bounds, 0 at them and beyond.
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) => Greater(x, Minimum) * Less(x, Maximum);

        protected internal override Formula Write(ReadOnlySpan<Formula> x) =>
            Formula.Call("hardtanh", @"\operatorname{hardtanh}", $"{Formula.Number(Minimum)}, {Formula.Number(Maximum)}", x);

        internal override ElementCode? Code => new($"T.Min(T.Max({{0}}, {CodeOperation.Number(Minimum)}), {CodeOperation.Number(Maximum)})");
    }
}
