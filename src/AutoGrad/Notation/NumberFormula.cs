using System.Text;

namespace AutoGrad;

internal sealed record NumberFormula(double Value) : Formula
{
    internal override Binding Binding => double.IsNegative(Value) ? Binding.Negative : Binding.Atom;

    internal override void WriteText(StringBuilder text) => text.Append(double.IsInfinity(Value) ? Value < 0 ? "-∞" : "∞" : Print(Value));

    // 1.5e-08 is 1.5·10⁻⁸.
    internal override void WriteLatex(StringBuilder latex)
    {
        if (double.IsNaN(Value) || double.IsInfinity(Value))
        {
            latex.Append(double.IsNaN(Value) ? @"\mathrm{NaN}" : Value < 0 ? @"-\infty" : @"\infty");
            return;
        }
        var parts = Print(Value).Split('e');
        latex.Append(parts[0]);
        if (parts.Length > 1)
            latex.Append(@" \cdot 10^{").Append(int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture)).Append('}');
    }

    internal override void WriteMathMl(MathMlWriter to)
    {
        if (double.IsNegative(Value))
            to.Sign("-");
        var parts = Print(Math.Abs(Value)).Split('e');
        to.Number(double.IsInfinity(Value) ? "∞" : parts[0]);
        if (parts.Length == 1)
            return;
        to.Sign("·");
        to.Open("msup");
        to.Number("10");
        to.Number(int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture).ToString(System.Globalization.CultureInfo.InvariantCulture));
        to.Close("msup");
    }
}
