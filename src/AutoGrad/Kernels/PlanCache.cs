using System.Collections.Concurrent;

namespace AutoGrad.Kernels;

/// <summary>What was worked out for the sizes of an operation, kept for the next time that it has these sizes.</summary>
internal static class PlanCache<TKey, TPlan>
    where TKey : notnull
    where TPlan : class
{
    // A program has a few dozen; one that always has new sizes must not keep them all.
    private const int Most = 1024;

    private static readonly ConcurrentDictionary<TKey, TPlan> Plans = new();

    /// <summary>The plan for a key. Two threads may make one at the same time; one of both is kept.</summary>
    public static TPlan Get(TKey key, Func<TKey, TPlan> make)
    {
        if (Plans.TryGetValue(key, out var plan))
            return plan;
        if (Plans.Count >= Most)
            Plans.Clear();
        return Plans.GetOrAdd(key, make(key));
    }
}
