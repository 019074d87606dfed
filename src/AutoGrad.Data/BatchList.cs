using System.Collections;
using System.Numerics;

namespace AutoGrad.Data;

/// <summary>The mini-batches of one pass over a data set, each copied into fresh tensors whenever it is asked for.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
public sealed class BatchList<T> : IReadOnlyList<Batch<T>>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Dataset<T> _dataset;
    private readonly int[] _order;
    private readonly int _batchSize;
    private readonly Augmenter<T>? _augmenter;

    internal BatchList(Dataset<T> dataset, int[] order, int batchSize, bool dropLast, Augmenter<T>? augmenter = null)
    {
        _dataset = dataset;
        _order = order;
        _batchSize = batchSize;
        _augmenter = augmenter;
        Count = order.Length / batchSize + (dropLast || order.Length % batchSize == 0 ? 0 : 1);
    }

    /// <summary>The number of batches, at least 1.</summary>
    public int Count { get; }

    /// <summary>The batch with a zero-based number.</summary>
    /// <param name="index">The number of the batch, in [0, <see cref="Count"/>).</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is not in [0, <see cref="Count"/>).</exception>
    public Batch<T> this[int index]
    {
        get
        {
            if ((uint)index >= (uint)Count)
                throw new ArgumentOutOfRangeException(nameof(index), $"BatchList: needs index in [0, {Count}), got {index}.");

            int start = index * _batchSize;
            int[] rows = _order[start..Math.Min(start + _batchSize, _order.Length)];
            var features = TensorRows.Select(_dataset.Features, rows);
            _augmenter?.Apply(features, start);
            return new(features, TensorRows.Select(_dataset.Targets, rows), rows);
        }
    }

    /// <summary>
    /// The same batches in the same order, with the same bits, where the next ones are made on other threads while one is used. An
    /// exception from making a batch comes when it is that batch's turn.
    /// </summary>
    /// <param name="count">How many are made ahead, at least 1; each is in memory.</param>
    /// <param name="first">The number of the first batch, in [0, <see cref="Count"/>]: where a training goes on in the middle of an epoch.</param>
    /// <returns>The batches, to be gone through.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> or <paramref name="first"/> is out of its range.</exception>
    public IEnumerable<Batch<T>> Ahead(int count = 2, int first = 0)
    {
        Guard.Argument(count >= 1, "BatchList.Ahead", "needs count of at least 1", $"{count}", nameof(count));
        Guard.Argument(first >= 0 && first <= Count, "BatchList.Ahead", $"needs first in [0, {Count}]", $"{first}", nameof(first));
        return AheadBy(count, first);
    }

    /// <summary>Goes through the batches in order.</summary>
    /// <returns>The enumerator.</returns>
    public IEnumerator<Batch<T>> GetEnumerator()
    {
        for (int index = 0; index < Count; index++)
            yield return this[index];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // A batch depends on its number alone, so it is all the same which thread makes it, and when.
    private IEnumerable<Batch<T>> AheadBy(int count, int next)
    {
        Queue<Task<Batch<T>>> making = [];
        while (true)
        {
            for (; next < Count && making.Count <= count; next++)
            {
                var index = next;
                making.Enqueue(Task.Run(() => this[index]));
            }
            if (!making.TryDequeue(out var first))
                yield break;
            yield return first.GetAwaiter().GetResult();
        }
    }
}
