using System.Globalization;
using System.Text;

namespace AutoGrad.Notebook.Writing;

/// <summary>A table as text: a column of numbers stands to the right, any other to the left.</summary>
internal sealed class TableText
{
    private readonly string[] _headers;
    private readonly string[][] _rows;
    private readonly bool[] _isNumeric;

    public TableText(IReadOnlyList<string> headers, IReadOnlyList<object?[]> rows)
    {
        if (headers.Count == 0)
            throw new ArgumentException("Page.Table: needs at least one column, got none.", nameof(headers));
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i].Length != headers.Count)
                throw new ArgumentException($"Page.Table: needs {headers.Count} values in each row, one for each header, got {rows[i].Length} in row {i}.", nameof(rows));
        }
        _headers = [.. headers];
        _rows = [.. rows.Select(row => Array.ConvertAll(row, Print))];
        _isNumeric = [.. headers.Select((_, column) => rows.Count > 0 && _rows.All(row => IsNumber(row[column])))];
    }

    public string ToPlain()
    {
        var widths = _headers.Select((header, column) => _rows.Select(row => row[column].Length).Append(header.Length).Max()).ToArray();
        var text = new StringBuilder();
        void AppendRow(Func<int, string> cell) =>
            text.Append(string.Join("  ", widths.Select((width, column) => _isNumeric[column] ? cell(column).PadLeft(width) : cell(column).PadRight(width))).TrimEnd()).Append('\n');
        AppendRow(column => _headers[column]);
        AppendRow(column => new string('-', widths[column]));
        foreach (var row in _rows)
            AppendRow(column => row[column]);
        return text.ToString();
    }

    public string ToHtml()
    {
        var html = new StringBuilder("<div class=\"scroll\" tabindex=\"0\"><table><thead><tr>");
        for (var column = 0; column < _headers.Length; column++)
            html.Append($"<th scope=\"col\"{Class(column)}>{Html.Escape(_headers[column])}</th>");
        html.Append("</tr></thead><tbody>");
        foreach (var row in _rows)
        {
            html.Append("<tr>");
            for (var column = 0; column < row.Length; column++)
                html.Append($"<td{Class(column)}>{Html.Escape(row[column])}</td>");
            html.Append("</tr>");
        }
        return html.Append("</tbody></table></div>").ToString();
    }

    private string Class(int column) => _isNumeric[column] ? " class=\"number\"" : "";

    private static string Print(object? value) => value switch
    {
        double number => number.ToString("G6", CultureInfo.InvariantCulture),
        float number => number.ToString("G6", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => $"{value}",
    };

    // A dash or nothing stands for a missing number.
    private static bool IsNumber(string text) =>
        text is "" or "-" || double.TryParse(text.TrimEnd('%', ' '), NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out _);
}
