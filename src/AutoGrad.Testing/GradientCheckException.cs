namespace AutoGrad.Testing;

/// <summary>
/// A derivative failed a check, or could not be judged. The message names the function, the check, the shapes, the direction, the worst
/// element, both values, their difference and the tolerance.
/// </summary>
public sealed class GradientCheckException : Exception
{
    /// <summary>Makes the exception with a default message.</summary>
    public GradientCheckException() : base("A derivative is wrong.") { }

    /// <summary>Makes the exception with its message.</summary>
    public GradientCheckException(string message) : base(message) { }

    /// <summary>Makes the exception with its message and its cause.</summary>
    public GradientCheckException(string message, Exception innerException) : base(message, innerException) { }

    /// <summary>
    /// Whether the difference quotients were too far from each other to judge the derivative, as they are at a jump, a kink or near a pole:
    /// the derivative may be right. False where the derivative is wrong.
    /// </summary>
    public bool IsInconclusive { get; init; }
}
