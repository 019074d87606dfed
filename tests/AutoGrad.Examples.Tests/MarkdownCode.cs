using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace AutoGrad.Examples.Tests;

/// <summary>The C# programs in a Markdown file of the repository, each with the output that the text block after it promises, if there is one.</summary>
internal static partial class MarkdownCode
{
    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<(string Code, string? Output)> Blocks(string file)
    {
        var text = File.ReadAllText(Path.Combine(Root, file)).ReplaceLineEndings("\n");
        return [.. Block().Matches(text).Select(match => (
            match.Groups["code"].Value,
            match.Groups["output"].Success ? match.Groups["output"].Value : null))];
    }

    /// <summary>The pieces of C# that are no programs: test classes, for instance.</summary>
    public static IReadOnlyList<string> Snippets(string file) =>
        [.. Piece().Matches(File.ReadAllText(Path.Combine(Root, file)).ReplaceLineEndings("\n")).Select(match => match.Groups["code"].Value)];

    [GeneratedRegex(@"^```cs\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Piece();

    // A block of C#, and a block of text if it follows with at most a blank line between.
    [GeneratedRegex(@"^```csharp\n(?<code>.*?)^```\n(\n?```text\n(?<output>.*?)^```$)?", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    private static string FindRoot([CallerFilePath] string here = "")
    {
        // Deterministic builds map source paths, so the build output is the fallback.
        var folder = new DirectoryInfo(File.Exists(here) ? Path.GetDirectoryName(here)! : AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "AutoGrad.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("There is no AutoGrad.sln above the tests.");
    }
}
