namespace AutoGrad.Graphs.Compilation;

/// <summary>Places blocks in one array, those that are needed at the same time apart. Lengths and places are in elements.</summary>
internal sealed class MemoryPlan
{
    // A cache line of floats, so that no block begins in the middle of a vector.
    private const int Multiple = 16;

    private readonly SortedSet<(long Length, long Start)> _free = [];
    private readonly Dictionary<long, long> _freeByStart = [];
    private readonly Dictionary<long, long> _freeByEnd = [];
    private readonly Dictionary<long, long> _taken = [];

    /// <summary>The length of the array.</summary>
    public long Length { get; private set; }

    /// <summary>Takes a block: the smallest free one that holds it, or the end of the array.</summary>
    public long Take(int size)
    {
        var length = (Math.Max(size, 1) + (long)Multiple - 1) / Multiple * Multiple;
        long start;
        var fitting = _free.GetViewBetween((length, 0), (long.MaxValue, long.MaxValue));
        if (fitting.Count > 0 && fitting.Min is var best)
        {
            Forget(best.Start, best.Length);
            start = best.Start;
            if (best.Length > length)
                Remember(start + length, best.Length - length);
        }
        else
        {
            // A free block at the end grows.
            start = Length;
            if (_freeByEnd.TryGetValue(Length, out var last))
            {
                Forget(last, Length - last);
                start = last;
            }
            Length = start + length;
        }
        _taken.Add(start, length);
        return start;
    }

    /// <summary>Gives a block back.</summary>
    public void Give(long start)
    {
        _taken.Remove(start, out var length);
        if (_freeByStart.TryGetValue(start + length, out var after))
        {
            Forget(start + length, after);
            length += after;
        }
        if (_freeByEnd.TryGetValue(start, out var before))
        {
            Forget(before, start - before);
            length += start - before;
            start = before;
        }
        Remember(start, length);
    }

    private void Remember(long start, long length)
    {
        _free.Add((length, start));
        _freeByStart.Add(start, length);
        _freeByEnd.Add(start + length, start);
    }

    private void Forget(long start, long length)
    {
        _free.Remove((length, start));
        _freeByStart.Remove(start);
        _freeByEnd.Remove(start + length);
    }
}
