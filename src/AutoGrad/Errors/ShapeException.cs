namespace AutoGrad;

/// <summary>Shapes do not fit the operation. The message names the operation, its rule and every shape.</summary>
public sealed class ShapeException : ArgumentException
{
    /// <summary>Makes the exception with a default message.</summary>
    public ShapeException() : base("The shapes do not fit the operation.") { }

    /// <summary>Makes the exception with its message.</summary>
    public ShapeException(string message) : base(message) { }

    /// <summary>Makes the exception with its message and its cause.</summary>
    public ShapeException(string message, Exception innerException) : base(message, innerException) { }
}
