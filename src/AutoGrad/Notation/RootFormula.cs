using System.Text;

namespace AutoGrad;

internal sealed record RootFormula(Formula X) : Formula
{
    internal override Binding Binding => Binding.Atom;

    internal override void WriteText(StringBuilder text)
    {
        text.Append('√');
        X.WriteText(text, Binding.Atom);
    }

    internal override void WriteLatex(StringBuilder latex)
    {
        latex.Append(@"\sqrt{");
        X.WriteLatex(latex);
        latex.Append('}');
    }

    internal override void WriteMathMl(MathMlWriter to)
    {
        to.Open("msqrt");
        to.Row(X);
        to.Close("msqrt");
    }
}
