namespace AutoGrad;

/// <summary>The line of a program that an operation comes from.</summary>
/// <param name="File">The path of the file; empty where there is no debugging information.</param>
/// <param name="Line">The number of the line, from 1; 0 where it is not known.</param>
/// <param name="Member">The method.</param>
public sealed record SourceLine(string File, int Line, string Member)
{
    /// <summary>The file without its folder, the line, and the method.</summary>
    public override string ToString() => File.Length == 0 ? Member : $"{Path.GetFileName(File)}:{Line} in {Member}";
}
