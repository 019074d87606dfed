namespace AutoGrad;

/// <summary>There is nothing by this name. The message lists the names that there are.</summary>
public sealed class UnknownNameException : ArgumentException
{
    /// <summary>Makes the exception with a default message.</summary>
    public UnknownNameException() : base("There is nothing by this name.") { }

    /// <summary>Makes the exception with its message.</summary>
    public UnknownNameException(string message) : base(message) { }

    /// <summary>Makes the exception with its message and its cause.</summary>
    public UnknownNameException(string message, Exception innerException) : base(message, innerException) { }
}
