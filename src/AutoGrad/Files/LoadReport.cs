namespace AutoGrad;

/// <summary>What came of loading tensors by name.</summary>
/// <param name="Loaded">The names in the file that were loaded.</param>
/// <param name="Missing">The names that the file lacks. Their values stay as they were.</param>
/// <param name="Unexpected">The names in the file that have no place.</param>
/// <param name="Misshapen">The names whose shape in the file is another. Their values stay as they were.</param>
public sealed record LoadReport(
    IReadOnlyList<string> Loaded, IReadOnlyList<string> Missing, IReadOnlyList<string> Unexpected, IReadOnlyList<string> Misshapen)
{
    /// <summary>Whether every name was loaded and none was left over.</summary>
    public bool IsComplete => Missing.Count + Unexpected.Count + Misshapen.Count == 0;
}
