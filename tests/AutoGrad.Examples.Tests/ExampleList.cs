using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace AutoGrad.Examples.Tests;

/// <summary>The list of the examples: each picture, and the title of the chart that it is of, which stands behind its path.</summary>
internal static partial class ExampleList
{
    public static string Folder { get; } = Path.Combine(MarkdownCode.Root, "examples");

    public static string Pictures { get; } = Path.Combine(Folder, "pictures");

    /// <summary>The title of the chart, by the name of the program.</summary>
    public static IReadOnlyDictionary<string, string> Charts { get; } =
        Picture().Matches(File.ReadAllText(Path.Combine(Folder, "README.md"))).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);

    /// <summary>The title that a picture shows.</summary>
    public static string TitleOf(string path) =>
        XDocument.Load(path).Descendants().Single(element => (string?)element.Attribute("class") == "heading").Value;

    /// <summary>The picture among those of a page that is of the chart in the list.</summary>
    public static string Choose(string program, string folder)
    {
        var pictures = Directory.GetFiles(folder, $"{program}-*.svg").ToDictionary(path => path, TitleOf);
        var chosen = pictures.Where(picture => picture.Value == Charts[program]).Select(picture => picture.Key).Order(StringComparer.Ordinal).FirstOrDefault();
        Assert.True(chosen is not null, $"{program} shows no chart “{Charts[program]}”, but {string.Join(", ", pictures.Values.Select(title => $"“{title}”"))}.");
        return chosen;
    }

    [GeneratedRegex("""!\[[^\]]+\]\(pictures/([^ ]+)\.svg "([^"]+)"\)""")]
    private static partial Regex Picture();
}
