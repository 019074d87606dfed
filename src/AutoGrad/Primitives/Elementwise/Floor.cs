using System.Numerics;
using System.Numerics.Tensors;
using AutoGrad.Graphs.Code;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The largest whole number that is not above each element, y = ⌊x⌋.</summary>
    /// <remarks>The derivative is 0, also at the jumps.</remarks>
    public static Variable<T> Floor<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => new FloorPrimitive<T>().Apply(x);

    private sealed record FloorPrimitive<T> : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Floor(x, y);

        // Constant between the jumps.
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) => Zero;

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Fence("⌊", "⌋", @"\left\lfloor", @"\right\rfloor", x[0]);

        internal override ElementCode? Code => new("T.Floor({0})", "Floor");
    }
}
