using System.Globalization;
using AutoGrad.Graphs;

namespace AutoGrad;

public abstract partial class Module<T>
{
    internal IEnumerable<Parameter<T>> OwnParameters => _parameters.Select(entry => entry.Parameter);

    /// <summary>A table of the parameters to print: the path, the shape and the number of elements of each, and the total.</summary>
    public string Summary()
    {
        List<string[]> rows = [["name", "shape", "count"]];
        foreach (var (path, parameter) in NamedParameters)
            rows.Add([path, $"{parameter.Shape}", Print(parameter.Shape.Size)]);
        rows.Add(["total", "", Print(Parameters.Sum(parameter => (long)parameter.Shape.Size))]);
        return TextTable.Print(rows, numbers: 1);
    }

    /// <summary>
    /// A table of what each module does with an input to print, in the order in which they are applied: the path, the kind, the shape of the output,
    /// and what it costs without the modules in it: the number of its parameters that no row above counts, of floating-point operations, and
    /// the memory of all values that it computes, which a tape keeps. Modules whose cost is all in others are left out. Below are the totals, and
    /// what a compiled run needs.
    /// </summary>
    /// <param name="input">The shape of the input.</param>
    /// <remarks>The model is traced, in the mode in which it is. Nothing is computed, no number drawn and no state changed.</remarks>
    /// <exception cref="ShapeException">A module does not take what it would be given.</exception>
    /// <exception cref="TracedValueException">A module reads the value of a variable.</exception>
    public string Summary(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var tracer = new Tracer<T>();
        var summary = new ModuleSummary<T>(tracer, NamedModules);
        Variable<T> output;
        using (Observe(summary))
            output = Forward(tracer.Input(input));
        return summary.Print(GraphBuilder.Build<T>(tracer, [output], ["x"]).Cost().PeakBytes);
    }

    private static string Print(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
