using System.Numerics;

namespace AutoGrad.Graphs.Printing;

/// <summary>
/// The formulas of a program: one for each output and update, and one for each part that several use or that the user has named. What only
/// makes shapes fit is not shown.
/// </summary>
internal sealed class FormulaSheet<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    // Shared parts of so few symbols and signs are written out each time.
    private const int Short = 5;

    // A part of so many gets a line of its own, even if it is used once.
    private const int Long = 60;

    private readonly Graph<T> _graph;
    private readonly int[] _shown;
    private readonly int[] _uses;
    private readonly Formula[] _formulas;
    private readonly int[] _sizes;
    private readonly HashSet<string> _names = [];
    private readonly Dictionary<int, Formula> _named = [];
    private int _parts;

    public FormulaSheet(Graph<T> graph)
    {
        var count = graph.Nodes.Count;
        (_graph, _shown, _uses, _formulas, _sizes) = (graph, new int[count], new int[count], new Formula[count], new int[count]);
        CountUses();
        foreach (var node in graph.Nodes)
            WriteNode(node);
        WriteResults();
    }

    /// <summary>The outputs and the updates.</summary>
    public List<(Formula Left, Formula Right)> Results { get; } = [];

    /// <summary>The parts, each after those that it uses.</summary>
    public List<(Formula Left, Formula Right)> Parts { get; } = [];

    private void CountUses()
    {
        foreach (var node in _graph.Nodes)
        {
            if (node.Name is not null)
                _names.Add(node.Name);
            _shown[node.Index] = node is { Primitive.IsSilent: true, Name: null } ? _shown[node.OperandArray[0]] : node.Index;
            if (node.Primitive is null || _shown[node.Index] != node.Index)
                continue;
            foreach (var operand in node.OperandArray)
                _uses[_shown[operand]]++;
        }
    }

    private void WriteNode(GraphNode<T> node)
    {
        var shown = _shown[node.Index];
        if (shown != node.Index)
        {
            (_formulas[node.Index], _sizes[node.Index]) = (_formulas[shown], _sizes[shown]);
            return;
        }
        _sizes[node.Index] = 1;
        if (node.Primitive is not { } primitive)
        {
            _formulas[node.Index] = node.Name is { } name ? Formula.Symbol(name) : Constant(node.Constant!);
            return;
        }
        var formula = primitive.IsSilent ? _formulas[node.OperandArray[0]] : primitive.Write(Array.ConvertAll(node.OperandArray, operand => _formulas[operand]));
        var size = 1 + node.OperandArray.Sum(operand => _sizes[operand]);
        if (node.Name is null && (_uses[node.Index] <= 1 || size <= Short) && size < Long)
        {
            (_formulas[node.Index], _sizes[node.Index]) = (formula, size);
            return;
        }
        var symbol = Formula.Symbol(node.Name ?? NewName());
        if (node.Name is not null && _graph.Outputs.Contains(node.Index))
            _named[node.Index] = formula;
        else
            Parts.Add((symbol, formula));
        _formulas[node.Index] = symbol;
    }

    private void WriteResults()
    {
        for (var i = 0; i < _graph.Outputs.Count; i++)
        {
            var output = _graph.Outputs[i];
            if (_named.TryGetValue(output, out var formula))
            {
                Results.Add((_formulas[output], formula));
                continue;
            }
            Results.Add((Formula.Symbol(_graph.Outputs.Count == 1 ? Free("y") : Free("y" + i)), _formulas[output]));
        }
        foreach (var update in _graph.Updates)
            Results.Add((Formula.Symbol(update.State.Name + "'"), _formulas[update.Value]));
    }

    private string Free(string name)
    {
        while (_names.Contains(name))
            name += "'";
        return name;
    }

    private string NewName()
    {
        string name;
        do
            name = $"t{++_parts}";
        while (!_names.Add(name));
        return name;
    }

    private Formula Constant(Variable<T> constant) => constant.Shape.Size == 1
        ? Formula.Number(double.CreateTruncating(constant.Values[0]))
        : Formula.Symbol(NewNameOfConstant(constant));

    private string NewNameOfConstant(Variable<T> constant)
    {
        var first = constant.Values.IsEmpty ? T.Zero : constant.Values[0];
        return constant.Values.ContainsAnyExcept(first) ? NewName().Replace('t', 'c') : Formula.Print(double.CreateTruncating(first));
    }
}
