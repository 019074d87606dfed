using System.Numerics;

namespace AutoGrad;

/// <summary>The part of rows whose label has the highest score, the first of them where several are equal.</summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
public sealed class Accuracy<T> : TopKAccuracy<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Makes the metric.</summary>
    public Accuracy() : base(1) { }

    /// <inheritdoc/>
    public override string Name => "accuracy";
}
