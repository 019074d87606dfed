using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using AutoGrad.Graphs;

namespace AutoGrad;

/// <summary>The table of what each module of a model does and costs, found by tracing the model.</summary>
internal sealed class ModuleSummary<T> : ModuleObserver<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Tracer<T> _tracer;
    private readonly Dictionary<string, Module<T>> _modules;
    private readonly HashSet<Parameter<T>> _counted = [];
    private readonly List<Row> _rows = [];
    private readonly Stack<Row> _open = new();
    private int _seen;

    public ModuleSummary(Tracer<T> tracer, IEnumerable<(string Name, Module<T> Module)> modules) =>
        (_tracer, _modules) = (tracer, modules.ToDictionary(entry => entry.Name, entry => entry.Module));

    public override void Enter(string path)
    {
        Charge();
        var module = _modules[path];
        var row = new Row(path, module, module.OwnParameters.Where(_counted.Add).Sum(parameter => (long)parameter.Shape.Size));
        _rows.Add(row);
        _open.Push(row);
    }

    public override void Leave(string path, Variable<T> output)
    {
        Charge();
        _open.Pop().Output = output.Shape;
    }

    /// <summary>The table, with what a compiled run of the traced program needs.</summary>
    public string Print(long peakBytes)
    {
        List<string[]> lines = [["name", "module", "output", "parameters", "operations", "memory"]];
        foreach (var row in _rows)
        {
            if (row.IsFrame)
                continue;
            lines.Add([row.Path, row.Module.GetType().Name.Split('`')[0], $"{row.Output}", Whole(row.Parameters), $"{GraphCost.Count(row.Operations)}flop", Bytes(row.Elements)]);
        }
        var parameters = _rows.Sum(row => row.Parameters);
        lines.Add(["total", "", "", Whole(parameters), $"{GraphCost.Count(_rows.Sum(row => row.Operations))}flop", Bytes(_rows.Sum(row => row.Elements))]);
        return $"{TextTable.Print(lines, numbers: 3)}\n{Bytes(parameters)} of parameters, {GraphCost.Count(peakBytes)}B for the values of a compiled run";
    }

    // What was recorded since the last call belongs to the innermost module that is being applied.
    private void Charge()
    {
        for (; _seen < _tracer.Record.Count; _seen++)
        {
            if (!_open.TryPeek(out var row))
                continue;
            ref var node = ref _tracer.Record[_seen];
            row.Operations += node.Primitive.OperationCount(Array.ConvertAll(node.Inputs, x => x.Shape), node.Output.Shape);
            row.Elements += node.Primitive.SharesStorage ? 0 : node.Output.Shape.Size;
        }
    }

    private static string Whole(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Bytes(double elements) => $"{GraphCost.Count(elements * Unsafe.SizeOf<T>())}B";

    private sealed class Row(string path, Module<T> module, long parameters)
    {
        public string Path => path;

        public Module<T> Module => module;

        public long Parameters => parameters;

        public Shape Output { get; set; } = [];

        public double Operations { get; set; }

        public double Elements { get; set; }

        /// <summary>Whether all that costs anything is in its modules.</summary>
        public bool IsFrame => Operations == 0 && Elements == 0 && parameters == 0 && module.Children.Count > 0;
    }
}
