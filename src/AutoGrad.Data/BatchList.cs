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

    internal BatchList(Dataset<T> dataset, int[] order, int batchSize, bool dropLast)
    {
        _dataset = dataset;
        _order = order;
        _batchSize = batchSize;
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
            return new(TensorRows.Select(_dataset.Features, rows), TensorRows.Select(_dataset.Targets, rows), rows);
        }
    }

    /// <summary>Goes through the batches in order.</summary>
    /// <returns>The enumerator.</returns>
    public IEnumerator<Batch<T>> GetEnumerator()
    {
        for (int index = 0; index < Count; index++)
            yield return this[index];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
