using System.Text;

namespace AutoGrad;

internal sealed record PowerFormula(Formula X, Formula Exponent) : Formula
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    internal override Binding Binding => Binding.Power;

    internal override void WriteText(StringBuilder text)
    {
        X.WriteText(text, Binding.Atom);
        if (Exponent is LiteralFormula sign)
        {
            text.Append(sign.Text);
        }
        else if (Exponent is NumberFormula { Value: var value } && double.IsInteger(value) && Math.Abs(value) < 1000)
        {
            foreach (var digit in Print(value))
                text.Append(digit == '-' ? '⁻' : Superscripts[digit - '0']);
        }
        else
        {
            text.Append('^');
            Exponent.WriteText(text, Binding.Atom);
        }
    }

    internal override void WriteLatex(StringBuilder latex)
    {
        X.WriteLatex(latex, Binding.Atom);
        latex.Append("^{");
        Exponent.WriteLatex(latex);
        latex.Append('}');
    }

    internal override void WriteMathMl(MathMlWriter to)
    {
        to.Open("msup");
        to.Row(X, Binding.Atom);
        to.Row(Exponent);
        to.Close("msup");
    }
}
