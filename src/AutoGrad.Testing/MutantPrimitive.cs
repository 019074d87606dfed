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
            Mutation.Transposed => Op.SwapAxes(xBar, -1, -2),
            Mutation.Swapped => Inner.Pullback(OtherInput(Inner, input, x), x, y, yBar),
            _ => 1.01 * xBar,
        };
    }

    /// <summary>Whether the rule can be wrong in this way at all, so that shapes still fit.</summary>
    public static bool Exists(Mutation mutation, Primitive<T> primitive, int input, ReadOnlySpan<Variable<T>> x) => mutation switch
    {
        Mutation.Transposed => x[input].Shape is { Rank: >= 2 } shape && shape[^1] == shape[^2] && shape[^1] > 1,
        Mutation.Swapped => OtherInput(primitive, input, x) >= 0,
        _ => true,
    };

    /// <summary>The next input, in a circle, whose cotangent has the same shape; -1 where there is none.</summary>
    private static int OtherInput(Primitive<T> primitive, int input, ReadOnlySpan<Variable<T>> x)
    {
        for (var step = 1; step < x.Length; step++)
        {
            var other = (input + step) % x.Length;
            if (x[other].Shape.Equals(x[input].Shape) && primitive.WhyNotDifferentiable(other) is null)
                return other;
        }
        return -1;
    }
}
