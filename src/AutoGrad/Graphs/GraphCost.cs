using System.Globalization;
using System.Text;

namespace AutoGrad;

/// <summary>What a program costs, found without running it. Prints as a table by source line.</summary>
public sealed class GraphCost
{
    internal GraphCost(IReadOnlyList<OperationCost> nodes, long peakBytes)
    {
        (Nodes, PeakBytes) = (nodes, peakBytes);
        Operations = nodes.Sum(node => node.Operations);
        BytesMoved = nodes.Sum(node => node.BytesMoved);
        ResidualBytes = nodes.Sum(node => node.ResidualBytes);
        Lines = [.. nodes.GroupBy(node => node.Source).Select(line => new OperationCost(-1, "", line.Key, line.Sum(node => node.Operations),
            line.Sum(node => node.BytesMoved), line.Sum(node => node.ResidualBytes))).OrderByDescending(line => line.Operations).ThenByDescending(line => line.BytesMoved)];
    }

    /// <summary>The number of floating-point operations; an elementwise function counts as one.</summary>
    public double Operations { get; }

    /// <summary>How many bytes the operations read and write, each by itself: a compiled program, which fuses them, moves fewer.</summary>
    public double BytesMoved { get; }

    /// <summary>The bytes of all intermediate values that a compiled run holds at the same time, at most; inputs, states and constants come on top.</summary>
    public long PeakBytes { get; }

    /// <summary>The bytes of the values that are kept for derivatives.</summary>
    public double ResidualBytes { get; }

    /// <summary>The cost of each operation.</summary>
    public IReadOnlyList<OperationCost> Nodes { get; }

    /// <summary>The cost of each line of the traced function with its derivatives, the most expensive first.</summary>
    public IReadOnlyList<OperationCost> Lines { get; }

    /// <summary>A table by source line.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Nodes.Count} operations, {Count(Operations)}flop, {Count(BytesMoved)}B moved, {Count(PeakBytes)}B at the peak, {Count(ResidualBytes)}B kept for derivatives\n");
        text.Append("      flop   B moved    B kept  line\n");
        foreach (var line in Lines)
        {
            text.Append(Count(line.Operations).PadLeft(10)).Append(Count(line.BytesMoved).PadLeft(10)).Append(Count(line.ResidualBytes).PadLeft(10))
                .Append("  ").Append(line.Source?.ToString() ?? "(no source)").Append('\n');
        }
        return text.ToString();
    }

    /// <summary>A number with a decimal prefix, to be followed by its unit: 1.5 M.</summary>
    internal static string Count(double value)
    {
        ReadOnlySpan<string> prefixes = ["", "k", "M", "G", "T"];
        var power = 0;
        for (; value >= 1000 && power < prefixes.Length - 1; power++)
            value /= 1000;
        return value.ToString(value >= 100 || value % 1 == 0 ? "F0" : "F1", CultureInfo.InvariantCulture) + " " + prefixes[power];
    }
}

/// <summary>What an operation costs, or a source line.</summary>
/// <param name="Index">The place of its node in the graph, or -1 for a line.</param>
/// <param name="Name">The operation.</param>
/// <param name="Source">The line that it comes from, or null.</param>
/// <param name="Operations">The number of floating-point operations.</param>
/// <param name="BytesMoved">The bytes that it reads and writes.</param>
/// <param name="ResidualBytes">The bytes of its result, if a derivative needs it later; else 0.</param>
public sealed record OperationCost(int Index, string Name, SourceLine? Source, double Operations, double BytesMoved, double ResidualBytes);
