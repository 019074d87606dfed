namespace AutoGrad.Testing;

internal sealed partial class Checker<T>
{
    private string Shapes => $"inputs {string.Join(", ", x.Select(variable => variable.Shape))}, output {_y.Shape}";

    /// <summary>The derivative of ⟨yBar, f⟩ along the tangents, by differences.</summary>
    private DifferenceQuotient Difference(Variable<T> yBar, Variable<T>[] xDot)
    {
        var (points, directions) = (Array.ConvertAll(x, Numbers.Of), Array.ConvertAll(xDot, Numbers.Of));
        var argument = points.SelectMany(values => values).Zip(directions.SelectMany(values => values))
            .Where(pair => pair.Second != 0).Select(pair => Math.Abs(pair.First / pair.Second)).Append(0).Max();
        return DifferenceQuotient.Estimate(step => Contract(Moved(points, directions, step), yBar), argument, Epsilon);
    }

    private (double Value, double Size) Contract(Variable<T>[] z, Variable<T> yBar) =>
        contract is null ? Numbers.Dot([yBar], [f(z)]) : contract(z, yBar);

    private Variable<T>[] Moved(double[][] points, double[][] directions, double step)
    {
        var moved = new Variable<T>[x.Length];
        for (var i = 0; i < moved.Length; i++)
        {
            var values = (double[])points[i].Clone();
            for (var j = 0; j < values.Length; j++)
                values[j] += step * directions[i][j];
            moved[i] = Numbers.ToVariable<T>(values, x[i].Shape);
        }
        return moved;
    }

    /// <summary>For each input, the element whose cotangent is the furthest from its difference quotient.</summary>
    private List<Comparison> WorstInputs(Variable<T> yBar, Variable<T>[] xBar)
    {
        List<Comparison> worst = [];
        for (var i = 0; i < x.Length; i++)
        {
            var cotangents = Numbers.Of(xBar[i]);
            AddWorst(worst, Enumerable.Range(0, cotangents.Length).Select(j =>
            {
                var unit = Array.ConvertAll(x, variable => Variable.Zeros<T>(variable.Shape));
                unit[i] = Unit(x[i].Shape, j);
                return OfElement(i, j, x[i].Shape, cotangents[j], Difference(yBar, unit), Rounding(yBar, unit));
            }));
        }
        return worst;
    }

    /// <summary>The element of the output whose tangent is the furthest from its difference quotient.</summary>
    private List<Comparison> WorstOutput(Variable<T> yDot, Variable<T>[] xDot)
    {
        var tangents = Numbers.Of(yDot);
        List<Comparison> worst = [];
        AddWorst(worst, Enumerable.Range(0, tangents.Length).Select(j =>
        {
            var unit = Unit(_y.Shape, j);
            return OfElement(null, j, _y.Shape, tangents[j], Difference(unit, xDot), Rounding(unit, xDot));
        }));
        return worst;
    }

    private static void AddWorst(List<Comparison> worst, IEnumerable<Comparison> elements)
    {
        if (elements.MaxBy(element => element.Excess) is { } found)
            worst.Add(found);
    }

    private static Comparison OfElement(int? input, int element, Shape shape, double derivative, DifferenceQuotient difference, double rounding) =>
        Comparison.OfElement(input, element, shape, derivative, difference.Value, Tolerance(Math.Abs(derivative), rounding, difference));

    private static double Tolerance(double size, double rounding, DifferenceQuotient difference) =>
        (4 * difference.Error) + (double.IsFinite(size) ? Agreement * size : 0) + rounding;

    private static Variable<T> Unit(Shape shape, int element)
    {
        var values = new double[shape.Size];
        values[element] = 1;
        return Numbers.ToVariable<T>(values, shape);
    }

    private FailureReport Report(GradientChecks check, string name, string left, string right, string verdict = "is wrong") =>
        new(check, $"{options.Name}: {name} {verdict}.", left, right, Shapes);

    private string Along(int direction) => $"direction {direction} of seed {options.Seed}";
}
