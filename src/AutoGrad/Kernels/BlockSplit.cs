namespace AutoGrad.Kernels;

/// <summary>Runs the blocks of an operation, each of which writes outputs of its own, so that no bit depends on the number of threads.</summary>
internal static class BlockSplit
{
    // Below this number of multiply-adds for each thread, waking another thread costs more than it saves.
    private const long WorkPerThread = 1 << 18;

    /// <summary>Calls the body once for each block, on more than one thread where the work is worth it.</summary>
    public static void For(int blocks, long work, Action<int> body) =>
        WorkSplit.For(blocks, body, (int)Math.Min(int.MaxValue, work / WorkPerThread));
}
