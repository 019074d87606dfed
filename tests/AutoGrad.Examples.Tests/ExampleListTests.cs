using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace AutoGrad.Examples.Tests;

/// <summary>The list of the examples, and its pictures.</summary>
public sealed partial class ExampleListTests
{
    private const int MostBytes = 60_000;

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
        var files = Directory.GetFiles(ExampleList.Pictures);
        Assert.Equal(ExampleList.Charts.Keys.Order(StringComparer.Ordinal), files.Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal));
        foreach (var path in files)
        {
            Assert.Equal("{http://www.w3.org/2000/svg}svg", XDocument.Load(path).Root!.Name.ToString());
            Assert.InRange(new FileInfo(path).Length, 1, MostBytes);
            Assert.Equal(ExampleList.Charts[Path.GetFileNameWithoutExtension(path)], ExampleList.TitleOf(path));
        }
    }

    [GeneratedRegex(@"\]\((?!https?:|#)([^)#\s]+)")]
    private static partial Regex Link();
}
