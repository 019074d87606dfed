using System.Xml.Linq;
using AutoGrad.Notebook.Writing;

namespace AutoGrad.Notebook.Tests.Writing;

public sealed class CSharpMarkupTests
{
    [Theory]
    [InlineData("var x = 1.5e-3; // a < b", "k:var n:1.5e-3 c:// a < b")]
    [InlineData("s = \"a \\\" // b\" + 'c' + @\"d\"\"\";", "s:\"a \\\" // b\" s:'c' s:@\"d\"\"\"")]
    [InlineData("t(\"\"\"\na \"b\" for\n\"\"\");", "s:\"\"\"\na \"b\" for\n\"\"\"")]
    [InlineData("p($\"{f(\"x\")} {y:F2}\");", "s:$\"{f(\"x\")} {y:F2}\"")]
    [InlineData("#:project a.csproj\n/* if\n */ classes return_ @if", "c:#:project a.csproj c:/* if\n */ k:if")]
    public void ToHtml_MarksTokens_AndKeepsTheText(string code, string tokens)
    {
        var html = XElement.Parse(CSharpMarkup.ToHtml(code), LoadOptions.PreserveWhitespace);
        Assert.Equal(code, html.Value);
        Assert.Equal(tokens, string.Join(' ', html.Descendants("span").Select(span => $"{span.Attribute("class")!.Value}:{span.Value}")));
    }
}
