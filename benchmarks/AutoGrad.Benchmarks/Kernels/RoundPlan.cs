namespace AutoGrad.Benchmarks.Kernels;

/// <summary>How often and how long a kernel and its limit are timed.</summary>
/// <param name="Rounds">How often both take their turn.</param>
/// <param name="Seconds">About how long each of them is timed in a round.</param>
/// <param name="FewestBatches">Of how many tries, at least, the best counts there.</param>
internal sealed record RoundPlan(int Rounds, double Seconds, int FewestBatches);
