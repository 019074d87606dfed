namespace AutoGrad;

/// <summary>A loss that was to be minimized is NaN or infinite, so the step was not made.</summary>
public sealed class NonFiniteLossException : ArithmeticException
{
    /// <summary>Makes the exception with a default message.</summary>
    public NonFiniteLossException() : base("The loss is not finite.") { }

    /// <summary>Makes the exception with its message.</summary>
    public NonFiniteLossException(string message) : base(message) { }

    /// <summary>Makes the exception with its message and its cause.</summary>
    public NonFiniteLossException(string message, Exception innerException) : base(message, innerException) { }
}
