namespace AutoGrad.Kernels;

/// <summary>How elements become one: y = f(x₁) ∘ f(x₂) ∘ ... with an associative ∘, for <see cref="Reduction{T, TReduction, TJoin}"/>.</summary>
internal interface IReduction<T>
{
    /// <summary>All elements of a line, of which there is at least one.</summary>
    static abstract T Line(ReadOnlySpan<T> x);

    /// <summary>y = f(x) for each element of a row.</summary>
    static abstract void Start(ReadOnlySpan<T> x, Span<T> y);

    /// <summary>y = y ∘ f(x) for each element of a row.</summary>
    static abstract void Add(ReadOnlySpan<T> x, Span<T> y);

    /// <summary>The same for some rows, one after the other, which begin so far apart.</summary>
    static abstract void AddRows(ReadOnlySpan<T> x, int stride, int rows, Span<T> y);
}
