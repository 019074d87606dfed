using System.Xml.Linq;
using AutoGrad.Graphs.Drawing;
using static AutoGrad.Op;

namespace AutoGrad.Tests.Graphs.Drawing;

/// <summary>Pictures of programs: well formed, nothing lies over anything else, and every arrow goes down.</summary>
public class DrawingTests
{
    private static readonly Graph<float> Step = TrainingStep();

    [Fact]
    public void ToSvg_IsWellFormed_WithABoxForEachPart_AndDarkColours()
    {
        var svg = XElement.Parse(Step.ToSvg());
        var boxes = svg.Descendants().Where(element => element.Name.LocalName == "rect").ToList();
        Assert.Equal(Diagram.Of(Step).Boxes.Count, boxes.Count);
        Assert.Equal(4, boxes.Count(box => (string?)box.Attribute("class") == "box Update"));
        Assert.Contains("prefers-color-scheme: dark", svg.Value, StringComparison.Ordinal);
        Assert.Contains(svg.Descendants(), element => element.Value == "images");
        Assert.Contains(svg.Descendants(), element => element.Value == "loss = x/32");
    }

    [Fact]
    public void ToSvg_EscapesNames() =>
        Assert.Contains(XElement.Parse(Graph.Trace<double>(v => [Tanh(v[0])], [[]], "a<b & \"c\"").ToSvg()).Descendants(), element => element.Value == "a<b & \"c\"");

    [Fact]
    public void ToDot_QuotesNames_AndDrawsEachArrow()
    {
        var dot = Graph.Trace<double>(v => [Tanh(v[0]) * 2], [[3]], "a\"b").ToDot();
        Assert.Contains("n1 [label=\"a\\\"b\\n[3]\", shape=ellipse, class=\"Input\"];", dot, StringComparison.Ordinal);
        Assert.Contains("label=\"x·2\\n[3]\"", dot, StringComparison.Ordinal);
        Assert.Equal(3, dot.Split(" -> ").Length - 1);
    }

    [Fact]
    public void InALayout_NoBoxesOverlap_AndEveryArrowGoesDown()
    {
        AssertLaysOut(Step);
        for (var seed = 0UL; seed < 60; seed++)
        {
            var function = RandomPrograms.Of<float>(seed);
            AssertLaysOut(Graph.Trace<float>(v => [.. function(v), .. Differentiate.Gradient<float>(w => function(w)[1], v)], RandomPrograms.Inputs).Simplify());
        }
    }

    [Fact]
    public void AnEmptyProgram_AndAVeryLongOne_AreDrawn()
    {
        Assert.NotEmpty(XElement.Parse(Graph.Trace<float>(v => v, [[2]]).ToSvg()).Descendants());
        var graph = Graph.Trace((Variable<float> x) =>
        {
            for (var i = 0; i < 1000; i++)
                x = Sin(x) + Cos(x);
            return x;
        }, [2]);
        Assert.Equal(3002, XElement.Parse(graph.ToSvg()).Descendants().Count(element => element.Name.LocalName == "rect"));
    }

    private static void AssertLaysOut(Graph<float> graph)
    {
        const double Height = 30;
        var diagram = Diagram.Of(graph);
        var widths = diagram.Boxes.Select(box => 10.0 + box.Title.Length).ToArray();
        var layout = new LayeredLayout(widths, Height, diagram.Arrows);
        for (var a = 0; a < widths.Length; a++)
        {
            Assert.InRange(layout.X[a], (widths[a] / 2) - 1e-6, layout.Width - (widths[a] / 2) + 1e-6);
            for (var b = a + 1; b < widths.Length; b++)
            {
                var isApart = Math.Abs(layout.X[a] - layout.X[b]) >= ((widths[a] + widths[b]) / 2) - 1e-6 || Math.Abs(layout.Y[a] - layout.Y[b]) >= Height;
                Expect.True(isApart, $"{diagram.Boxes[a]} lies over {diagram.Boxes[b]}");
            }
        }
        foreach (var route in layout.Routes)
        {
            for (var i = 1; i < route.Length; i++)
                Assert.True(layout.Y[route[i]] > layout.Y[route[i - 1]]);
        }
    }

    private static Graph<float> TrainingStep()
    {
        var random = new RandomStream(0);
        var model = new Sequential<float>(new Linear<float>(64, 32, random), new Tanh<float>(), new Linear<float>(32, 10, random));
        var optimizer = new Sgd<float>(model.Parameters, 0.1);
        return Graph.Trace<float>(
            v =>
            {
                var loss = Loss.CrossEntropy(model.Forward(v[0]), v[1]).Named("loss");
                optimizer.Minimize(loss);
                return [loss];
            },
            [[32, 64], [32]], "images", "labels").Simplify();
    }
}
