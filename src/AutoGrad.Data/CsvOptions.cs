namespace AutoGrad.Data;

/// <summary>How a file of comma-separated values is written, and what of it is wanted.</summary>
public sealed record CsvOptions
{
    /// <summary>What stands between two fields; one character or more.</summary>
    public string Delimiter { get; init; } = ",";

    /// <summary>Whether the first line names the columns. Otherwise they are called 0, 1, 2 and so on.</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>Names of columns that are left out.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];
}
