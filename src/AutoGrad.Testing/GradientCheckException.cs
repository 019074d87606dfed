namespace AutoGrad.Testing;

/// <summary>
/// A derivative failed a check, or could not be judged. The message is a table: the function and the check, then both values, their difference
/// and the tolerance, along the direction and for the worst element of each input, then the shapes and the seed.
/// </summary>
public sealed class GradientCheckException : Exception
{
    /// <summary>Makes the exception with a default message.</summary>
    public GradientCheckException() : base("A derivative is wrong.") { }

    /// <summary>Makes the exception with its message.</summary>
    public GradientCheckException(string message) : base(message) { }

    /// <summary>Makes the exception with its message and its cause.</summary>
    public GradientCheckException(string message, Exception? innerException) : base(message, innerException) { }

    /// <summary>
    /// Whether the difference quotients were too far from each other to judge the derivative, as they are at a jump, a kink or near a pole:
    /// the derivative may be right. False where the derivative is wrong.
    /// </summary>
    public bool IsInconclusive { get; init; }

    /// <summary>The check that failed.</summary>
    public GradientChecks Check { get; init; }

    /// <summary>The input with the worst element; null where the numbers are of the output, or of a whole direction.</summary>
    public int? Input { get; init; }

    /// <summary>The index of the worst element, a number for each axis; null where the numbers are of a whole direction.</summary>
    public IReadOnlyList<int>? Element { get; init; }

    /// <summary>The number under test: that of the worst element, or along the direction where no element was looked for.</summary>
    public double Derivative { get; init; }

    /// <summary>What it should be: the difference quotient, or what the check compares with.</summary>
    public double Expected { get; init; }

    /// <summary>How far the two are apart.</summary>
    public double Error { get; init; }

    /// <summary>How far they may be apart; where the check is inconclusive, how uncertain the difference quotient is.</summary>
    public double Tolerance { get; init; }
}
