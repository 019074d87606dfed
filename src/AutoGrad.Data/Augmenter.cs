using System.Numerics;
using System.Numerics.Tensors;

namespace AutoGrad.Data;

/// <summary>Applies augmentations to the rows of a batch. Each row has its own part of the epoch's stream.</summary>
internal sealed class Augmenter<T>(Augmentation<T>[] augmentations, ulong seed, int epoch) where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int BitsOfARow = 32;

    /// <summary>Changes the features of a batch.</summary>
    /// <param name="features">The features, [rows, ...], contiguous.</param>
    /// <param name="start">The place of the first row in the epoch.</param>
    public void Apply(Tensor<T> features, int start)
    {
        var elements = features.GetSpan(new nint[features.Rank], checked((int)features.FlattenedLength));
        var rows = (int)features.Lengths[0];
        var shape = TensorRows.RowShape(features);
        for (var row = 0; row < rows; row++)
        {
            var random = new RandomStream(seed, StreamNumbers.Augmentation(epoch)) { Position = (ulong)(start + row) << BitsOfARow };
            foreach (var augmentation in augmentations)
                augmentation(elements.Slice(row * shape.Size, shape.Size), shape, random);
        }
    }
}
