namespace AutoGrad;

/// <summary>A derivative was asked of, or with respect to, a variable that the tape has not seen.</summary>
public sealed class NotOnTapeException : InvalidOperationException
{
    /// <summary>Makes the exception with a default message.</summary>
    public NotOnTapeException() : base("The variable is not on the tape.") { }

    /// <summary>Makes the exception with its message.</summary>
    public NotOnTapeException(string message) : base(message) { }

    /// <summary>Makes the exception with its message and its cause.</summary>
    public NotOnTapeException(string message, Exception innerException) : base(message, innerException) { }
}
