namespace AutoGrad;

/// <summary>An index or a label, which is a value of the element type, is not a whole number within its range. The message names the operation, the value, its position and the range.</summary>
public sealed class IndexValueException : ArgumentException
{
    /// <summary>Makes the exception with a default message.</summary>
    public IndexValueException() : base("An index is not a whole number within its range.") { }

    /// <summary>Makes the exception with its message.</summary>
    public IndexValueException(string message) : base(message) { }

    /// <summary>Makes the exception with its message and its cause.</summary>
    public IndexValueException(string message, Exception innerException) : base(message, innerException) { }
}
