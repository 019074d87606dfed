using System.Text;

namespace AutoGrad;

internal sealed record InfixFormula(string Text, string Latex, Formula A, Formula B, Binding Level) : Formula
{
    internal override Binding Binding => Level;

    /// <summary>Whether the right side needs parentheses where it is of the same level, as in a - (b - c).</summary>
    public bool RightBindsTighter { get; init; }

    // A negative on the right would put two signs side by side.
    private Binding RightLevel => Level == Binding.Sum && (RightBindsTighter || B.Binding == Binding.Negative) ? Binding.Product : Level;

    internal override void WriteText(StringBuilder text)
    {
        A.WriteText(text, Level);
        text.Append(Text);
        B.WriteText(text, RightLevel);
    }

    internal override void WriteLatex(StringBuilder latex)
    {
        A.WriteLatex(latex, Level);
        latex.Append(Latex);
        B.WriteLatex(latex, RightLevel);
    }
}
