using System.Text;

namespace AutoGrad;

internal sealed record NegativeFormula(Formula X) : Formula
{
    internal override Binding Binding => Binding.Negative;

    // Two signs side by side would not be read; a large sign may stand last.
    private Binding Level => X is NegativeFormula or NumberFormula ? Binding.Product : Binding.Negative;

    internal override void WriteText(StringBuilder text)
    {
        text.Append('-');
        X.WriteText(text, Level);
    }

    internal override void WriteLatex(StringBuilder latex)
    {
        latex.Append('-');
        X.WriteLatex(latex, Level);
    }

    internal override void WriteMathMl(MathMlWriter to)
    {
        to.Sign("-");
        to.Row(X, Level);
    }
}
