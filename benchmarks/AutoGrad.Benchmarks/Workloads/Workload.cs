namespace AutoGrad.Benchmarks.Workloads;

/// <summary>One thing to time.</summary>
/// <param name="Name">The name, the same as in the other framework's list.</param>
/// <param name="Mode">"eager", "compiled" or "kernel".</param>
/// <param name="Prepare">Makes the data, and gives the step to time.</param>
internal sealed record Workload(string Name, string Mode, Func<Action> Prepare);
