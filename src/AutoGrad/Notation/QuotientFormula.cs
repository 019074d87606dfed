using System.Text;

namespace AutoGrad;

internal sealed record QuotientFormula(Formula A, Formula B) : Formula
{
    internal override Binding Binding => Binding.Product;

    internal override void WriteText(StringBuilder text)
    {
        A.WriteText(text, Binding.Product);
        text.Append('/');
        B.WriteText(text, Binding.Power);
    }

    internal override void WriteLatex(StringBuilder latex)
    {
        latex.Append(@"\frac{");
        A.WriteLatex(latex);
        latex.Append("}{");
        B.WriteLatex(latex);
        latex.Append('}');
    }

    internal override void WriteMathMl(MathMlWriter to)
    {
        to.Open("mfrac");
        to.Row(A);
        to.Row(B);
        to.Close("mfrac");
    }
}
