using static AutoGrad.Formula;

namespace AutoGrad.Tests.Notation;

public sealed class FormulaTests
{
    private static readonly Formula A = Symbol("a");
    private static readonly Formula B = Symbol("b");
    private static readonly Formula C = Symbol("c");

    private static readonly (Formula Formula, string Text, string Latex)[] Cases =
    [
        (A, "a", "a"),
        (Symbol("x12"), "x12", "x_{12}"),
        (Symbol("weight"), "weight", @"\mathrm{weight}"),
        (Symbol("layer_norm2"), "layer_norm2", @"\mathrm{layer\_norm}_{2}"),

        (Number(2), "2", "2"),
        (Number(-2), "-2", "-2"),
        (Number(0.1), "0.1", "0.1"),
        (Number(1.5e-8), "1.5e-08", @"1.5 \cdot 10^{-8}"),
        (Number(1e300), "1e+300", @"1 \cdot 10^{300}"),
        (Number(double.PositiveInfinity), "∞", @"\infty"),
        (Number(double.NegativeInfinity), "-∞", @"-\infty"),
        (Number(double.NaN), "NaN", @"\mathrm{NaN}"),

        (Sum(Sum(A, B), C), "a + b + c", "a + b + c"),
        (Sum(A, Sum(B, C)), "a + b + c", "a + b + c"),
        (Difference(Difference(A, B), C), "a - b - c", "a - b - c"),
        (Difference(A, Difference(B, C)), "a - (b - c)", @"a - \left(b - c\right)"),
        (Difference(A, Sum(B, C)), "a - (b + c)", @"a - \left(b + c\right)"),
        (Sum(A, Difference(B, C)), "a + b - c", "a + b - c"),
        (Sum(A, Negative(B)), "a + (-b)", @"a + \left(-b\right)"),
        (Difference(A, Negative(B)), "a - (-b)", @"a - \left(-b\right)"),
        (Difference(A, Number(-2)), "a - (-2)", @"a - \left(-2\right)"),
        (Sum(Negative(A), B), "-a + b", "-a + b"),

        (Product(Sum(A, B), C), "(a + b)·c", @"\left(a + b\right) \cdot c"),
        (Product(A, Sum(B, C)), "a·(b + c)", @"a \cdot \left(b + c\right)"),
        (Sum(Product(A, B), C), "a·b + c", @"a \cdot b + c"),
        (Product(Number(-2), A), "-2·a", @"-2 \cdot a"),
        (Product(Quotient(Number(-2), A), Total("Σ", @"\sum", "", Sum(B, C))), "-2/a Σ(b + c)", @"-\frac{2}{a}\,\sum \left(b + c\right)"),
        (Sum(A, Total("Σ", @"\sum", "0", Product(B, C))), "a + Σ[0] b·c", @"a + \sum_{0} b \cdot c"),
        (Product(Total("Π", @"\prod", "", B), C), "(Π b)·c", @"\left(\prod b\right) \cdot c"),
        (Product(A, Negative(B)), "a·(-b)", @"a \cdot \left(-b\right)"),
        (MatrixProduct(A, Transpose(Sum(B, C))), "a (b + c)ᵀ", @"a\,\left(b + c\right)^{\top}"),

        (Quotient(Sum(A, B), C), "(a + b)/c", @"\frac{a + b}{c}"),
        (Quotient(A, Product(B, C)), "a/(b·c)", @"\frac{a}{b \cdot c}"),
        (Quotient(Product(A, B), C), "a·b/c", @"\frac{a \cdot b}{c}"),
        (Quotient(A, Quotient(B, C)), "a/(b/c)", @"\frac{a}{\frac{b}{c}}"),
        (Quotient(A, Power(B, Number(2))), "a/b²", @"\frac{a}{b^{2}}"),

        (Negative(Sum(A, B)), "-(a + b)", @"-\left(a + b\right)"),
        (Negative(Product(A, B)), "-a·b", @"-a \cdot b"),
        (Negative(Negative(A)), "-(-a)", @"-\left(-a\right)"),

        (Power(A, Number(2)), "a²", "a^{2}"),
        (Power(A, Number(-13)), "a⁻¹³", "a^{-13}"),
        (Power(A, Number(0.5)), "a^0.5", "a^{0.5}"),
        (Power(A, Number(-0.5)), "a^(-0.5)", "a^{-0.5}"),
        (Power(A, Sum(B, C)), "a^(b + c)", "a^{b + c}"),
        (Power(Negative(A), Number(2)), "(-a)²", @"\left(-a\right)^{2}"),
        (Power(Number(-2), A), "(-2)^a", @"\left(-2\right)^{a}"),
        (Power(Power(A, Number(2)), Number(3)), "(a²)³", @"\left(a^{2}\right)^{3}"),
        (Negative(Power(A, Number(2))), "-a²", "-a^{2}"),

        (Root(A), "√a", @"\sqrt{a}"),
        (Root(Sum(A, B)), "√(a + b)", @"\sqrt{a + b}"),
        (Fence("|", "|", @"\left|", @"\right|", Difference(A, B)), "|a - b|", @"\left| a - b \right|"),
        (Relation(">", ">", Sum(A, B), C), "[a + b > c]", @"\left[ a + b > c \right]"),
        (Product(Relation(">", ">", A, B), C), "[a > b]·c", @"\left[ a > b \right] \cdot c"),
        (Call("f", A, Sum(B, C)), "f(a, b + c)", @"\operatorname{f}\left(a, b + c\right)"),
        (Call("max", @"\max", "0, 2", A), "max[0, 2](a)", @"\max_{0, 2}\left(a\right)"),
        (Power(Call("tanh", @"\tanh", "", A), Number(2)), "tanh(a)²", @"\tanh\left(a\right)^{2}"),
    ];

    public static TheoryData<int> Indices => [.. Enumerable.Range(0, Cases.Length)];

    [Theory]
    [MemberData(nameof(Indices))]
    public void TextAndLatex(int index)
    {
        var (formula, text, latex) = Cases[index];
        Assert.Equal(text, formula.ToString());
        Assert.Equal(latex, formula.ToLatex());
    }

    [Fact]
    public void EqualFormulas_CompareEqual()
    {
        Assert.Equal(Call("f", A, B), Call("f", Symbol("a"), Symbol("b")));
        Assert.Equal(Call("f", A, B).GetHashCode(), Call("f", Symbol("a"), Symbol("b")).GetHashCode());
        Assert.NotEqual(Call("f", A, B), Call("f", B, A));
        Assert.NotEqual(Call("f", A), Call("f", A, B));
        Assert.NotEqual(Sum(A, B), Difference(A, B));
    }

    [Fact]
    public void NamesThatAreEmpty_Throw()
    {
        Assert.Throws<ArgumentException>(() => Symbol(""));
        Assert.Throws<ArgumentException>(() => Call("", A));
    }
}
