namespace AutoGrad.Kernels;

/// <summary>An operand that is computed part by part, when a part is asked for, and is nowhere as a whole.</summary>
internal interface IOperandParts<T>
{
    /// <summary>About how many elements are best computed at a time.</summary>
    int PartLength { get; }

    /// <summary>Computes a run of elements, good until this thread asks for the next; other threads may ask at the same time.</summary>
    ReadOnlySpan<T> Part(int start, int count);
}
