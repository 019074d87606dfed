using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace AutoGrad.Examples.Tests;

/// <summary>The list of the examples, and its pictures.</summary>
public sealed partial class ExampleListTests
{
    private const int MostBytes = 60_000;

    private static string Examples => Path.Combine(MarkdownCode.Root, "examples");

    [Theory]
    [InlineData("README.md")]
    [InlineData("examples/README.md")]
    public void Links_LeadToFiles(string file)
    {
        var folder = Path.GetDirectoryName(Path.Combine(MarkdownCode.Root, file))!;
        var links = Link().Matches(File.ReadAllText(Path.Combine(MarkdownCode.Root, file))).Select(match => match.Groups[1].Value).ToList();
        Assert.Contains(links, link => link.EndsWith(".svg", StringComparison.Ordinal));
        Assert.All(links, link => Assert.True(Path.Exists(Path.Combine(folder, link)), $"{link} in {file} is not there."));
    }

    [Fact]
    public void Pictures_AreSmall_StandAlone_AndAreShown()
    {
        var list = File.ReadAllText(Path.Combine(Examples, "README.md"));
        foreach (var path in Directory.GetFiles(Path.Combine(Examples, "pictures")))
        {
            var picture = XDocument.Load(path);
            Assert.Equal("{http://www.w3.org/2000/svg}svg", picture.Root!.Name.ToString());
            Assert.InRange(new FileInfo(path).Length, 1, MostBytes);
            Assert.Contains($"](pictures/{Path.GetFileName(path)})", list, StringComparison.Ordinal);
        }
    }

    [GeneratedRegex(@"\]\((?!https?:|#)([^)#]+)")]
    private static partial Regex Link();
}
