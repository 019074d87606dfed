namespace AutoGrad.Data;

/// <summary>A file is not on the disk and could not be fetched either. The message says from where, why not, and where to put it by hand.</summary>
public sealed class DownloadException : IOException
{
    /// <summary>Makes the exception with a default message.</summary>
    public DownloadException() : base("A file is not on the disk and could not be fetched.") { }

    /// <summary>Makes the exception with its message.</summary>
    public DownloadException(string message) : base(message) { }

    /// <summary>Makes the exception with its message and its cause.</summary>
    public DownloadException(string message, Exception innerException) : base(message, innerException) { }
}
