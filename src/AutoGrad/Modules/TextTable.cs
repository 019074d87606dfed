using System.Text;

namespace AutoGrad;

/// <summary>Rows of words as lines of text in columns.</summary>
internal static class TextTable
{
    /// <summary>The rows, one a line, with the last columns to the right, as numbers are.</summary>
    public static string Print(IReadOnlyList<string[]> rows, int numbers)
    {
        var columns = rows[0].Length;
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            text.Append(text.Length == 0 ? "" : "\n");
            for (var i = 0; i < columns; i++)
            {
                var width = rows.Max(other => other[i].Length);
                text.Append(i == 0 ? "" : "  ").Append(i < columns - numbers ? row[i].PadRight(width) : row[i].PadLeft(width));
            }
        }
        return text.ToString();
    }
}
