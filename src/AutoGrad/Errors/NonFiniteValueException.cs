namespace AutoGrad;

/// <summary>An operation made NaN or an infinity of finite operands, and <see cref="AutoGradSettings.ThrowOnNonFinite"/> asks to be told.</summary>
public sealed class NonFiniteValueException : ArithmeticException
{
    /// <summary>Makes the exception with a default message.</summary>
    public NonFiniteValueException() : base("An operation made NaN or an infinity.") { }

    /// <summary>Makes the exception with its message.</summary>
    public NonFiniteValueException(string message) : base(message) { }

    /// <summary>Makes the exception with its message and its cause.</summary>
    public NonFiniteValueException(string message, Exception innerException) : base(message, innerException) { }
}
