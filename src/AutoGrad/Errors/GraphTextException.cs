namespace AutoGrad;

/// <summary>The text of a program cannot be read, or a program cannot be written as text. The message says where, and what was expected.</summary>
public sealed class GraphTextException : FormatException
{
    /// <summary>Makes the exception with a default message.</summary>
    public GraphTextException() : base("The text is not that of a program.") { }

    /// <summary>Makes the exception with its message.</summary>
    public GraphTextException(string message) : base(message) { }

    /// <summary>Makes the exception with its message and its cause.</summary>
    public GraphTextException(string message, Exception innerException) : base(message, innerException) { }
}
