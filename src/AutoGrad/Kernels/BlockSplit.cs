namespace AutoGrad.Kernels;

/// <summary>Runs the blocks of an operation, each of which writes outputs of its own, so that no bit depends on the number of threads.</summary>
internal static class BlockSplit
{
    // Below this number of multiply-adds for each thread, waking another thread costs more than it saves.
    private const long WorkPerThread = 1 << 18;

    /// <summary>Calls the body once for each block, on more than one thread where the work is worth it.</summary>
    /// <param name="blocks">How many blocks there are.</param>
    /// <param name="work">The multiply-adds of all of them.</param>
    /// <param name="state">What the body needs to know; a static body with a state allocates nothing.</param>
    /// <param name="body">What does a block.</param>
    public static void For<TState>(int blocks, long work, in TState state, Action<TState, int> body) =>
        WorkSplit.Run(blocks, new Calls<TState>(state, body), (int)Math.Min(int.MaxValue, work / WorkPerThread));

    private readonly struct Calls<TState>(TState state, Action<TState, int> body) : ISplitWork
    {
        public void Run(int part) => body(state, part);
    }
}
