using System.Globalization;
using System.Text;

namespace AutoGrad;

/// <summary>
/// A formula: how an operation is written, given how its inputs are. Prints as text, <c>tanh(x)² + 1</c>, and as LaTeX,
/// <c>\tanh(x)^{2} + 1</c>, with parentheses where the order of operations asks for them and nowhere else.
/// </summary>
public abstract record Formula
{
    private protected Formula() { }

    /// <summary>How tightly its outermost part binds.</summary>
    internal abstract Binding Binding { get; }

    /// <summary>A name, as the user gave it: letters followed by digits get a subscript in LaTeX.</summary>
    public static Formula Symbol(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new SymbolFormula(name);
    }

    /// <summary>A number.</summary>
    public static Formula Number(double value) => new NumberFormula(value);

    /// <summary>A function applied to arguments, <c>f(x, y)</c>.</summary>
    /// <param name="name">The name as text.</param>
    /// <param name="arguments">The arguments.</param>
    public static Formula Call(string name, params ReadOnlySpan<Formula> arguments) => Call(name, $@"\operatorname{{{name}}}", "", arguments);

    /// <summary>A function applied to arguments, with its name in LaTeX and static arguments as a subscript.</summary>
    /// <param name="name">The name as text.</param>
    /// <param name="latex">The name in LaTeX, such as <c>\tanh</c>.</param>
    /// <param name="subscript">Static arguments such as axes, or empty.</param>
    /// <param name="arguments">The arguments.</param>
    public static Formula Call(string name, string latex, string subscript, params ReadOnlySpan<Formula> arguments)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new CallFormula(name, latex, subscript, [.. arguments]);
    }

    /// <summary>A sum of two terms.</summary>
    public static Formula Sum(Formula a, Formula b) => new InfixFormula(" + ", " + ", a, b, Binding.Sum);

    /// <summary>A difference of two terms.</summary>
    public static Formula Difference(Formula a, Formula b) => new InfixFormula(" - ", " - ", a, b, Binding.Sum) { RightBindsTighter = true };

    /// <summary>A product of two factors, element by element.</summary>
    public static Formula Product(Formula a, Formula b)
    {
        if (Opposite(a) is { } positive)
            return new NegativeFormula(Product(positive, b));
        return b is TotalFormula ? new InfixFormula(" ", @"\,", a, b, Binding.Product) : new InfixFormula("·", @" \cdot ", a, b, Binding.Product);
    }

    /// <summary>A sum or a product over axes, with a large sign: Σ x.</summary>
    /// <param name="sign">The sign as text.</param>
    /// <param name="latex">The sign in LaTeX.</param>
    /// <param name="subscript">The axes, or empty for all.</param>
    /// <param name="x">The terms or factors.</param>
    public static Formula Total(string sign, string latex, string subscript, Formula x) => new TotalFormula(sign, latex, subscript, x);

    /// <summary>A product of two matrices.</summary>
    public static Formula MatrixProduct(Formula a, Formula b) => new InfixFormula(" ", @"\,", a, b, Binding.Product);

    /// <summary>A relation between two formulas, such as <c>a &gt; b</c>, written [a &gt; b] as a number that is 1 where it holds.</summary>
    /// <param name="symbol">The sign as text.</param>
    /// <param name="latex">The sign in LaTeX.</param>
    /// <param name="a">The left side.</param>
    /// <param name="b">The right side.</param>
    public static Formula Relation(string symbol, string latex, Formula a, Formula b) =>
        Fence("[", "]", @"\left[", @"\right]", new InfixFormula($" {symbol} ", $" {latex} ", a, b, Binding.Relation));

    /// <summary>A quotient: a fraction in LaTeX.</summary>
    public static Formula Quotient(Formula a, Formula b) =>
        Opposite(a) is { } positive ? new NegativeFormula(Quotient(positive, b)) : new QuotientFormula(a, b);

    /// <summary>The negative of a formula.</summary>
    public static Formula Negative(Formula x) => new NegativeFormula(x);

    /// <summary>A power.</summary>
    public static Formula Power(Formula x, Formula exponent) => new PowerFormula(x, exponent);

    /// <summary>A square root.</summary>
    public static Formula Root(Formula x) => new RootFormula(x);

    /// <summary>The transpose of a matrix.</summary>
    public static Formula Transpose(Formula x) => new PowerFormula(x, new LiteralFormula("ᵀ", @"\top"));

    /// <summary>A formula between delimiters, such as the bars of an absolute value.</summary>
    /// <param name="left">The left delimiter as text.</param>
    /// <param name="right">The right delimiter as text.</param>
    /// <param name="latexLeft">The left delimiter in LaTeX.</param>
    /// <param name="latexRight">The right delimiter in LaTeX.</param>
    /// <param name="x">What stands between.</param>
    public static Formula Fence(string left, string right, string latexLeft, string latexRight, Formula x) =>
        new FenceFormula(left, right, latexLeft, latexRight, x);

    /// <summary>The formula in LaTeX.</summary>
    public string ToLatex()
    {
        var text = new StringBuilder();
        WriteLatex(text);
        return text.ToString();
    }

    /// <summary>The formula in presentation MathML, an element <c>math</c>.</summary>
    public string ToMathMl()
    {
        var to = new MathMlWriter();
        to.Row(this);
        return $"<math xmlns=\"http://www.w3.org/1998/Math/MathML\">{to}</math>";
    }

    /// <summary>The formula as text.</summary>
    public sealed override string ToString()
    {
        var text = new StringBuilder();
        WriteText(text);
        return text.ToString();
    }

    internal abstract void WriteText(StringBuilder text);

    internal abstract void WriteLatex(StringBuilder latex);

    internal abstract void WriteMathMl(MathMlWriter to);

    /// <summary>Writes it as a part of another formula, in parentheses where it binds less than that asks.</summary>
    internal void WriteText(StringBuilder text, Binding least)
    {
        if (Binding >= least)
        {
            WriteText(text);
            return;
        }
        text.Append('(');
        WriteText(text);
        text.Append(')');
    }

    /// <inheritdoc cref="WriteText(StringBuilder, Binding)"/>
    internal void WriteLatex(StringBuilder latex, Binding least)
    {
        if (Binding >= least)
        {
            WriteLatex(latex);
            return;
        }
        latex.Append(@"\left(");
        WriteLatex(latex);
        latex.Append(@"\right)");
    }

    // What is written with a minus in front, without it.
    private static Formula? Opposite(Formula x) => x switch
    {
        NegativeFormula negative => negative.X,
        NumberFormula { Value: < 0 } number => new NumberFormula(-number.Value),
        _ => null,
    };

    internal static string Print(double value) => value.ToString("R", CultureInfo.InvariantCulture).Replace("E", "e", StringComparison.Ordinal);
}
