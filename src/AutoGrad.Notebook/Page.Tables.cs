using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using AutoGrad.Notebook.Writing;

namespace AutoGrad.Notebook;

public sealed partial class Page
{
    /// <summary>Adds a table whose rows are tuples: <c>page.Table(["epoch", "loss"], losses.Select((loss, epoch) => (epoch, loss)))</c>.</summary>
    /// <param name="headers">The names of the columns.</param>
    /// <param name="rows">The rows. Numbers are printed to six significant digits and stand to the right.</param>
    /// <exception cref="ArgumentException">There is no column, or a row has more or fewer values than there are columns.</exception>
    public void Table<TRow>(IReadOnlyList<string> headers, IEnumerable<TRow> rows) where TRow : ITuple
    {
        ArgumentNullException.ThrowIfNull(rows);
        Table(headers, rows.Select(row => Enumerable.Range(0, row.Length).Select(column => row[column]).ToArray()));
    }

    /// <summary>Adds a table of any number of columns.</summary>
    /// <inheritdoc cref="Table{TRow}(IReadOnlyList{string}, IEnumerable{TRow})"/>
    public void Table(IReadOnlyList<string> headers, IEnumerable<object?[]> rows)
    {
        ArgumentNullException.ThrowIfNull(headers);
        ArgumentNullException.ThrowIfNull(rows);
        var table = new TableText(headers, [.. rows]);
        Add(table.ToPlain(), table.ToHtml());
    }

    /// <summary>Adds the parameters of a module as a table: the path, the shape and the number of elements of each, and the total.</summary>
    public void Summary<T>(Module<T> module) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(module);
        var rows = module.NamedParameters.Select(entry => (entry.Name, $"{entry.Parameter.Shape}", entry.Parameter.Shape.Size.ToString("N0", CultureInfo.InvariantCulture))).ToList();
        rows.Add(("total", "", module.Parameters.Sum(parameter => (long)parameter.Shape.Size).ToString("N0", CultureInfo.InvariantCulture)));
        Table(["parameter", "shape", "count"], rows);
    }
}
