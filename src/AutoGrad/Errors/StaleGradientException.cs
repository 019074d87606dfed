namespace AutoGrad;

/// <summary>A state was assigned after a tape had read it, so a derivative from that tape would belong to values that are gone.</summary>
public sealed class StaleGradientException : InvalidOperationException
{
    /// <summary>Makes the exception with a default message.</summary>
    public StaleGradientException() : base("A state was assigned after the tape had read it.") { }

    /// <summary>Makes the exception with its message.</summary>
    public StaleGradientException(string message) : base(message) { }

    /// <summary>Makes the exception with its message and its cause.</summary>
    public StaleGradientException(string message, Exception innerException) : base(message, innerException) { }
}
