namespace AutoGrad.Kernels;

/// <summary>Runs the blocks of an operation, each of which writes outputs of its own, so that no bit depends on the number of threads.</summary>
internal static class BlockSplit
{
    // Below this number of multiply-adds for each thread, waking another thread costs more than it saves.
    private const long WorkPerThread = 1 << 18;

    // Neighbouring blocks are taken together up to this, as taking one costs a line of memory that all threads write to.
    private const long WorkPerPart = 1 << 16;

    /// <summary>Calls the body once for each block, on more than one thread where the work is worth it.</summary>
    /// <param name="blocks">How many blocks there are.</param>
    /// <param name="work">The multiply-adds of all of them.</param>
    /// <param name="state">What the body needs to know; a static body with a state allocates nothing.</param>
    /// <param name="body">What does a block.</param>
    public static void For<TState>(int blocks, long work, in TState state, Action<TState, int> body)
    {
        var parts = (int)Math.Clamp(work / WorkPerPart, Math.Min(1, blocks), blocks);
        WorkSplit.Run(parts, new Calls<TState>(state, body, blocks, parts), (int)Math.Min(int.MaxValue, work / WorkPerThread));
    }

    private readonly struct Calls<TState>(TState state, Action<TState, int> body, int blocks, int parts) : ISplitWork
    {
        public void Run(int part)
        {
            var end = (int)((long)blocks * (part + 1) / parts);
            for (var block = (int)((long)blocks * part / parts); block < end; block++)
                body(state, block);
        }
    }
}
