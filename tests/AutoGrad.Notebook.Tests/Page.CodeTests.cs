namespace AutoGrad.Notebook.Tests;

public sealed class PageCodeTests
{
    [Fact]
    public void Code_ShowsTheLinesUpToTheNextCall_WithTheirOutput()
    {
        using var test = new TestPage();
        var page = test.Page;
        page.Code();
        // Twice two.
        var product = 2 * 2;
        for (var i = 0; i < 2; i++)
            page.Print(product + i);
        page.Text("After.");
        Assert.Equal(["div", "p"], test.Parts.Select(part => part.Name.LocalName));
        var blocks = test.Parts[0].Elements().ToArray();
        Assert.Equal("// Twice two.\nvar product = 2 * 2;\nfor (var i = 0; i < 2; i++)\n    page.Print(product + i);", blocks[0].Value);
        Assert.Equal("4\n5", blocks[1].Value);
        Assert.Equal("4\n5\n\nAfter.\n\n", test.Plain);
    }

    [Fact]
    public void Code_WhoseSourceIsGone_SaysSo()
    {
        using var page = new Page("Gone", Path.Combine(Path.GetTempPath(), Path.GetRandomFileName(), "gone.html"), new StringWriter(), "/nowhere/gone.cs");
        page.Code(file: "/nowhere/gone.cs");
        page.Program();
        Assert.Equal(2, page.ToString().Split("<p class=\"note\">The source, /nowhere/gone.cs, is not there.</p>").Length - 1);
        page.Dispose();
        Directory.Delete(Path.GetDirectoryName(page.Path)!, recursive: true);
    }

    [Fact]
    public void Code_OfADeterministicBuild_IsFoundAboveTheProgram()
    {
        using var test = new TestPage();
        var name = $"{Path.GetRandomFileName()}.cs";
        var source = Path.Combine(AppContext.BaseDirectory, name);
        File.WriteAllText(source, "page.Code();\nvar two = 2;\npage.Text();\n");
        try
        {
            test.Page.Code(line: 1, file: $"/_/{name}");
            Assert.Equal("var two = 2;", test.Parts.Single().Elements().First().Value);
        }
        finally
        {
            File.Delete(source);
        }
    }

    [Fact]
    public void Program_IsTheWholeFile_FoldedAway()
    {
        using var test = new TestPage();
        test.Page.Program();
        var details = test.All("details").Single();
        Assert.Equal("The whole program, TestPage.cs", details.Elements().First().Value);
        Assert.StartsWith("using System.Xml.Linq;\n\nnamespace AutoGrad.Notebook.Tests;", details.Elements().Last().Value, StringComparison.Ordinal);
    }
}
