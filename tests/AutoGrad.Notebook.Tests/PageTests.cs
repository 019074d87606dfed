using System.Xml.Linq;

namespace AutoGrad.Notebook.Tests;

public sealed class PageTests
{
    [Fact]
    public void Dispose_WritesOneFile_AndSaysWhere()
    {
        using var test = new TestPage("Lines & curves");
        test.Page.Text("Prose.");
        Assert.False(File.Exists(test.File));
        test.Page.Dispose();
        Assert.Equal([test.File], Directory.GetFiles(test.Folder));
        Assert.Equal(test.Page.ToString(), File.ReadAllText(test.File));
        Assert.Equal($"Lines & curves\n==============\n\nProse.\n\nThe page: {test.File}\n", test.Terminal.ToString());
    }

    [Fact]
    public void Save_ReplacesTheFile_AndThePageGoesOn()
    {
        using var test = new TestPage();
        test.Page.Text("One.");
        test.Page.Save();
        Assert.DoesNotContain("Two.", File.ReadAllText(test.File), StringComparison.Ordinal);
        test.Page.Text("Two.");
        test.Page.Save();
        Assert.Contains("<p>One.</p>\n\n<p>Two.</p>", File.ReadAllText(test.File), StringComparison.Ordinal);
        Assert.Equal([test.File], Directory.GetFiles(test.Folder));
    }

    [Fact]
    public void Page_NeedsNothingElse_AndForbidsScripts()
    {
        using var test = new TestPage();
        test.Page.Text("A [link](https://example.org/) is no part of the page. <script>alert(1)</script>");
        test.Page.Svg("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\"/>", "A picture");
        var policy = test.All("meta").Single(meta => (string?)meta.Attribute("http-equiv") == "Content-Security-Policy");
        Assert.Equal("default-src 'none'; style-src 'unsafe-inline'; img-src data:", (string?)policy.Attribute("content"));
        Assert.Empty(test.All("script"));
        Assert.Empty(test.All("link"));
        Assert.All(test.Html.Descendants().Attributes("src"), src => Assert.StartsWith("data:", src.Value, StringComparison.Ordinal));
        Assert.DoesNotContain("url(", test.Page.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("@import", test.Page.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Title_IsTextInHtml_AndTheLanguageIsSet()
    {
        var terminal = new StringWriter();
        using var page = new Page("a < b & \"c\"", Path.Combine(Path.GetTempPath(), Path.GetRandomFileName(), "a.html"), terminal) { Language = "de" };
        var root = XDocument.Parse(page.ToString()).Root!;
        Assert.Equal("de", (string?)root.Attribute("lang"));
        Assert.All(root.Descendants().Where(element => element.Name.LocalName is "title" or "h1"), element => Assert.Equal("a < b & \"c\"", element.Value));
        page.Dispose();
        Directory.Delete(Path.GetDirectoryName(page.Path)!, recursive: true);
    }

    [Theory]
    [InlineData("XOR", "/home/u/examples/xor.cs", "xor.html")]
    [InlineData("XOR: no line solves it", "C:\\course\\Program.cs", "xor-no-line-solves-it.html")]
    [InlineData("?!", "", "page.html")]
    public void Path_IsThatOfTheProgram_OrOfTheTitle(string title, string source, string file)
    {
        var folder = Directory.CreateTempSubdirectory("page").FullName;
        var before = Environment.GetEnvironmentVariable("AUTOGRAD_PAGES");
        Environment.SetEnvironmentVariable("AUTOGRAD_PAGES", folder);
        try
        {
            using var page = new Page(title, terminal: new StringWriter(), sourcePath: source);
            Assert.Equal(Path.Combine(folder, file), page.Path);
        }
        finally
        {
            Environment.SetEnvironmentVariable("AUTOGRAD_PAGES", before);
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Calls_AfterDispose_Throw()
    {
        using var test = new TestPage();
        test.Page.Dispose();
        Assert.Throws<ObjectDisposedException>(() => test.Page.Text("Late."));
        Assert.Throws<ObjectDisposedException>(() => test.Page.Print("Late."));
        Assert.Throws<ObjectDisposedException>(() => test.Page.Code());
    }

    [Fact]
    public void Title_MustNotBeEmpty() => Assert.Throws<ArgumentException>(() => new Page(" "));

    [Fact]
    public void SameCalls_GiveTheSameFile()
    {
        static string Tell()
        {
            using var test = new TestPage();
            test.Page.Text("## Prose");
            test.Page.Table(["n", "square"], [(1, 1), (2, 4)]);
            return test.Page.ToString();
        }
        Assert.Equal(Tell(), Tell());
    }
}
