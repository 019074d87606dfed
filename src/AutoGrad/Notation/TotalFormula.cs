using System.Text;

namespace AutoGrad;

/// <summary>A large sign over terms or factors, which reach to the end of the formula.</summary>
internal sealed record TotalFormula(string Sign, string Latex, string Subscript, Formula X) : Formula
{
    internal override Binding Binding => Binding.Negative;

    internal override void WriteText(StringBuilder text)
    {
        text.Append(Sign);
        if (Subscript.Length > 0)
            text.Append('[').Append(Subscript).Append(']');
        var start = text.Length;
        X.WriteText(text, Binding.Product);
        if (start < text.Length && text[start] is not ('(' or '[' or '|'))
            text.Insert(start, ' ');
    }

    internal override void WriteLatex(StringBuilder latex)
    {
        latex.Append(Latex);
        if (Subscript.Length > 0)
            latex.Append("_{").Append(Subscript).Append('}');
        latex.Append(' ');
        X.WriteLatex(latex, Binding.Product);
    }

    internal override void WriteMathMl(MathMlWriter to)
    {
        if (Subscript.Length > 0)
            to.Open("munder");
        to.Sign(Sign);
        if (Subscript.Length > 0)
        {
            to.Text(Subscript);
            to.Close("munder");
        }
        to.Row(X, Binding.Product);
    }
}
