using System.Numerics;

namespace AutoGrad;

/// <summary>The mini-batches that a training goes through in each of its epochs.</summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
public sealed class TrainingBatches<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Func<int, IEnumerable<(Variable<T> X, Variable<T> Target)>> _ofEpoch;

    /// <summary>Makes batches from any function.</summary>
    /// <param name="count">How many batches an epoch has, at least 1.</param>
    /// <param name="ofEpoch">The batches of an epoch, counted from 0. The same epoch gives the same batches, so that a training can go on from any of them.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 1.</exception>
    public TrainingBatches(int count, Func<int, IEnumerable<(Variable<T> X, Variable<T> Target)>> ofEpoch)
    {
        ArgumentNullException.ThrowIfNull(ofEpoch);
        Guard.Argument(count >= 1, nameof(TrainingBatches<>), "needs a count of at least 1", $"{count}", nameof(count));
        (Count, _ofEpoch) = (count, ofEpoch);
    }

    /// <summary>Makes batches of the rows of arrays, in an order of its own in each epoch; the last batch may have fewer rows.</summary>
    /// <param name="x">The inputs, [rows, ..].</param>
    /// <param name="target">What is to be learned, [rows, ..].</param>
    /// <param name="batchSize">How many rows a batch has, at least 1.</param>
    /// <param name="seed">The seed of the orders; null for the given order, as for what is held out.</param>
    /// <exception cref="ShapeException">The rows differ in number, or there are none.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The size is below 1.</exception>
    public TrainingBatches(Variable<T> x, Variable<T> target, int batchSize, ulong? seed)
        : this(CountOf(x, target, batchSize), epoch => Batches(x, target, batchSize, seed, epoch)) { }

    /// <summary>How many batches an epoch has.</summary>
    public int Count { get; }

    /// <summary>The batches of an epoch.</summary>
    /// <param name="epoch">The number of the epoch, from 0.</param>
    public IEnumerable<(Variable<T> X, Variable<T> Target)> OfEpoch(int epoch) => _ofEpoch(epoch);

    private static int CountOf(Variable<T> x, Variable<T> target, int batchSize)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(target);
        Guard.Argument(batchSize >= 1, nameof(TrainingBatches<>), "needs a batchSize of at least 1", $"{batchSize}", nameof(batchSize));
        if (x.Shape.Rank == 0 || target.Shape.Rank == 0 || x.Shape[0] != target.Shape[0] || x.Shape[0] == 0)
        {
            throw new ShapeException(
                $"{nameof(TrainingBatches<>)}: needs x [rows, ..] and target [rows, ..] with equally many rows, at least one, got x {x.Shape} and target {target.Shape}.");
        }
        return (x.Shape[0] + batchSize - 1) / batchSize;
    }

    private static IEnumerable<(Variable<T> X, Variable<T> Target)> Batches(Variable<T> x, Variable<T> target, int batchSize, ulong? seed, int epoch)
    {
        var rows = seed is { } given ? new RandomStream(given, (ulong)epoch).Permutation(x.Shape[0]) : [.. Enumerable.Range(0, x.Shape[0])];
        for (var start = 0; start < rows.Length; start += batchSize)
        {
            var some = rows.AsSpan(start, Math.Min(batchSize, rows.Length - start));
            yield return (Op.Take(x, some, 0), Op.Take(target, some, 0));
        }
    }
}
