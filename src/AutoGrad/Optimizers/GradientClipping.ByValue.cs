namespace AutoGrad;

public abstract partial record GradientClipping
{
    /// <summary>Brings each element into [-limit, limit].</summary>
    /// <param name="limit">Finite and above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not finite or not above 0.</exception>
    public static GradientClipping ByValue(double limit)
    {
        Guard.Argument(double.IsFinite(limit) && limit > 0, nameof(ByValue), "needs a finite limit above 0", $"{limit}", nameof(limit));
        return new ValueClipping(limit);
    }

    private sealed record ValueClipping(double Limit) : GradientClipping
    {
        public override Func<Variable<T>, Variable<T>> Begin<T>(IReadOnlyList<Variable<T>> gradients) => gradient => Op.Clamp(gradient, -Limit, Limit);
    }
}
