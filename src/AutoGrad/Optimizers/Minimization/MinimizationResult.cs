using System.Numerics;

namespace AutoGrad;

/// <summary>What a minimization found.</summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
public sealed class MinimizationResult<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    internal MinimizationResult(Variable<T>[] points, double value, double gradientNorm, int iterations, int evaluations, StopReason reason) =>
        (Points, Value, GradientNorm, Iterations, Evaluations, Reason) =
        (points, T.CreateTruncating(value), gradientNorm, iterations, evaluations, reason);

    /// <summary>Where the lowest value was found: a constant for each variable, of its shape.</summary>
    public IReadOnlyList<Variable<T>> Points { get; }

    /// <summary>Where the lowest value was found, for a function of one variable; of several, the first.</summary>
    public Variable<T> Point => Points[0];

    /// <summary>The value there; of a least squares problem, half the sum of the squares.</summary>
    public T Value { get; }

    /// <summary>The largest absolute element of the gradient there.</summary>
    public double GradientNorm { get; }

    /// <summary>How many steps were made.</summary>
    public int Iterations { get; }

    /// <summary>How many times the function was evaluated.</summary>
    public int Evaluations { get; }

    /// <summary>Why it ended.</summary>
    public StopReason Reason { get; }

    /// <summary>Whether it ended because a tolerance was met.</summary>
    public bool HasConverged => Reason is StopReason.GradientTolerance or StopReason.ValueTolerance or StopReason.StepTolerance;

    /// <summary>The value, the reason and the counts in a line.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{Value} after {Iterations} iterations and {Evaluations} evaluations ({Reason}, gradient {GradientNorm:g3})");
}
