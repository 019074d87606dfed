namespace AutoGrad.Tests.Figures;

/// <summary>The tables in Figures/optimizers, each written by the script beside it.</summary>
internal static class FigureTable
{
    public static IEnumerable<string[]> Read(string table)
    {
        using var stream = typeof(FigureTable).Assembly.GetManifestResourceStream($"optimizers/{table}.csv")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            yield return line.Split(',');
    }
}
