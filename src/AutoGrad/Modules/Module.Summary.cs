using System.Globalization;
using System.Text;

namespace AutoGrad;

public abstract partial class Module<T>
{
    /// <summary>A table of the parameters to print: the path, the shape and the number of elements of each, and the total.</summary>
    public string Summary()
    {
        var parameters = NamedParameters;
        List<(string Name, string Shape, string Count)> rows = [("name", "shape", "count")];
        foreach (var (path, parameter) in parameters)
            rows.Add((path, parameter.Shape.ToString(), Print(parameter.Shape.Size)));
        rows.Add(("total", "", Print(parameters.Sum(entry => (long)entry.Parameter.Shape.Size))));

        var nameWidth = rows.Max(row => row.Name.Length);
        var shapeWidth = rows.Max(row => row.Shape.Length);
        var countWidth = rows.Max(row => row.Count.Length);
        var text = new StringBuilder();
        foreach (var (name, shape, count) in rows)
        {
            text.Append(text.Length == 0 ? "" : "\n").Append(name.PadRight(nameWidth)).Append("  ")
                .Append(shape.PadRight(shapeWidth)).Append("  ").Append(count.PadLeft(countWidth));
        }
        return text.ToString();
    }

    private static string Print(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
