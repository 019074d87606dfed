using System.Text;

namespace AutoGrad;

internal sealed record NegativeFormula(Formula X) : Formula
{
    internal override Binding Binding => Binding.Negative;

    internal override void WriteText(StringBuilder text)
    {
        text.Append('-');
        X.WriteText(text, Binding.Product);
    }

    internal override void WriteLatex(StringBuilder latex)
    {
        latex.Append('-');
        X.WriteLatex(latex, Binding.Product);
    }
}
