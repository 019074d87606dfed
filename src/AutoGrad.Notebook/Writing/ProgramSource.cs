namespace AutoGrad.Notebook.Writing;

/// <summary>The source of the running program.</summary>
internal sealed class ProgramSource
{
    private const string MappedFolder = "/_/";
    private readonly string[] _lines;

    public ProgramSource(string text)
    {
        Text = text.ReplaceLineEndings("\n").TrimEnd();
        _lines = Text.Split('\n');
    }

    public string Text { get; }

    /// <summary>
    /// The source at the path that the compiler wrote down, or where the runtime says that a file-based program lies; null if at neither. A
    /// deterministic build writes <c>/_/</c> for the folder of the repository: it is looked for above the program and above the working directory.
    /// </summary>
    public static ProgramSource? Find(string path)
    {
        var found = Candidates(path).FirstOrDefault(File.Exists);
        return found is null ? null : new ProgramSource(File.ReadAllText(found));
    }

    private static IEnumerable<string> Candidates(string path)
    {
        yield return path;
        if (AppContext.GetData("EntryPointFilePath") is string entry && System.IO.Path.GetFileName(entry) == System.IO.Path.GetFileName(path))
            yield return entry;
        if (!path.StartsWith(MappedFolder, StringComparison.Ordinal))
            yield break;
        foreach (var start in new[] { AppContext.BaseDirectory, Environment.CurrentDirectory })
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
                yield return System.IO.Path.Combine(folder.FullName, path[MappedFolder.Length..]);
        }
    }

    public static string Missing(string path) => $"<p class=\"note\">The source, {Html.Escape(path.Length == 0 ? "whose path is not known" : path)}, is not there.</p>";

    /// <summary>
    /// The lines after a call, counted from 1, without their common indentation: up to the next line that calls a member of the same variable and
    /// is indented no more, or to the end of the block.
    /// </summary>
    public string SectionAfter(int line)
    {
        if (line < 1 || line > _lines.Length)
            return "";
        var indent = Indent(_lines[line - 1]);
        var call = _lines[line - 1].AsSpan().Trim();
        var receiver = $"{call[..Math.Max(0, call.IndexOf('.'))]}.";
        var section = _lines.Skip(line).TakeWhile(next => string.IsNullOrWhiteSpace(next) || Indent(next) > indent
            || (Indent(next) == indent && !next.AsSpan(indent).StartsWith(receiver, StringComparison.Ordinal))).ToList();
        while (section.Count > 0 && string.IsNullOrWhiteSpace(section[0]))
            section.RemoveAt(0);
        return string.Join('\n', section.Select(next => next.Length >= indent ? next[indent..] : "")).TrimEnd();
    }

    private static int Indent(string line) => line.Length - line.AsSpan().TrimStart().Length;
}
