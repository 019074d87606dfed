using System.Numerics;
using System.Numerics.Tensors;

namespace AutoGrad.Data;

/// <summary>Some rows of a data set, copied into tensors of their own: <c>var (x, y) = batch</c>.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
public sealed class Batch<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    internal Batch(Tensor<T> features, Tensor<T> targets, IReadOnlyList<int> rows)
    {
        Features = features;
        Targets = targets;
        Rows = rows;
    }

    /// <summary>The features, [batch size, ...], contiguous; no other batch uses this tensor.</summary>
    public Tensor<T> Features { get; }

    /// <summary>The targets, [batch size] or [batch size, outputs], contiguous; no other batch uses this tensor.</summary>
    public Tensor<T> Targets { get; }

    /// <summary>The zero-based indices of the rows in the data set, [batch size].</summary>
    public IReadOnlyList<int> Rows { get; }

    /// <summary>Gives the features and the targets.</summary>
    /// <param name="features">The features, [batch size, ...].</param>
    /// <param name="targets">The targets, [batch size] or [batch size, outputs].</param>
    public void Deconstruct(out Tensor<T> features, out Tensor<T> targets)
    {
        features = Features;
        targets = Targets;
    }
}
