using System.Globalization;
using System.Numerics;
using AutoGrad.Files;
using CsvHelper;
using CsvHelper.Configuration;

namespace AutoGrad.Data;

/// <summary>The lines of a file of comma-separated values, one after the other, with the names of the columns.</summary>
internal sealed class CsvTable : IDisposable
{
    private readonly FileSource _source;
    private readonly CsvParser _parser;
    private string[]? _first;
    private string[] _record = [];

    public CsvTable(TextReader reader, CsvOptions options, FileSource source)
    {
        _source = source;
        _parser = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = options.Delimiter,
            TrimOptions = TrimOptions.Trim,
        });
        _first = ReadRecord() ?? throw source.Wrong("needs a file with at least one line", "none");
        Names = [.. _first.Select((name, column) => options.HasHeader ? name : column.ToString(CultureInfo.InvariantCulture))];
        if (options.HasHeader)
            _first = null;
        if (Names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } repeated)
            throw source.Wrong("needs columns with distinct names", $"{FileSource.Quote(repeated.Key)} {repeated.Count()} times");
    }

    public string[] Names { get; }

    /// <summary>Goes on to the next line with fields, if there is one.</summary>
    public bool Read()
    {
        if ((_first ?? ReadRecord()) is not { } record)
            return false;
        _first = null;
        if (record.Length != Names.Length)
            throw _source.Wrong($"needs {Names.Length} fields in each line", $"{record.Length} in line {_parser.RawRow}");
        _record = record;
        return true;
    }

    /// <summary>The text in a column of this line.</summary>
    public string Text(int column) => _record[column];

    /// <summary>The number in a column of this line.</summary>
    public T Number<T>(int column) where T : unmanaged, IFloatingPointIeee754<T> =>
        T.TryParse(_record[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw _source.Wrong(
                $"needs numbers in column {FileSource.Quote(Names[column])}", $"{FileSource.Quote(_record[column])} in line {_parser.RawRow}");

    public void Dispose() => _parser.Dispose();

    private string[]? ReadRecord()
    {
        try
        {
            return _parser.Read() ? _parser.Record : null;
        }
        catch (CsvHelperException exception)
        {
            throw _source.Wrong("needs quotes around whole fields alone", $"others in line {_parser.RawRow}", exception);
        }
    }
}
