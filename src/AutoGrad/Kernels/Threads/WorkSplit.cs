namespace AutoGrad.Kernels;

/// <summary>Runs independent parts of one operation on the thread pool, the calling thread taking part.</summary>
/// <remarks>
/// The caller takes whatever part no other thread has begun, so that it never waits for a thread to become free: nested calls, and calls
/// from a full thread pool, come to an end.
/// </remarks>
internal static class WorkSplit
{
    /// <summary>
    /// Does each part from 0 to parts - 1 once, on at most <see cref="AutoGradSettings.Threads"/> threads, and returns when all are done. Allocates
    /// nothing from the second call of a thread on. Which thread does a part is chance: a result must not depend on it.
    /// </summary>
    /// <param name="parts">How many parts there are.</param>
    /// <param name="work">What does a part.</param>
    /// <param name="threads">How many threads the work is worth.</param>
    /// <remarks>What a part throws is thrown here, by the first part that did; of those after it, some were done.</remarks>
    public static void Run<TWork>(int parts, in TWork work, int threads = int.MaxValue) where TWork : struct, ISplitWork
    {
        threads = Math.Min(Math.Min(parts, threads), AutoGradSettings.Threads);
        if (threads > 1)
        {
            SplitJob<TWork>.Run(parts, work, threads);
            return;
        }
        for (var part = 0; part < parts; part++)
            work.Run(part);
    }

    /// <summary>Calls the body once for each index below count, as <see cref="Run"/> does.</summary>
    public static void For(int count, Action<int> body, int threads = int.MaxValue) => Run(count, new Calls(body), threads);

    private readonly record struct Calls(Action<int> Body) : ISplitWork
    {
        public void Run(int part) => Body(part);
    }
}
