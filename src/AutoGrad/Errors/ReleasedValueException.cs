namespace AutoGrad;

/// <summary>The value of a variable has been given back to the pool: its tape was disposed, or its state was assigned since.</summary>
public sealed class ReleasedValueException : InvalidOperationException
{
    /// <summary>Makes the exception with a default message.</summary>
    public ReleasedValueException() : base("The value of the variable has been given back.") { }

    /// <summary>Makes the exception with its message.</summary>
    public ReleasedValueException(string message) : base(message) { }

    /// <summary>Makes the exception with its message and its cause.</summary>
    public ReleasedValueException(string message, Exception innerException) : base(message, innerException) { }
}
