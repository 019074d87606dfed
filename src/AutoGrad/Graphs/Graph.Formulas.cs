using System.Text;
using AutoGrad.Graphs.Printing;

namespace AutoGrad;

public sealed partial class Graph<T>
{
    /// <summary>
    /// The program as formulas in plain text, a line for each output, and below "where" one for each part that is used several times or that
    /// has a name: <c>y = -2/N Σ(t - g)·w2·x</c>.
    /// </summary>
    public string ToFormulas()
    {
        var sheet = new FormulaSheet<T>(this);
        var text = new StringBuilder();
        foreach (var (left, right) in sheet.Results)
            text.Append(left).Append(" = ").Append(right).Append('\n');
        if (sheet.Parts.Count > 0)
            text.Append("where\n");
        foreach (var (left, right) in sheet.Parts)
            text.Append("  ").Append(left).Append(" = ").Append(right).Append('\n');
        return text.ToString();
    }

    /// <summary>The program as formulas in LaTeX, an environment <c>aligned</c>, in the order of <see cref="ToFormulas"/>.</summary>
    public string ToLatex()
    {
        var sheet = new FormulaSheet<T>(this);
        IEnumerable<string> lines = sheet.Results.Select(line => $"{line.Left.ToLatex()} &= {line.Right.ToLatex()}");
        if (sheet.Parts.Count > 0)
            lines = [.. lines, @"\text{where} \quad & \\", .. sheet.Parts.Select(line => $"{line.Left.ToLatex()} &= {line.Right.ToLatex()}")];
        return "\\begin{aligned}\n" + string.Join(" \\\\\n", lines).Replace("\\\\ \\\\\n", "\\\\\n", StringComparison.Ordinal) + "\n\\end{aligned}";
    }

    /// <summary>The program as formulas in presentation MathML, one element <c>math</c>, in the order of <see cref="ToFormulas"/>.</summary>
    public string ToMathMl()
    {
        var sheet = new FormulaSheet<T>(this);
        var to = new MathMlWriter();
        to.Open("mtable");
        foreach (var (left, right) in sheet.Results)
            WriteRow(to, left, right);
        if (sheet.Parts.Count > 0)
        {
            to.Open("mtr");
            to.Open("mtd");
            to.Text("where");
            to.Close("mtd");
            to.Close("mtr");
        }
        foreach (var (left, right) in sheet.Parts)
            WriteRow(to, left, right);
        to.Close("mtable");
        return $"<math xmlns=\"http://www.w3.org/1998/Math/MathML\" display=\"block\">{to}</math>";
    }

    private static void WriteRow(MathMlWriter to, Formula left, Formula right)
    {
        to.Open("mtr");
        to.Open("mtd");
        to.Row(left);
        to.Close("mtd");
        to.Open("mtd");
        to.Sign("=");
        to.Row(right);
        to.Close("mtd");
        to.Close("mtr");
    }
}
