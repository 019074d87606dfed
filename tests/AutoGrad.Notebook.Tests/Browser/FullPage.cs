using static AutoGrad.Op;

namespace AutoGrad.Notebook.Tests.Browser;

/// <summary>A page with a part of every kind, and some that are broad.</summary>
internal static class FullPage
{
    public static void Fill(Page page)
    {
        double[] losses = [.. Enumerable.Range(0, 50).Select(i => Math.Exp(-i / 10.0))];
        page.Text($"## Prose\n\nA {new string('x', 300)} word, `{new string('c', 300)}`.\n\n|{string.Concat(Enumerable.Repeat(" column |", 20))}\n|{string.Concat(Enumerable.Repeat("---|", 20))}\n");
        page.Text($"```\n{new string('c', 300)}\n```");
        page.Code();
        // A broad line of code: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
        for (var i = 0; i < 2; i++)
            page.Print(new string('o', 300));
        page.Table([.. Enumerable.Range(0, 20).Select(i => $"column {i}")], [[.. Enumerable.Range(0, 20).Select(i => (object)(i / 7.0))]]);
        var graph = Graph.Trace<double>(v => [Sum(Square(v[0] - Sigmoid((v[1] * v[2]) + v[3] + Tanh(v[4] * v[1]) + Exp(-Square(v[1])))))], [[4], [4], [], [], []], "target", "input", "w", "b", "c");
        page.Formula(graph);
        page.Formula(graph.Gradient("w", "b").Simplify(RewriteKinds.All));
        page.Drawing(graph.Gradient("w", "b"));
        page.Show(
            new Chart("Lines with a long title that goes on over the width of a phone").Line(losses, "a name of some length").Line(losses.Select(loss => loss / 2), "another name of some length").X("epoch").Y("loss", "nats", logarithmic: true),
            new Chart("Bars").Bars(["sepal length (cm)", "sepal width (cm)", "petal length (cm)", "petal width (cm)"], [12345.0, 2, 3e4, -4]).Y("count"),
            new Chart("Histogram").Histogram(losses).X("x").Y("count"),
            new Chart("Large").Line([0, 3e9]).X("x", range: (0, 3e-9)));
        page.Show(
            new Chart("Heat").HeatMap(Variable.Create<double>([.. Enumerable.Range(0, 16).Select(i => (double)i - 8)], [4, 4]), ["setosa", "versicolor", "virginica", "other"], ["a", "b", "c", "d"], numbers: true).X("x").Y("y"),
            new Chart("Contours").Contours<double>(p => Square(p[.., 0]) + Square(p[.., 1]), (-1, 1), (-1, 1)),
            new Chart("Regions").Regions<double>(p => p, (-1, 1), (-1, 1), "one", "two").Points([0.1, 0.2], [0.3, 0.4], "given"));
        page.Images(Variable.Zeros<float>([20, 8, 8]), columns: 10, captions: [.. Enumerable.Range(0, 20).Select(i => $"misread{i}")]);
        page.Frames([.. Enumerable.Range(1, 4).Select(i => new Chart($"Step {i}").Line([i, 2]).Y("y", range: (0, 5)))]);
        page.Program();
    }
}
