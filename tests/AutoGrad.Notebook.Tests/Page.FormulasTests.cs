using System.Text;
using System.Xml.Linq;
using static AutoGrad.Op;

namespace AutoGrad.Notebook.Tests;

public sealed class PageFormulasTests
{
    [Fact]
    public void Formula_IsMathMl_AndPlainInTheTerminal()
    {
        using var test = new TestPage();
        var graph = Graph.Trace<double>((w, x) => Square(w - x), [], []);
        test.Page.Formula(graph);
        var math = test.All("math").Single();
        Assert.Equal("http://www.w3.org/1998/Math/MathML", math.Name.NamespaceName);
        Assert.Equal(XElement.Parse(graph.ToMathMl()).ToString(SaveOptions.DisableFormatting), math.ToString(SaveOptions.DisableFormatting));
        Assert.Equal("y = (w - x)²\n\n", test.Plain);
    }

    [Fact]
    public void Formula_OfAFunction_IsTraced()
    {
        using var test = new TestPage();
        test.Page.Formula<float>(z => Tanh(z) * 1);
        Assert.Equal("y = tanh(z)\n\n", test.Plain);
    }

    [Fact]
    public void Drawing_IsAPictureWithAText()
    {
        using var test = new TestPage();
        var graph = Graph.Trace<double>(x => Square(x), []);
        test.Page.Drawing(graph, "x & its square");
        var image = test.All("img").Single();
        Assert.Equal("x & its square", (string?)image.Attribute("alt"));
        Assert.Equal("x & its square", test.All("figcaption").Single().Value);
        var data = ((string?)image.Attribute("src"))!["data:image/svg+xml;base64,".Length..];
        Assert.Equal(graph.ToSvg(), Encoding.UTF8.GetString(Convert.FromBase64String(data)));
        Assert.Equal("(x & its square: a picture on the page.)\n\n", test.Plain);
    }
}
