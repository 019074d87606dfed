namespace AutoGrad;

/// <summary>A program does not fit its memory budget, however much of it is recomputed. The message names the budget and what is needed.</summary>
public sealed class MemoryBudgetException : InvalidOperationException
{
    /// <summary>Makes the exception with a default message.</summary>
    public MemoryBudgetException() : base("The program does not fit its memory budget.") { }

    /// <summary>Makes the exception with its message.</summary>
    public MemoryBudgetException(string message) : base(message) { }

    /// <summary>Makes the exception with its message and its cause.</summary>
    public MemoryBudgetException(string message, Exception innerException) : base(message, innerException) { }
}
