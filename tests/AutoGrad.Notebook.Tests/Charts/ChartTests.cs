using System.Xml.Linq;
using static AutoGrad.Op;

namespace AutoGrad.Notebook.Tests.Charts;

public sealed class ChartTests
{
    private static XElement[] Elements(Chart chart, string name, string style) =>
        [.. XElement.Parse(chart.ToFigure()).Descendants().Where(element => element.Name.LocalName == name && ((string?)element.Attribute("class") ?? "").Split(' ').Contains(style))];

    private static string[] Texts(Chart chart) => [.. XElement.Parse(chart.ToFigure()).Descendants().Where(element => element.Name.LocalName == "text").Select(text => text.Value)];

    [Fact]
    public void Line_HasAPathPointByPoint_AndBreaksAtGaps()
    {
        var chart = new Chart("A line").Line([0.0, 1, double.NaN, 2, 3]).Y("y", range: (0, 3));
        var path = (string)Elements(chart, "path", "line").Single().Attribute("d")!;
        Assert.Equal("MLML", string.Concat(path.Where(char.IsLetter)));
        Assert.Equal("A line: a line of 5 points; y from 0 to 3.", chart.ToString());
    }

    [Fact]
    public void Line_OfManyPoints_IsThinned_AndKeepsItsPeaks()
    {
        var values = Enumerable.Range(0, 100_000).Select(i => i == 54_321 ? 9.0 : i % 2).ToArray();
        var path = (string)Elements(new Chart("Long").Line(values).Y("y", range: (0, 9)), "path", "line").Single().Attribute("d")!;
        Assert.InRange(path.Count(char.IsLetter), 800, 5000);
        Assert.Contains(" 10", path, StringComparison.Ordinal);
    }

    [Fact]
    public void Axes_HaveLabelsUnitsAndRoundTicks_AndTheLegendHasTheNames()
    {
        var texts = Texts(new Chart("Loss").Line([1.0, 0.1, 0.01], "training").Line([1, 2], "held & out").Level(0.02, "bound").X("time", "s").Y("loss", logarithmic: true));
        Assert.Equal(["training", "held & out", "bound", "0.01", "0.1", "1", "0.0", "0.5", "1.0", "1.5", "2.0", "loss", "time (s)"], texts);
    }

    [Fact]
    public void Series_DifferInColourAndInShape()
    {
        var chart = new Chart("Two").Points([1, 2], [1, 2]).Points([1, 2], [2, 1]).Line([1, 2]);
        Assert.Equal(["point s0", "point s1", "line s2"], Elements(chart, "path", "point").Concat(Elements(chart, "path", "line")).Select(path => (string)path.Attribute("class")!));
        var shapes = Elements(chart, "path", "point").Select(path => string.Concat(((string)path.Attribute("d")!).Where(char.IsLetter))).ToArray();
        Assert.NotEqual(shapes[0], shapes[1]);
    }

    [Fact]
    public void Picture_SaysWhatItShows()
    {
        static string? Label(Chart chart) => (string?)XElement.Parse(chart.ToFigure()).Attribute("aria-label");
        Assert.Equal("Bars: 2 bars “a”; values from 1 to 2.", Label(new Chart("Bars").Bars(["x", "y"], [1, 2], "a")));
        Assert.Equal("It falls.", Label(new Chart("Loss").Line([2, 1]).Alt("It falls.")));
        Assert.Equal("img", (string?)XElement.Parse(new Chart("Loss").Line([2, 1]).ToFigure()).Attribute("role"));
    }

    [Fact]
    public void Svg_StandsAlone_WithItsTitleAndStyle()
    {
        var chart = new Chart("Loss < 1").Line([0.5, 0.25], "training").Points([0], [0.5]).Level(0.1, "bound").X("step");
        var picture = XElement.Parse(chart.ToSvg());
        Assert.Equal(chart.ToString(), (string?)picture.Attribute("aria-label"));
        Assert.Equal("Loss < 1", picture.Descendants().Single(element => (string?)element.Attribute("class") == "heading").Value);
        var box = ((string)picture.Attribute("viewBox")!).Split(' ').Select(double.Parse).ToArray();
        Assert.Equal(320, (double)picture.Attribute("width")!);
        Assert.Equal(box[3] / box[2], (double)picture.Attribute("height")! / 320, 0.01);
        var style = picture.Descendants().Single(element => element.Name.LocalName == "style").Value;
        Assert.Contains("prefers-color-scheme: dark", style, StringComparison.Ordinal);
        var classes = picture.Descendants().SelectMany(element => ((string?)element.Attribute("class") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)).Distinct().ToList();
        Assert.Contains("line", classes);
        Assert.All(classes, name => Assert.Matches($@"\.{name}[ ,.]", style));
        // What stands on the page is in the picture.
        Assert.All(XElement.Parse(chart.ToFigure()).Elements(), part => Assert.Contains(picture.Descendants(), other => XNode.DeepEquals(part, other)));
    }

    [Fact]
    public void Bars_OfSeveralSeries_StandSideBySide_OnZero()
    {
        var bars = Elements(new Chart("Bars").Bars(["x", "y"], [1.0, -1], "a").Bars(["x", "y"], [2.0, 0.5], "b").Y("y", range: (-2, 2)), "rect", "bar")
            .Skip(2).Select(bar => (X: (double)bar.Attribute("x")!, Y: (double)bar.Attribute("y")!, Width: (double)bar.Attribute("width")!, Height: (double)bar.Attribute("height")!)).ToArray();
        Assert.Equal(4, bars.Length);
        Assert.Equal(bars[0].X + bars[0].Width, bars[2].X, 0.11);
        Assert.Equal(bars[0].Y + bars[0].Height, bars[1].Y, 0.11);
        Assert.Equal(2 * bars[0].Height, bars[2].Height, 0.11);
    }

    [Fact]
    public void Histogram_CountsEachValueOnce()
    {
        Assert.Equal("H: 4 bins; values from 1 to 2.", new Chart("H").Histogram([0.0, 0.1, 1, 2, 3.5, 4, double.NaN], 4).ToString());
        Assert.Equal("H: 2 bins; values from 0.25 to 0.75.", new Chart("H").Histogram([0.5, 1.5, 1.5, 2.0, 9.0], 2, range: (0, 2), density: true).ToString());
    }

    [Fact]
    public void HeatMap_HasAColorBar_NamesAndNumbers()
    {
        var chart = new Chart("Map").HeatMap(Variable.Matrix(new[,] { { 0.0, 1 }, { double.NaN, 4 } }), ["a", "b"], ["c", "d"], numbers: true);
        Assert.Equal(["a", "b", "c", "d", "0", "1", "4", "0", "1", "2", "3", "4"], Texts(chart));
        Assert.Equal(["cells", "smooth"], XElement.Parse(chart.ToFigure()).Descendants().Where(element => element.Name.LocalName == "image").Select(image => (string?)image.Attribute("class")));
    }

    [Theory]
    [InlineData(3, "−0.123", "45.7")]
    [InlineData(8, "−0.12", "45.68")]
    [InlineData(9, "−0.1", "45.7")]
    [InlineData(12, "0", "46")]
    [InlineData(30)]
    public void HeatMap_ShowsNumbersAsExactAsCellsAreBroad(int columns, params string[] texts)
    {
        var row = Variable.Create<double>([-0.1234, 45.6789, .. Enumerable.Repeat(double.NaN, columns - 2)], [1, columns]);
        var chart = new Chart("Map").HeatMap(row, ["row"], numbers: true);
        Assert.Equal(texts, Elements(chart, "text", "cell-text").Select(text => text.Value));
    }

    [Fact]
    public void Contours_OfAValley_AreLogarithmic()
    {
        var chart = new Chart("Valley").Contours<double>(p => Square(p[.., 0]) + (100 * Square(p[.., 1])), (-1, 1), (-1, 1));
        Assert.Equal("Valley: contours of a function from 0 to 101, at 0.5, 1, 2, 5, 10, 20, 50, 100.", chart.ToString());
        Assert.Equal(8, Elements(chart, "path", "contour").Length);
    }

    [Fact]
    public void Regions_ShareColoursAndNamesWithPoints()
    {
        var chart = new Chart("Classes").Regions<float>(p => p[.., 0], (-1, 1), (-1, 1), "left", "right")
            .Points(Variable.Matrix(new[,] { { -0.5f, 0 }, { 0.5f, 0 } }), new float[] { 0, 1 }, "left", "right");
        Assert.Equal(["left", "right"], Texts(chart)[..2]);
        Assert.Equal(["region s0", "region s1"], Elements(chart, "rect", "region").Select(key => (string)key.Attribute("class")!));
        Assert.Equal(["point s0", "point s1"], Elements(chart, "path", "point").Select(path => (string)path.Attribute("class")!));
        Assert.Single(Elements(chart, "path", "boundary"));
    }

    [Fact]
    public void Chart_OfNothingToShow_IsStillAChart()
    {
        foreach (var chart in new[] { new Chart("None"), new Chart("NaN").Line([double.NaN]), new Chart("Zero").Line([0.0]).Y("y", logarithmic: true), new Chart("One").Line([5.0, 5.0]) })
            Assert.DoesNotContain("NaN ", XElement.Parse(chart.ToFigure()).ToString(), StringComparison.Ordinal);
    }
}
