using System.Numerics;

namespace AutoGrad.Testing;

/// <summary>
/// An operation with a wrong pullback in one input, and with the pushforward that follows from it. All else it leaves to the operation that it
/// stands for.
/// </summary>
internal sealed record MutantPrimitive<T>(Primitive<T> Inner, int Input, Mutation Mutation) : Primitive<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public override string Name => Inner.Name;

    internal override bool SharesStorage => Inner.SharesStorage;

    protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x) => Inner.InferShape(x);

    protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y) => Inner.Evaluate(x, y);

    protected internal override string? WhyNotDifferentiable(int input) => Inner.WhyNotDifferentiable(input);

    protected internal override Variable<T>? Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar)
    {
        var xBar = Inner.Pullback(input, x, y, yBar);
        if (input != Input || xBar is null)
            return xBar;
        return Mutation switch
        {
            Mutation.Doubled => 2 * xBar,
            Mutation.Zeroed => null,
            Mutation.Negated => -xBar,
            _ => 1.01 * xBar,
        };
    }
}
