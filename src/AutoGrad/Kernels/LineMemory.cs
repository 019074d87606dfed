namespace AutoGrad.Kernels;

/// <summary>Where the elements of many lines are.</summary>
/// <param name="IsFar">Whether what is read is not in the caches of a core, so that it is asked for ahead.</param>
/// <param name="IsStreamed">Whether what is written is not in the caches when it is next read, so that it goes past them.</param>
internal readonly record struct LineMemory(bool IsFar, bool IsStreamed)
{
    /// <summary>That of all lines, of which some are then treated at a time.</summary>
    public static LineMemory Of<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged =>
        new(Prefetching.Pays(x), StreamedCopy.IsSupported && PassSplit.IsLarge<T>(y.Length));
}
