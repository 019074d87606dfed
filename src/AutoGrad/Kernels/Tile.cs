namespace AutoGrad.Kernels;

/// <summary>The same run of elements of up to three operands, the third after the second. An operand of one element may be given as that.</summary>
internal readonly ref struct Tile<T>
{
    public ReadOnlySpan<T> A { get; init; }

    public ReadOnlySpan<T> B { get; init; }

    public ReadOnlySpan<T> C { get; init; }

    /// <summary>Whether A is one element, repeated.</summary>
    public bool IsElementA { get; init; }

    /// <summary>Whether B is one element, repeated.</summary>
    public bool IsElementB { get; init; }
}
