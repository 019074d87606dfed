namespace AutoGrad;

/// <summary>A matrix that was to be positive definite is not. The message names the operation, the matrix and the pivot.</summary>
public sealed class NotPositiveDefiniteException : ArithmeticException
{
    /// <summary>Makes the exception with a default message.</summary>
    public NotPositiveDefiniteException() : base("The matrix is not positive definite.") { }

    /// <summary>Makes the exception with its message.</summary>
    public NotPositiveDefiniteException(string message) : base(message) { }

    /// <summary>Makes the exception with its message and its cause.</summary>
    public NotPositiveDefiniteException(string message, Exception innerException) : base(message, innerException) { }
}
