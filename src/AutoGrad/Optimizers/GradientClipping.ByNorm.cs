namespace AutoGrad;

public abstract partial record GradientClipping
{
    /// <summary>
    /// Scales all gradients by one number where their norm, that of all elements together, is above a maximum; it is the maximum then, and their
    /// direction stays.
    /// </summary>
    /// <param name="maximum">Finite and above 0.</param>
    /// <remarks>
    /// R. Pascanu, T. Mikolov, Y. Bengio, "On the difficulty of training recurrent neural networks", ICML 2013, algorithm 1. PyTorch divides by the
    /// norm plus 1e-6. Below the maximum no bit changes.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The maximum is not finite or not above 0.</exception>
    public static GradientClipping ByNorm(double maximum)
    {
        Guard.Argument(double.IsFinite(maximum) && maximum > 0, nameof(ByNorm), "needs a finite maximum above 0", $"{maximum}", nameof(maximum));
        return new NormClipping(maximum);
    }

    private sealed record NormClipping(double Limit) : GradientClipping
    {
        public override Func<Variable<T>, Variable<T>> Begin<T>(IReadOnlyList<Variable<T>> gradients)
        {
            ArgumentNullException.ThrowIfNull(gradients);
            var norm = Op.Norm(Op.Stack<T>([.. gradients.Select(gradient => Op.Norm(gradient))]));
            var factor = Limit / Op.Maximum(norm, Limit);
            return gradient => factor * gradient;
        }
    }
}
