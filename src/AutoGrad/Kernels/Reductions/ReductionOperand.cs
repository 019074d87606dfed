namespace AutoGrad.Kernels;

/// <summary>What is reduced: elements that are there, or parts that are computed when they are asked for.</summary>
internal readonly ref struct ReductionOperand<T>
{
    private ReductionOperand(ReadOnlySpan<T> values, IOperandParts<T>? parts)
    {
        Values = values;
        Parts = parts;
    }

    /// <summary>The elements; empty where there are parts.</summary>
    public ReadOnlySpan<T> Values { get; }

    public IOperandParts<T>? Parts { get; }

    public static implicit operator ReductionOperand<T>(ReadOnlySpan<T> values) => new(values, null);

    public static implicit operator ReductionOperand<T>(Span<T> values) => new(values, null);

    public static ReductionOperand<T> Of(IOperandParts<T> parts) => new(default, parts);
}
