using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad;

/// <summary>A reduction that looks at each element once, so that the elements can be computed part by part while it runs.</summary>
internal abstract record SinglePassReduction<T> : ReductionPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int ShortestRun = 16;

    protected SinglePassReduction(Shape shape, ReadOnlySpan<int> axes, bool keepDimensions) : base(shape, axes, keepDimensions) { }

    /// <summary>Reduces the middle one of three axes, [outer, length, inner] to [outer, inner].</summary>
    private protected abstract void Fold(ReductionOperand<T> x, Span<T> y, int outer, int length, int inner);

    /// <inheritdoc/>
    protected sealed override void Reduce(ReadOnlySpan<T> x, Span<T> y, int outer, int length, int inner) => Fold(x, y, outer, length, inner);

    /// <inheritdoc/>
    private protected sealed override void Reduce(ReductionOperand<T> x, Span<T> y, int outer, int length, int inner) => Fold(x, y, outer, length, inner);

    // The library's functions may give other bits in a run that is shorter than a vector.
    internal sealed override bool TakesParts(Shape x) => x.Size > 0 && Axes.Length > 0 && SplitOfInnermost(x).ShortestPart >= ShortestRun;

    internal sealed override void EvaluateParts(IOperandParts<T> parts, Shape x, Span<T> y) => ReduceGroups(ReductionOperand<T>.Of(parts), x, y);
}
