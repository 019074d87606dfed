namespace AutoGrad.Data;

public sealed partial class Dataset<T>
{
    /// <summary>The rows of one epoch as mini-batches in a random order; the same seed and epoch always give the same batches.</summary>
    /// <param name="batchSize">The number of rows in a batch, at least 1.</param>
    /// <param name="seed">The seed of the order.</param>
    /// <param name="epoch">The number of the pass over the data, from 0; each has an order of its own.</param>
    /// <param name="dropLast">Whether a last batch with fewer than <paramref name="batchSize"/> rows is left out.</param>
    /// <param name="augmentations">
    /// What changes the features of each row, one after the other, by the seed, the epoch and the row's place in it, so that neither the
    /// size of the batches nor going on in the middle of an epoch matters; nothing where it is null.
    /// </param>
    /// <returns>The batches, made as they are asked for; without <paramref name="dropLast"/> each row is in exactly one.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="batchSize"/> is below 1, or above the rows where the last batch is dropped; or <paramref name="epoch"/> is negative.
    /// </exception>
    public BatchList<T> Batches(
        int batchSize, ulong seed, int epoch, bool dropLast = false, IReadOnlyList<Augmentation<T>>? augmentations = null)
    {
        CheckBatchSize(batchSize, dropLast, nameof(Batches));
        if (epoch < 0)
            throw new ArgumentOutOfRangeException(nameof(epoch), $"Dataset.Batches: needs epoch of at least 0, got {epoch}.");

        var random = new RandomStream(seed, StreamNumbers.Epoch(epoch));
        var augmenter = augmentations is { Count: > 0 } ? new Augmenter<T>([.. augmentations], seed, epoch) : null;
        return new(this, random.Permutation(Count), batchSize, dropLast, augmenter);
    }

    /// <summary>The rows as mini-batches in the order of this data set, without shuffling.</summary>
    /// <param name="batchSize">The number of rows in a batch, at least 1.</param>
    /// <param name="dropLast">Whether a last batch with fewer than <paramref name="batchSize"/> rows is left out.</param>
    /// <returns>The batches, made as they are asked for; without <paramref name="dropLast"/> each row is in exactly one.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="batchSize"/> is below 1, or above the rows where the last batch is dropped.
    /// </exception>
    public BatchList<T> BatchesInOrder(int batchSize, bool dropLast = false)
    {
        CheckBatchSize(batchSize, dropLast, nameof(BatchesInOrder));
        return new(this, [.. Enumerable.Range(0, Count)], batchSize, dropLast);
    }

    private void CheckBatchSize(int batchSize, bool dropLast, string method)
    {
        if (batchSize < 1)
        {
            throw new ArgumentOutOfRangeException(
                nameof(batchSize), $"Dataset.{method}: needs batchSize of at least 1, got {batchSize}.");
        }

        // A loop over no batches would train nothing and say nothing.
        if (dropLast && batchSize > Count)
        {
            throw new ArgumentOutOfRangeException(
                nameof(batchSize),
                $"Dataset.{method}: needs batchSize of at most {Count}, the rows, where the last batch is dropped, got {batchSize}.");
        }
    }
}
