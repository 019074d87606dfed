namespace AutoGrad;

/// <summary>The value of a variable was read while its program was traced: only its shape is known then.</summary>
public sealed class TracedValueException : InvalidOperationException
{
    /// <summary>Makes the exception with a default message.</summary>
    public TracedValueException() : base("A variable has no value while its program is traced.") { }

    /// <summary>Makes the exception with its message.</summary>
    public TracedValueException(string message) : base(message) { }

    /// <summary>Makes the exception with its message and its cause.</summary>
    public TracedValueException(string message, Exception innerException) : base(message, innerException) { }
}
