using System.Xml.Linq;
using static AutoGrad.Op;

namespace AutoGrad.Tests.Graphs.Printing;

/// <summary>Programs as formulas, as one writes them by hand.</summary>
public class GraphFormulasTests
{
    private static readonly Graph<double> Loss = Graph.Trace<double>(
        v =>
        {
            var (x, y, w1, b1, w2, b2) = (v[0], v[1], v[2], v[3], v[4], v[5]);
            var n = Variable.Scalar(50.0).Named("N");
            var h = ((w1 * x) + b1).Named("h");
            var g = ((w2 * h) + b2).Named("g");
            return [(Sum(Square(y - g)) / n).Named("L")];
        },
        [[50], [50], [], [], [], []], "x", "y", "w1", "b1", "w2", "b2");

    private static readonly Graph<double> Gradient = Loss.Gradient("w1", "b1", "w2", "b2").Simplify(RewriteKinds.All);

    [Fact]
    public void TheGradientsOfALinearNetwork_ReadAsOneWritesThem() => Assert.Equal(
        """
        ∂L/∂w1 = -2/N Σ(y - g)·w2·x
        ∂L/∂b1 = -2/N Σ(y - g)·w2
        ∂L/∂w2 = -2/N Σ(y - g)·h
        ∂L/∂b2 = -2/N Σ(y - g)
        where
          h = w1·x + b1
          g = w2·h + b2

        """, Gradient.ToFormulas());

    [Fact]
    public void TheyAreTheGradients()
    {
        var random = new RandomStream(2);
        var values = Array.ConvertAll<Shape, Variable<double>>([[50], [50], [], [], [], []], shape => Normal<double>(shape, random));
        var (expected, actual) = (Loss.Gradient("w1", "b1", "w2", "b2").Apply(values), Gradient.Apply(values));
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i].Scalar, actual[i].Scalar, 1e-12);
    }

    [Fact]
    public void ToLatex_AlignsTheFormulas() => Assert.Equal(
        """
        \begin{aligned}
        L &= \frac{1}{N}\,\sum \left(y - g\right)^{2} \\
        \text{where} \quad & \\
        h &= w_{1} \cdot x + b_{1} \\
        g &= w_{2} \cdot h + b_{2}
        \end{aligned}
        """, Loss.Simplify(RewriteKinds.All).ToLatex());

    [Fact]
    public void ToMathMl_IsWellFormed_AndShowsTheSameSymbols()
    {
        var math = XElement.Parse(Gradient.ToMathMl());
        Assert.Equal("math", math.Name.LocalName);
        Assert.Equal(7, math.Descendants().Count(element => element.Name.LocalName == "mtr"));
        Assert.Equal("∂L∂b2=−2NΣ(y−g)", math.Descendants().Last(element => element.Name.LocalName == "mtr" && element.Value.StartsWith("∂L∂b2", StringComparison.Ordinal)).Value);
    }

    [Fact]
    public void EveryOperation_HasAFormulaInMathMl()
    {
        foreach (var row in Primitives.PrimitiveCases<double>.All.Where(row => row.Operation != "MaskedSelect"))
        {
            var x = FsCheck.Fluent.Gen.Sample(row.Samples.Generator, 1).First().Inputs<double>(row.Domains);
            var graph = Graph.Trace<double>(v => [row.Function(v)], Array.ConvertAll(x, input => input.Shape));
            Assert.NotEmpty(XElement.Parse(graph.ToMathMl()).Value);
            Assert.Contains("=", graph.ToFormulas(), StringComparison.Ordinal);
            Assert.StartsWith(@"\begin{aligned}", graph.ToLatex(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void FormulasOfTextbookLosses_ReadAsInATextbook()
    {
        Assert.Equal("∂L/∂x = 2·Aᵀ (A x - b)\n", Read(v => Sum(Square(MatMul(v[0], v[1]) - v[2])), "x", ["A", "x", "b"], [20, 3], [3], [20]));
        Assert.Equal("∂L/∂w = -0.05·Xᵀ σ(-y·X w)·y\n", Read(v => Mean(Softplus(-v[2] * MatMul(v[0], v[1]))), "w", ["X", "w", "y"], [20, 3], [3], [20]));
    }

    [Fact]
    public void AProgramOfManySharedParts_GivesShortLines()
    {
        var graph = Graph.Trace((Variable<double> x) =>
        {
            for (var i = 0; i < 2000; i++)
                x = Tanh(x) * Sigmoid(x);
            return x;
        }, [2]);
        var text = graph.ToFormulas();
        Assert.True(text.Length < 100_000);
        Assert.Contains("t999", text, StringComparison.Ordinal);
    }

    private static string Read(Func<Variable<double>[], Variable<double>> loss, string by, string[] names, params Shape[] shapes) =>
        Graph.Trace<double>(v => [loss(v).Named("L")], shapes, names).Gradient(by).Simplify(RewriteKinds.All).ToFormulas();
}
