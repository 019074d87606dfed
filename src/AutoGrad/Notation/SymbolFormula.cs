using System.Text;

namespace AutoGrad;

internal sealed record SymbolFormula(string Name) : Formula
{
    internal override Binding Binding => Binding.Atom;

    internal override void WriteText(StringBuilder text) => text.Append(Name);

    // ∂y/∂x is a fraction.
    private (SymbolFormula Of, SymbolFormula By)? Derivative => Name.StartsWith('∂') && Name.IndexOf("/∂", StringComparison.Ordinal) is > 1 and var slash
        && slash + 2 < Name.Length ? (new(Name[1..slash]), new(Name[(slash + 2)..])) : null;

    // x12 is x₁₂; a name of several letters is upright.
    internal override void WriteLatex(StringBuilder latex)
    {
        if (Derivative is var (of, by))
        {
            latex.Append(@"\frac{\partial ").Append(of.ToLatex()).Append(@"}{\partial ").Append(by.ToLatex()).Append('}');
            return;
        }
        var (letters, digits) = Parts;
        var escaped = letters.Replace("_", @"\_", StringComparison.Ordinal);
        latex.Append(letters.Length == 1 ? escaped : $@"\mathrm{{{escaped}}}");
        if (digits.Length > 0)
            latex.Append("_{").Append(digits).Append('}');
    }

    internal override void WriteMathMl(MathMlWriter to)
    {
        if (Derivative is var (of, by))
        {
            to.Open("mfrac");
            foreach (var symbol in (SymbolFormula[])[of, by])
            {
                to.Open("mrow");
                to.Sign("∂");
                symbol.WriteMathMl(to);
                to.Close("mrow");
            }
            to.Close("mfrac");
            return;
        }
        var (letters, digits) = Parts;
        if (digits.Length == 0)
        {
            to.Identifier(letters);
            return;
        }
        to.Open("msub");
        to.Identifier(letters);
        to.Number(digits);
        to.Close("msub");
    }

    private (string Letters, string Digits) Parts => Name.TrimEnd("0123456789".ToCharArray()) is { Length: > 0 } letters
        ? (letters, Name[letters.Length..])
        : (Name, "");
}
