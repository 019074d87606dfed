using System.Globalization;
using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels.Special;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The normalised cardinal sine of each element, y = sin(πx)/(πx), and 1 at 0.</summary>
    /// <remarks>Exactly 0 at every other whole number, and NaN at ±∞. The derivatives of every order are accurate at and near 0 as well.</remarks>
    public static Variable<T> Sinc<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => new SincPrimitive<T>(0).Apply(x);

    private sealed record SincPrimitive<T>(int Order) : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) => LaneMap.Apply(new Sinc(Order), x, y);

        // Written out, (cos(πx) - sinc x)/x would lose all digits near 0, and more with every order; the kernel has them all.
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) => new SincPrimitive<T>(Order + 1).Apply(x);

        protected internal override Formula Write(ReadOnlySpan<Formula> x)
        {
            var order = Order.ToString(CultureInfo.InvariantCulture);
            return Order == 0 ? Formula.Call("sinc", x) : Formula.Call($"sinc{order}", $@"\operatorname{{sinc}}^{{({order})}}", "", x);
        }

        internal override ElementCode? Code
        {
            get
            {
                var kernel = new Sinc(Order);
                return new($"(T)SincDerivative({{0}}, {Order}, {CodeOperation.List(kernel.Nearest)}, [{CodeOperation.List(kernel.Series)}])", Helper: SpecialCode.SincDerivative);
            }
        }
    }
}
