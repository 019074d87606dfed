using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The remainder of a division, y = a - b⌊a/b⌋, broadcasting: 0, or of the sign of b, as in Python.</summary>
    /// <remarks>Rounded once, from the exact remainder. NaN for b = 0. At the jumps, where b divides a, the derivative is that of the piece above.</remarks>
    /// <exception cref="ShapeException">The shapes do not broadcast together.</exception>
    public static Variable<T> Remainder<T>(Variable<T> a, Variable<T> b) where T : unmanaged, IFloatingPointIeee754<T> =>
        new RemainderPrimitive<T>().Apply(a, b);

    private sealed record RemainderPrimitive<T> : BinaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) => Division.Remainder(a, b, y);

        // y = a - bn with n = ⌊a/b⌋, which is constant between the jumps: ∂y/∂a = 1, ∂y/∂b = -n.
        protected override Variable<T> DerivativeA(Variable<T> a, Variable<T> b, Variable<T> y) => One;

        protected override Variable<T> DerivativeB(Variable<T> a, Variable<T> b, Variable<T> y) => -FloorQuotient(a, b);

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Call("mod", @"\operatorname{mod}", "", x);

        internal override ElementCode? Code => new("{0} % {1} is var rest && rest != 0 && (rest < 0) != ({1} < 0) ? rest + {1} : rest");
    }
}
