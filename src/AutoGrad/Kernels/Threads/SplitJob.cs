using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace AutoGrad.Kernels;

/// <summary>The parts of one call of <see cref="WorkSplit.Run"/>, in an object that its thread uses again for the next call.</summary>
/// <remarks>
/// A helper may wake after its call has returned, during a later call of the same object or between two. It touches the work only after it
/// has taken a part, by counting down what is left: between calls that is below 0, so there is nothing to take, and during a call nobody
/// returns before the part is done.
/// </remarks>
internal sealed class SplitJob<TWork> : IThreadPoolWorkItem where TWork : struct, ISplitWork
{
    // Most parts take less, and to be woken takes up to a tenth of this.
    private static readonly TimeSpan LongestSpin = TimeSpan.FromMilliseconds(1);

    [ThreadStatic]
    private static SplitJob<TWork>? _spare;

    private SplitJob<TWork>? _nextSpare;
    private TWork _work;
    private int _parts;
    private int _left;
    private int _finished;
    private int _queued;
    private bool _isAwaited;
    private int _failedPart;
    private Exception? _failure;

    public static void Run(int parts, in TWork work, int threads)
    {
        // A nested call finds the object of the outer one taken, and leaves another for the next nested call.
        var job = _spare ?? new SplitJob<TWork>();
        _spare = job._nextSpare;
        var failure = job.RunAll(parts, work, threads - 1);
        job._nextSpare = _spare;
        _spare = job;
        if (failure is not null)
            ExceptionDispatchInfo.Throw(failure);
    }

    /// <summary>Helps as long as there are parts to take.</summary>
    public void Execute()
    {
        Interlocked.Decrement(ref _queued);
        TakeParts();
    }

    private Exception? RunAll(int parts, in TWork work, int helpers)
    {
        (_work, _parts, _finished) = (work, parts, 0);
        Volatile.Write(ref _left, parts);
        // Those still queued by an earlier call will help this one.
        for (var i = Volatile.Read(ref _queued); i < helpers; i++)
        {
            Interlocked.Increment(ref _queued);
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
        TakeParts();
        AwaitOthers(parts);
        var failure = _failure;
        (_work, _failure) = (default, null);
        return failure;
    }

    // Others finish what they have begun: soon, as a rule, but an operation that is a part by itself may take seconds.
    private void AwaitOthers(int parts)
    {
        if (Volatile.Read(ref _finished) == parts)
            return;
        var start = Stopwatch.GetTimestamp();
        for (var spin = default(SpinWait); Volatile.Read(ref _finished) < parts; spin.SpinOnce(sleep1Threshold: -1))
        {
            if (Stopwatch.GetElapsedTime(start) >= LongestSpin)
            {
                Sleep(parts);
                return;
            }
        }
    }

    // Either the thread that finishes the last part sees that it is awaited, or it is seen here that it has finished. Who is interrupted meanwhile is told
    // later: others still write to the caller's memory.
    private void Sleep(int parts)
    {
        var isInterrupted = false;
        while (Volatile.Read(ref _finished) < parts)
        {
            try
            {
                lock (this)
                {
                    _isAwaited = true;
                    Interlocked.MemoryBarrier();
                    while (Volatile.Read(ref _finished) < parts)
                        Monitor.Wait(this);
                    _isAwaited = false;
                }
            }
            catch (ThreadInterruptedException)
            {
                isInterrupted = true;
            }
        }
        if (isInterrupted)
            Thread.CurrentThread.Interrupt();
    }

    private void TakeParts()
    {
        for (var left = Interlocked.Decrement(ref _left); left >= 0; left = Interlocked.Decrement(ref _left))
        {
#pragma warning disable CA1031 // Whatever it is, it is thrown again on the thread that waits.
            var parts = _parts;
            var part = parts - 1 - left;
            try
            {
                _work.Run(part);
            }
            catch (Exception failure)
            {
                lock (this)
                {
                    if (_failure is null || part < _failedPart)
                        (_failure, _failedPart) = (failure, part);
                }
            }
#pragma warning restore CA1031

            // Now the call may be over: a later one of the same object that is woken sees that it is not.
            if (Interlocked.Increment(ref _finished) == parts && Volatile.Read(ref _isAwaited))
            {
                lock (this)
                    Monitor.PulseAll(this);
            }
        }
    }
}
