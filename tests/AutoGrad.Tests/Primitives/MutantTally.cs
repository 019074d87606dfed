using AutoGrad.Testing;

namespace AutoGrad.Tests.Primitives;

/// <summary>
/// How many wrong rules the checks caught, how many changed no derivative at the points tried (a cotangent that is zero there, or symmetric, or
/// the same for both operands), and how many the checks missed.
/// </summary>
internal sealed class MutantTally
{
    private readonly Dictionary<Mutation, int[]> _counts = [];
    private readonly List<string> _missed = [];

    /// <summary>How many wrong rules changed a derivative, and were caught or missed.</summary>
    public int Felt => _counts.Values.Sum(counts => counts[0] + counts[2]);

    public IReadOnlyList<string> Missed => _missed;

    public void Add(Mutant<double> mutant, GradientChecks check, bool isRejected)
    {
        if (!_counts.TryGetValue(mutant.Mutation, out var counts))
            _counts.Add(mutant.Mutation, counts = new int[3]);
        var isMissed = mutant.WasFelt && !isRejected;
        counts[isRejected ? 0 : isMissed ? 2 : 1]++;
        if (isMissed)
            _missed.Add($"{check} accepts {mutant}.");
    }

    public override string ToString() => string.Join('\n', _counts.OrderBy(entry => entry.Key).Select(entry => Line($"{entry.Key}", entry.Value))
        .Prepend(Line("all", [.. Enumerable.Range(0, 3).Select(i => _counts.Values.Sum(counts => counts[i]))])));

    private static string Line(string name, int[] counts) => $"{name,-15} caught {counts[0],5}  unchanged {counts[1],5}  missed {counts[2],5}";
}
