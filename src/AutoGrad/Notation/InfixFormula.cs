using System.Text;

namespace AutoGrad;

internal sealed record InfixFormula(string Text, string Latex, Formula A, Formula B, Binding Level) : Formula
{
    // A large sign on the right reaches to the end of the formula.
    internal override Binding Binding => B is TotalFormula && Level == Binding.Product ? Binding.Negative : Level;

    /// <summary>Whether the right side needs parentheses where it is of the same level, as in a - (b - c).</summary>
    public bool RightBindsTighter { get; init; }

    // A negative on the right would put two signs side by side.
    private Binding RightLevel => B is TotalFormula && Level == Binding.Product ? Binding.Negative : Level == Binding.Sum && (RightBindsTighter || B is NegativeFormula or NumberFormula { Value: < 0 }) ? Binding.Product : Level;

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

    internal override void WriteMathMl(MathMlWriter to)
    {
        to.Row(A, Level);
        if (!string.IsNullOrWhiteSpace(Text))
            to.Sign(Text.Trim());
        to.Row(B, RightLevel);
    }
}
