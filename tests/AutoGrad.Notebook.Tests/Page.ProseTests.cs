namespace AutoGrad.Notebook.Tests;

public sealed class PageProseTests
{
    [Fact]
    public void Text_IsMarkdown_WithHeadingsBelowTheTitle()
    {
        using var test = new TestPage();
        test.Page.Text("# A part\n\nSome *emphasis*, `code`, and 2 < 3.\n\n- one\n- two");
        Assert.Equal(["h2", "p", "ul"], test.Parts.Select(part => part.Name.LocalName));
        Assert.Equal("A part", test.Parts[0].Value);
        Assert.Equal("Some emphasis, code, and 2 < 3.", test.Parts[1].Value);
        Assert.Equal("# A part\n\nSome *emphasis*, `code`, and 2 < 3.\n\n- one\n- two\n\n", test.Plain);
    }

    [Fact]
    public void Text_OfATable_ScrollsByItself()
    {
        using var test = new TestPage();
        test.Page.Text("| a | b |\n|---|---|\n| 1 | 2 |");
        Assert.Equal("scroll", (string?)test.All("table").Single().Parent!.Attribute("class"));
    }

    [Fact]
    public void Text_WithHtml_ShowsIt()
    {
        using var test = new TestPage();
        test.Page.Text("<b onclick=\"x()\">bold</b>\n\n<br>");
        Assert.Empty(test.All("b"));
        Assert.Equal("<b onclick=\"x()\">bold</b>", test.Parts[0].Value);
    }

    [Fact]
    public void Text_WithAnImageFromElsewhere_Throws()
    {
        using var test = new TestPage();
        var error = Assert.Throws<ArgumentException>(() => test.Page.Text("![a cat](https://example.org/cat.png)"));
        Assert.Equal("Page.Text: needs images that carry their data (data:...), as the page is self-contained, got ![](https://example.org/cat.png). (Parameter 'markdown')", error.Message);
        Assert.Empty(test.Parts);
    }

    [Fact]
    public void Print_CollectsLines_InOneBlock()
    {
        using var test = new TestPage();
        test.Page.Print("a < b");
        test.Page.Print(0.5);
        test.Page.Print(null);
        test.Page.Print("\u001b[31mred");
        Assert.Equal(["pre"], test.Parts.Select(part => part.Name.LocalName));
        Assert.Equal("a < b\n0.5\n\n\uFFFD[31mred", test.Parts[0].Value);
        Assert.Equal("a < b\n0.5\n\n\u001b[31mred\n", test.Plain);
    }
}
