using System.Text;

namespace AutoGrad;

internal sealed record CallFormula(string Name, string Latex, string Subscript, Formula[] Arguments) : Formula
{
    internal override Binding Binding => Binding.Atom;

    public bool Equals(CallFormula? other) => other is not null && Name == other.Name && Latex == other.Latex && Subscript == other.Subscript
        && Arguments.AsSpan().SequenceEqual(other.Arguments);

    public override int GetHashCode() => HashCode.Combine(Name, Subscript, Arguments.Length);

    internal override void WriteText(StringBuilder text)
    {
        text.Append(Name);
        if (Subscript.Length > 0)
            text.Append('[').Append(Subscript).Append(']');
        text.Append('(');
        for (var i = 0; i < Arguments.Length; i++)
        {
            text.Append(i > 0 ? ", " : "");
            Arguments[i].WriteText(text);
        }
        text.Append(')');
    }

    internal override void WriteLatex(StringBuilder latex)
    {
        latex.Append(Latex);
        if (Subscript.Length > 0)
            latex.Append("_{").Append(Subscript).Append('}');
        latex.Append(@"\left(");
        for (var i = 0; i < Arguments.Length; i++)
        {
            latex.Append(i > 0 ? ", " : "");
            Arguments[i].WriteLatex(latex);
        }
        latex.Append(@"\right)");
    }

    internal override void WriteMathMl(MathMlWriter to)
    {
        if (Subscript.Length > 0)
            to.Open("msub");
        to.Identifier(Name);
        if (Subscript.Length > 0)
        {
            to.Text(Subscript);
            to.Close("msub");
        }
        to.Sign("(");
        for (var i = 0; i < Arguments.Length; i++)
        {
            if (i > 0)
                to.Sign(",");
            to.Row(Arguments[i]);
        }
        to.Sign(")");
    }
}
