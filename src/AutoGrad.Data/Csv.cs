using System.Globalization;
using System.Numerics;
using System.Numerics.Tensors;
using AutoGrad.Files;

namespace AutoGrad.Data;

/// <summary>Reads data sets from files of comma-separated values, by RFC 4180: a line for each row, quotes around fields where they are needed.</summary>
/// <remarks>Numbers are written as in C#, with a point, in any culture. A field without a number, an empty one too, is an error.</remarks>
public static class Csv
{
    /// <summary>Reads rows with a class each.</summary>
    /// <param name="path">The file, in UTF-8.</param>
    /// <param name="target">The name of the column with the class, whatever text it is.</param>
    /// <param name="options">How the file is written; as by default where it is null.</param>
    /// <returns>
    /// Features [rows, columns], all other columns, and targets [rows], the indices of the classes in their order: by size where all are whole
    /// numbers, and otherwise by their characters.
    /// </returns>
    /// <exception cref="UnknownNameException">There is no column by a name.</exception>
    /// <exception cref="FileFormatException">A field is not a number, a line has more or fewer fields than the first, or there are no rows.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Dataset<T> ReadClasses<T>(string path, string target, CsvOptions? options = null) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(target);
        List<string> words = [];
        var (features, names) = Read<T>("Csv.ReadClasses", path, [target], options, (table, columns) => words.Add(table.Text(columns[0])));
        string[] classes = [.. words.Distinct()];
        if (classes.All(word => long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)))
            classes = [.. classes.OrderBy(word => long.Parse(word, CultureInfo.InvariantCulture)).ThenBy(word => word, StringComparer.Ordinal)];
        else
            Array.Sort(classes, StringComparer.Ordinal);
        var indices = classes.Index().ToDictionary(entry => entry.Item, entry => T.CreateChecked(entry.Index));
        return new(features, Tensor.Create(words.Select(word => indices[word]).ToArray()), names, classes);
    }

    /// <summary>Reads rows with one or more numbers to learn each.</summary>
    /// <param name="path">The file, in UTF-8.</param>
    /// <param name="targets">The names of the columns with the numbers to learn, at least one.</param>
    /// <param name="options">How the file is written; as by default where it is null.</param>
    /// <returns>Features [rows, columns], all other columns, and targets [rows, outputs], in the order of their names here.</returns>
    /// <inheritdoc cref="ReadClasses{T}(string, string, CsvOptions?)" path="/exception"/>
    /// <exception cref="ArgumentException">There are no names of targets.</exception>
    public static Dataset<T> ReadNumbers<T>(string path, IReadOnlyList<string> targets, CsvOptions? options = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(targets);
        if (targets.Count == 0)
            throw new ArgumentException("Csv.ReadNumbers: needs at least one name of a target, got none.", nameof(targets));
        List<T> numbers = [];
        var (features, names) = Read<T>("Csv.ReadNumbers", path, targets, options, (table, columns) =>
        {
            foreach (var column in columns)
                numbers.Add(table.Number<T>(column));
        });
        return new(features, Tensor.Create(numbers.ToArray(), [numbers.Count / targets.Count, targets.Count]), names);
    }

    private static (Tensor<T> Features, string[] Names) Read<T>(
        string operation, string path, IReadOnlyList<string> targets, CsvOptions? options, Action<CsvTable, int[]> addTarget)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        options ??= new();
        var source = new FileSource(operation, path);
        using var reader = new StreamReader(path);
        using var table = new CsvTable(reader, options, source);
        int[] targetColumns = [.. targets.Select(name => Column(table, name, source))];
        int[] ignored = [.. options.Ignored.Select(name => Column(table, name, source))];
        int[] columns = [.. Enumerable.Range(0, table.Names.Length).Except(targetColumns).Except(ignored)];
        if (columns.Length == 0)
            throw source.Wrong("needs a column of features beside the targets", $"none of {Join(table.Names)}");

        List<T> features = [];
        while (table.Read())
        {
            foreach (var column in columns)
                features.Add(table.Number<T>(column));
            addTarget(table, targetColumns);
        }
        if (features.Count == 0)
            throw source.Wrong("needs at least one row", "none");
        return (Tensor.Create(features.ToArray(), [features.Count / columns.Length, columns.Length]), [.. columns.Select(column => table.Names[column])]);
    }

    private static int Column(CsvTable table, string name, FileSource source)
    {
        var column = Array.IndexOf(table.Names, name);
        return column >= 0
            ? column
            : throw new UnknownNameException($"{source.Operation}: needs the name of a column, one of {Join(table.Names)}, got {name}, in {source.Name}.");
    }

    private static string Join(IEnumerable<string> names) => string.Join(", ", names.Select(FileSource.Quote));
}
