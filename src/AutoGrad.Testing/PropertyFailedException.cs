namespace AutoGrad.Testing;

/// <summary>A property does not hold. The message gives its name, the smallest case that fails, why it fails, and the seed to replay it.</summary>
public sealed class PropertyFailedException : Exception
{
    /// <summary>Makes the exception with a default message.</summary>
    public PropertyFailedException() : base("A property does not hold.") { }

    /// <summary>Makes the exception with its message.</summary>
    public PropertyFailedException(string message) : base(message) { }

    /// <summary>Makes the exception with its message and its cause.</summary>
    public PropertyFailedException(string message, Exception innerException) : base(message, innerException) { }

    /// <summary>The seed with which <see cref="PropertyRunner.Check"/> meets the same failure again.</summary>
    public string ReplaySeed { get; init; } = "";
}
