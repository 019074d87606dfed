namespace AutoGrad;

/// <summary>A matrix that was to be inverted is singular: a pivot is zero. The message names the operation, the matrix and the pivot.</summary>
public sealed class SingularMatrixException : ArithmeticException
{
    /// <summary>Makes the exception with a default message.</summary>
    public SingularMatrixException() : base("The matrix is singular.") { }

    /// <summary>Makes the exception with its message.</summary>
    public SingularMatrixException(string message) : base(message) { }

    /// <summary>Makes the exception with its message and its cause.</summary>
    public SingularMatrixException(string message, Exception innerException) : base(message, innerException) { }
}
