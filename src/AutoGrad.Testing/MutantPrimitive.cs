using System.Numerics;

namespace AutoGrad.Testing;

/// <summary>An operation with a wrong pullback in one input. All else it leaves to the operation that it stands for.</summary>
internal sealed record MutantPrimitive<T>(Primitive<T> Inner, int Input, Mutation Mutation) : Primitive<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public override string Name => Inner.Name;

    internal override bool SharesStorage => Inner.SharesStorage;

    /// <summary>Whether the wrong cotangent was asked for, and the right one is more than rounding: only then can anybody notice.</summary>
    public bool WasFelt { get; private set; }

    protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x) => Inner.InferShape(x);

    protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y) => Inner.Evaluate(x, y);

    protected internal override string? WhyNotDifferentiable(int input) => Inner.WhyNotDifferentiable(input);

    protected internal override Variable<T>? Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar)
    {
        var xBar = Inner.Pullback(input, x, y, yBar);
        if (input != Input || xBar is null)
            return xBar;
        WasFelt |= Largest(xBar) > 1e-6 * Largest(yBar);
        return Mutation switch
        {
            Mutation.Doubled => 2 * xBar,
            Mutation.Zeroed => null,
            Mutation.Negated => -xBar,
            _ => 1.01 * xBar,
        };
    }

    private static double Largest(Variable<T> x) => Numbers.Of(x).Append(0).Max(Math.Abs);
}
