using AutoGrad.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace AutoGrad.Tests.Primitives;

/// <summary>What the rows of one operation say of it: how it is written, and what its derivatives are.</summary>
internal sealed class OperationFacts
{
    private const int LongestFormula = 120;

    private readonly List<(PrimitiveCase<double> Row, Variable<double>[] Inputs)> _cases;

    public OperationFacts(string name)
    {
        Name = name;
        Rows = [.. PrimitiveCases<double>.All.Where(row => row.Operation == name)];
        _cases = [.. Rows.OrderBy(row => row.Name == name ? 0 : 1).SelectMany(row => Cases(row).Select(inputs => (row, inputs)))];
        Formula = FormulaOf(_cases[0].Row, _cases[0].Inputs);
        if (Rows.All(row => row.Derivative == Derivative.Missing))
            (Reverse, Forward, SecondOrder) = ($"none: {WhyNot()}", "none", "none");
        else
            (Reverse, Forward, SecondOrder) = (Sign(VjpOf), Sign(JvpOf), Sign(SecondOf));
    }

    public string Name { get; }

    public PrimitiveCase<double>[] Rows { get; }

    public string Formula { get; }

    public string Reverse { get; }

    public string Forward { get; }

    public string SecondOrder { get; }

    // The seed stays, so that the table does.
    private static IEnumerable<Variable<double>[]> Cases(PrimitiveCase<double> row)
    {
        var samples = row.Samples.Generator.Sample(10, new Rnd(1, 1), 10).ToArray();
        var full = samples.Where(sample => sample.Shapes.All(shape => shape.Size > 0)).DefaultIfEmpty(samples[0]);
        return full.Take(3).Select(sample => sample.Inputs<double>(row.Domains));
    }

    private static string FormulaOf(PrimitiveCase<double> row, Variable<double>[] inputs)
    {
        using var tape = new Tape<double>();
        row.Function(inputs);
        string[] names = inputs.Length == 1 ? ["x"] : ["a", "b", "c", "d"];
        var formulas = new Dictionary<Variable<double>, Formula>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < inputs.Length; i++)
            formulas[inputs[i]] = AutoGrad.Formula.Symbol(names[i]);
        var last = formulas[inputs[0]];
        foreach (ref var node in tape.Record.Nodes)
        {
            var operands = Array.ConvertAll(node.Inputs, operand => formulas.GetValueOrDefault(operand) ?? Constant(operand));
            formulas[node.Output] = last = node.Primitive.Write(operands);
        }
        var text = last.ToString();
        return text.Length <= LongestFormula ? $"`{text.Replace("|", @"\|", StringComparison.Ordinal)}`" : $"composed of {tape.Count} operations";
    }

    private static Formula Constant(Variable<double> x) =>
        x.Shape.Rank == 0 ? AutoGrad.Formula.Number(x.Scalar) : AutoGrad.Formula.Symbol("constant");

    private string WhyNot()
    {
        using var tape = new Tape<double>();
        _cases[0].Row.Function(_cases[0].Inputs);
        foreach (ref var node in tape.Record.Nodes)
        {
            for (var input = 0; input < node.Inputs.Length; input++)
            {
                if (node.Primitive.WhyNotDifferentiable(input) is { } reason)
                    return reason.Split([',', ';', ':'])[0];
            }
        }
        return "draws";
    }

    private string Sign(Func<Func<Variable<double>[], Variable<double>>, Variable<double>[], IEnumerable<Variable<double>>> derivatives)
    {
        foreach (var (row, inputs) in _cases.Where(one => one.Row.Derivative == Derivative.Exists))
        {
            int[] differentiated = [.. Enumerable.Range(0, inputs.Length).Where(i => !row.Domains[i].IsConstant)];
            Variable<double> Function(Variable<double>[] x) =>
                row.Function([.. inputs.Select((input, i) => Array.IndexOf(differentiated, i) is >= 0 and var place ? x[place] : input)]);
            if (derivatives(Function, [.. differentiated.Select(i => inputs[i])]).Any(derivative => derivative.ToArray().Any(element => element != 0)))
                return "✓";
        }
        return "0";
    }

    private static Variable<double>[] VjpOf(Func<Variable<double>[], Variable<double>> function, Variable<double>[] x) =>
        Differentiate.Vjp(function, x, Uneven(function(x).Shape)).Product;

    private static Variable<double>[] JvpOf(Func<Variable<double>[], Variable<double>> function, Variable<double>[] x) =>
        [Differentiate.Jvp(function, x, Array.ConvertAll(x, variable => Uneven(variable.Shape))).Product];

    private static Variable<double>[] SecondOf(Func<Variable<double>[], Variable<double>> function, Variable<double>[] x)
    {
        var derivative = Checker<double>.Derivative(function, Uneven(function(x).Shape), x);
        return Differentiate.Vjp(derivative, x, Uneven(derivative(x).Shape)).Product;
    }

    // Directions in which nothing cancels by symmetry.
    private static Variable<double> Uneven(Shape shape) =>
        Variable.Create<double>([.. Enumerable.Range(0, shape.Size).Select(i => 1 + (0.37 * i) + (0.11 * i * i))], shape);
}
