namespace AutoGrad;

/// <summary>The names or shapes in a file are not those of what is to be loaded. The message lists what is missing, unexpected and misshapen.</summary>
public sealed class NameMismatchException : ArgumentException
{
    /// <summary>Makes the exception with a default message.</summary>
    public NameMismatchException() : base("The names or shapes in the file are not those of what is to be loaded.") { }

    /// <summary>Makes the exception with its message.</summary>
    public NameMismatchException(string message) : base(message) { }

    /// <summary>Makes the exception with its message and its cause.</summary>
    public NameMismatchException(string message, Exception innerException) : base(message, innerException) { }
}
