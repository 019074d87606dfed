using System.Text;

namespace AutoGrad;

/// <summary>Writes presentation MathML (W3C, MathML Core).</summary>
internal sealed class MathMlWriter
{
    private readonly StringBuilder _text = new();

    public void Open(string element) => _text.Append('<').Append(element).Append('>');

    public void Close(string element) => _text.Append("</").Append(element).Append('>');

    /// <summary>A name: of one letter in italics, of several upright.</summary>
    public void Identifier(string name) => Element("mi", name);

    public void Number(string digits) => Element("mn", digits);

    /// <summary>An operator, a delimiter or a large sign.</summary>
    public void Sign(string sign) => Element("mo", sign == "-" ? "−" : sign);

    public void Text(string text) => Element("mtext", text);

    /// <summary>A formula as one element.</summary>
    public void Row(Formula formula)
    {
        Open("mrow");
        formula.WriteMathMl(this);
        Close("mrow");
    }

    /// <summary>A formula as one element, in parentheses where it binds less than it has to.</summary>
    public void Row(Formula formula, Binding least)
    {
        if (formula.Binding >= least)
        {
            Row(formula);
            return;
        }
        Open("mrow");
        Sign("(");
        formula.WriteMathMl(this);
        Sign(")");
        Close("mrow");
    }

    public override string ToString() => _text.ToString();

    private void Element(string element, string content)
    {
        Open(element);
        _text.Append(content.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal));
        Close(element);
    }
}
