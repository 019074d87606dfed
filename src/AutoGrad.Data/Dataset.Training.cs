namespace AutoGrad.Data;

public sealed partial class Dataset<T>
{
    /// <summary>Gives the mini-batches of each epoch, in an order of its own, to a <see cref="Trainer{T}"/>.</summary>
    /// <param name="batchSize">The number of rows in a batch, at least 1; the last may have fewer.</param>
    /// <param name="seed">The seed of the orders.</param>
    /// <param name="augmentations">What changes the features of each row, another way in each epoch; nothing where it is null. The batches are then made ahead, on other threads.</param>
    /// <returns>The batches; each row is in exactly one of an epoch.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="batchSize"/> is below 1.</exception>
    public TrainingBatches<T> ForTraining(int batchSize, ulong seed, IReadOnlyList<Augmentation<T>>? augmentations = null) =>
        new(BatchesInOrder(batchSize).Count, epoch =>
        {
            var batches = Batches(batchSize, seed, epoch, augmentations: augmentations);
            return Variables(augmentations is { Count: > 0 } ? batches.Ahead() : batches);
        });

    /// <summary>Gives the rows in the order of this data set, by mini-batches, to a <see cref="Trainer{T}"/>: what is held out.</summary>
    /// <param name="batchSize">The number of rows in a batch, at least 1; the last may have fewer.</param>
    /// <returns>The batches; each row is in exactly one.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="batchSize"/> is below 1.</exception>
    public TrainingBatches<T> ForEvaluation(int batchSize = 256) =>
        new(BatchesInOrder(batchSize).Count, _ => Variables(BatchesInOrder(batchSize)));

    private static IEnumerable<(Variable<T> X, Variable<T> Target)> Variables(IEnumerable<Batch<T>> batches)
    {
        foreach (var (features, targets) in batches)
            yield return (features, targets);
    }
}
