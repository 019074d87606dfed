namespace AutoGrad.Kernels;

/// <summary>Runs independent pieces of one operation on the thread pool, the calling thread taking part.</summary>
/// <remarks>
/// The caller takes whatever piece no other thread has begun, so that it never waits for a thread to become free: nested calls, and calls
/// from a full thread pool, come to an end.
/// </remarks>
internal sealed class WorkSplit : IThreadPoolWorkItem
{
    private readonly int _count;
    private readonly Action<int> _body;
    private int _next = -1;
    private int _finished;
    private Exception? _failure;

    private WorkSplit(int count, Action<int> body)
    {
        _count = count;
        _body = body;
    }

    /// <summary>Calls the body once for each index below count, on at most that many threads, and returns when all are done.</summary>
    public static void For(int count, Action<int> body)
    {
        var work = new WorkSplit(count, body);
        for (var i = 1; i < count; i++)
            ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: false);
        work.Execute();

        var spin = default(SpinWait);
        while (Volatile.Read(ref work._finished) < count)
            spin.SpinOnce(sleep1Threshold: -1);
        if (work._failure is { } failure)
            throw new AggregateException(failure);
    }

    /// <summary>Takes pieces until none is left.</summary>
    public void Execute()
    {
        for (var i = Interlocked.Increment(ref _next); i < _count; i = Interlocked.Increment(ref _next))
        {
#pragma warning disable CA1031 // Whatever it is, it is thrown again on the thread that waits.
            try
            {
                _body(i);
            }
            catch (Exception failure)
            {
                _failure = failure;
            }
#pragma warning restore CA1031

            Interlocked.Increment(ref _finished);
        }
    }
}
