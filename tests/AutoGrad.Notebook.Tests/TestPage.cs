using System.Xml.Linq;

namespace AutoGrad.Notebook.Tests;

/// <summary>A page in a folder of its own, whose terminal is a string.</summary>
internal sealed class TestPage : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("page").FullName;

    public TestPage(string title = "A page")
    {
        File = Path.Combine(_folder, "page.html");
        Page = new Page(title, File, Terminal);
    }

    public string File { get; }

    public StringWriter Terminal { get; } = new() { NewLine = "\n" };

    public Page Page { get; }

    public string Folder => _folder;

    /// <summary>What the terminal shows below the title.</summary>
    public string Plain => string.Join('\n', Terminal.ToString().Split('\n')[3..]);

    /// <summary>The page, parsed as XML: an error if it is not well-formed.</summary>
    public XElement Html => XDocument.Parse(Page.ToString(), LoadOptions.PreserveWhitespace).Root!;

    public IEnumerable<XElement> All(string element) => Html.Descendants().Where(child => child.Name.LocalName == element);

    /// <summary>The elements in the body below the heading.</summary>
    public XElement[] Parts => [.. All("main").Single().Elements().Skip(1)];

    public void Dispose()
    {
        Page.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
