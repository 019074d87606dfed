using System.Globalization;
using System.Text;

namespace AutoGrad;

/// <summary>How a program was simplified. Prints as a table.</summary>
public sealed class RewriteExplanation
{
    private const int Widest = 48;

    internal RewriteExplanation(IReadOnlyList<RewriteStep> steps, int before, int after) => (Steps, CountBefore, CountAfter) = (steps, before, after);

    /// <summary>The rewrites, one after the other.</summary>
    public IReadOnlyList<RewriteStep> Steps { get; }

    /// <summary>The number of operations before the first step.</summary>
    public int CountBefore { get; }

    /// <summary>The number of operations after the last step, without those that nothing needs any more.</summary>
    public int CountAfter { get; }

    /// <summary>A line a step: its number, the rule, and the part before and after.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        var rule = Math.Min(Widest, Steps.Select(step => step.Rule.Length).DefaultIfEmpty().Max());
        var before = Math.Min(Widest, Steps.Select(step => step.Before.Length).DefaultIfEmpty().Max());
        for (var i = 0; i < Steps.Count; i++)
        {
            text.Append((i + 1).ToString(CultureInfo.InvariantCulture).PadLeft(4)).Append("  ")
                .Append(Steps[i].Rule.PadRight(rule)).Append("  ").Append(Steps[i].Before.PadRight(before)).Append("  →  ").Append(Steps[i].After).Append('\n');
        }
        return text.Append(CultureInfo.InvariantCulture, $"{CountBefore} operations, then {CountAfter}.\n").ToString();
    }
}
