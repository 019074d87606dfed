using System.Numerics;
using System.Numerics.Tensors;
using AutoGrad.Graphs.Code;

namespace AutoGrad;

public static partial class Op
{
    // The square root of what is a distance once the root is taken: at 0, which is its least value, the subgradient 0 is chosen.
    private static Variable<T> Root<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => new RootPrimitive<T>().Apply(x);

    private sealed record RootPrimitive<T> : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Sqrt(x, y);

        // d(√x)/dx = 1/(2√x), but 0 at 0.
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) => Where(y, 0.5 / y, 0);

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Root(x[0]);

        internal override ElementCode? Code => new("T.Sqrt({0})", "Sqrt");
    }
}
