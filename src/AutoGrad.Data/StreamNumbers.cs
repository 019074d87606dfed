namespace AutoGrad.Data;

/// <summary>
/// The streams of a seed that this library draws from, apart from each other and from the low numbers that users take, so that one
/// seed can serve a whole program and the order of the batches has nothing to do with the split or with the first weights.
/// </summary>
internal static class StreamNumbers
{
    internal const ulong Split = 1UL << 32;

    internal const ulong Synthetic = 3UL << 32;

    internal static ulong Epoch(int epoch) => (2UL << 32) + (ulong)epoch;

    internal static ulong Augmentation(int epoch) => (4UL << 32) + (ulong)epoch;
}
