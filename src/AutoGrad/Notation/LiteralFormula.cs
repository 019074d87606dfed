using System.Text;

namespace AutoGrad;

/// <summary>A sign that is written as it is.</summary>
internal sealed record LiteralFormula(string Text, string Latex) : Formula
{
    internal override Binding Binding => Binding.Atom;

    internal override void WriteText(StringBuilder text) => text.Append(Text);

    internal override void WriteLatex(StringBuilder latex) => latex.Append(Latex);

    internal override void WriteMathMl(MathMlWriter to) => to.Sign(Text);
}
