namespace AutoGrad.Notebook.Writing;

/// <summary>The styles that the package holds.</summary>
internal static class Style
{
    /// <summary>How charts look, and the colours of light and of dark paper.</summary>
    public static string OfCharts { get; } = Read("chart.css");

    /// <summary>How all else on a page looks; it stands on the colours of the charts.</summary>
    public static string OfPages { get; } = Read("page.css");

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(Style).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
