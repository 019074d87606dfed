using System.Globalization;

namespace AutoGrad.Testing;

/// <summary>What a failed check tells: a title, a table of what was compared, and what the check was done with.</summary>
/// <param name="Check">The check.</param>
/// <param name="Title">The function, and what is wrong with it.</param>
/// <param name="Left">The name of the numbers under test.</param>
/// <param name="Right">The name of what they should be.</param>
/// <param name="Foot">The shapes and what else tells the case.</param>
internal sealed record FailureReport(GradientChecks Check, string Title, string Left, string Right, string Foot)
{
    /// <summary>The exception for a comparison along a direction and those of single elements, if any; it carries the numbers of the worst.</summary>
    public GradientCheckException Of(params IReadOnlyList<Comparison> rows)
    {
        var elements = rows.Where(row => row.Element is not null).ToList();
        var worst = (elements.Any(row => row.IsWrong) ? elements : rows).MaxBy(row => row.Excess)!;
        return new($"{Title}\n{Table(rows, "error", "tolerance", row => row.IsWrong ? Print(row.Error, "G3") : "ok")}\n  {Foot}")
        {
            Check = Check,
            Input = worst.Input,
            Element = worst.Element,
            Derivative = worst.Left,
            Expected = worst.Right,
            Error = worst.Error,
            Tolerance = worst.Tolerance,
        };
    }

    /// <summary>The exception for a comparison with a number that is too uncertain.</summary>
    public GradientCheckException Inconclusive(Comparison row) =>
        new($"{Title}\n{Table([row], "difference", "uncertain by", _ => Print(row.Error, "G3"))}\n  {Foot}\n  Choose a point further from kinks, jumps and poles.")
        {
            Check = Check,
            IsInconclusive = true,
            Derivative = row.Left,
            Expected = row.Right,
            Error = row.Error,
            Tolerance = row.Tolerance,
        };

    private string Table(IReadOnlyList<Comparison> rows, string error, string tolerance, Func<Comparison, string> printError)
    {
        string[][] cells =
        [
            ["", Left, Right, error, tolerance],
            .. rows.Select(row => new[] { row.Where, Print(row.Left, "G8"), Print(row.Right, "G8"), printError(row), Print(row.Tolerance, "G2") }),
        ];
        var widths = Enumerable.Range(0, cells[0].Length).Select(column => cells.Max(line => line[column].Length)).ToArray();
        return string.Join('\n', cells.Select(line =>
            "  " + string.Join("  ", line.Select((cell, column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column])))));
    }

    private static string Print(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
