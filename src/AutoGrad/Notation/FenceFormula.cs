using System.Text;

namespace AutoGrad;

internal sealed record FenceFormula(string Left, string Right, string LatexLeft, string LatexRight, Formula X) : Formula
{
    internal override Binding Binding => Binding.Atom;

    internal override void WriteText(StringBuilder text)
    {
        text.Append(Left);
        X.WriteText(text);
        text.Append(Right);
    }

    internal override void WriteLatex(StringBuilder latex)
    {
        latex.Append(LatexLeft).Append(' ');
        X.WriteLatex(latex);
        latex.Append(' ').Append(LatexRight);
    }

    internal override void WriteMathMl(MathMlWriter to)
    {
        to.Sign(Left);
        to.Row(X);
        to.Sign(Right);
    }
}
