namespace AutoGrad;

/// <summary>The result depends on the variable only through an operation that has no derivative there, such as a comparison. The message names the operation and the reason.</summary>
public sealed class NotDifferentiableException : InvalidOperationException
{
    /// <summary>Makes the exception with a default message.</summary>
    public NotDifferentiableException() : base("The operation is not differentiable in this input.") { }

    /// <summary>Makes the exception with its message.</summary>
    public NotDifferentiableException(string message) : base(message) { }

    /// <summary>Makes the exception with its message and its cause.</summary>
    public NotDifferentiableException(string message, Exception innerException) : base(message, innerException) { }
}
