namespace AutoGrad;

/// <summary>A file is damaged, truncated, or not of the format that it should be. The message names the operation, the rule, the value found and the file.</summary>
public sealed class FileFormatException : IOException
{
    /// <summary>Makes the exception with a default message.</summary>
    public FileFormatException() : base("The file is damaged, truncated, or of another format.") { }

    /// <summary>Makes the exception with its message.</summary>
    public FileFormatException(string message) : base(message) { }

    /// <summary>Makes the exception with its message and its cause.</summary>
    public FileFormatException(string message, Exception innerException) : base(message, innerException) { }
}
