using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    // y = ⌊a/b⌋, from the exact quotient: a/b is rounded, maybe up to the next whole number.
    private static Variable<T> FloorQuotient<T>(Variable<T> a, Variable<T> b) where T : unmanaged, IFloatingPointIeee754<T> =>
        new FloorQuotientPrimitive<T>().Apply(a, b);

    private sealed record FloorQuotientPrimitive<T> : BinaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) => Division.FloorQuotient(a, b, y);

        // Constant between the jumps.
        protected override Variable<T> DerivativeA(Variable<T> a, Variable<T> b, Variable<T> y) => Zero;

        protected override Variable<T> DerivativeB(Variable<T> a, Variable<T> b, Variable<T> y) => Zero;

        protected internal override Formula Write(ReadOnlySpan<Formula> x) =>
            Formula.Fence("⌊", "⌋", @"\left\lfloor", @"\right\rfloor", Formula.Quotient(x[0], x[1]));

        internal override ElementCode? Code => new(
            "{1} == 0 ? {0} / {1} : {0} % {1} is var rest && rest != 0 && (rest < 0) != ({1} < 0) ? T.Round(({0} - rest) / {1}) - 1 : T.Round(({0} - rest) / {1})");
    }
}
