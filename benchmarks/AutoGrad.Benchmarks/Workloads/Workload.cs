namespace AutoGrad.Benchmarks.Workloads;

/// <summary>One thing to time.</summary>
/// <param name="Name">The name, the same as in the other framework's list.</param>
/// <param name="Mode">"eager", "compiled" or "kernel".</param>
/// <param name="Prepare">Makes the data, and gives the step to time.</param>
internal sealed record Workload(string Name, string Mode, Func<Action> Prepare)
{
    /// <summary>The same work, operation by operation and as a compiled program.</summary>
    public static IEnumerable<Workload> EagerAndCompiled(string name, Func<bool, Action> prepare) =>
        [new(name, "eager", () => prepare(false)), new(name, "compiled", () => prepare(true))];
}
