using System.Text;

namespace AutoGrad;

internal sealed record SymbolFormula(string Name) : Formula
{
    internal override Binding Binding => Binding.Atom;

    internal override void WriteText(StringBuilder text) => text.Append(Name);

    // x12 is x₁₂; a name of several letters is upright.
    internal override void WriteLatex(StringBuilder latex)
    {
        var letters = Name.TrimEnd("0123456789".ToCharArray());
        var escaped = letters.Replace("_", @"\_", StringComparison.Ordinal);
        latex.Append(letters.Length == 1 ? escaped : $@"\mathrm{{{escaped}}}");
        if (letters.Length < Name.Length)
            latex.Append("_{").Append(Name.AsSpan(letters.Length)).Append('}');
    }
}
