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

    /// <summary>The element of the inputs whose cotangent is the furthest from its difference quotient.</summary>
    private string WorstInput(Variable<T> yBar, Variable<T>[] xBar)
    {
        var (worst, text) = (-1.0, "");
        for (var i = 0; i < x.Length; i++)
        {
            var cotangents = Numbers.Of(xBar[i]);
            for (var j = 0; j < cotangents.Length; j++)
            {
                var unit = Array.ConvertAll(x, variable => Variable.Zeros<T>(variable.Shape));
                unit[i] = Unit(x[i].Shape, j);
                if (IsWorse(cotangents[j], Difference(yBar, unit), ref worst, out var values))
                    text = $"\n  worst element {Numbers.Index(j, x[i].Shape)} of input {i}: {values}";
            }
        }
        return text;
    }

    /// <summary>The element of the output whose tangent is the furthest from its difference quotient.</summary>
    private string WorstOutput(Variable<T> yDot, Variable<T>[] xDot)
    {
        var (worst, text) = (-1.0, "");
        var tangents = Numbers.Of(yDot);
        for (var j = 0; j < tangents.Length; j++)
        {
            if (IsWorse(tangents[j], Difference(Unit(_y.Shape, j), xDot), ref worst, out var values))
                text = $"\n  worst element {Numbers.Index(j, _y.Shape)} of the output: {values}";
        }
        return text;
    }

    private static bool IsWorse(double derivative, DifferenceQuotient difference, ref double worst, out string values)
    {
        values = $"derivative {Numbers.Print(derivative)}, difference quotient {Numbers.Print(difference.Value)}";
        var deviation = double.IsFinite(derivative) ? Math.Max(0, Math.Abs(derivative - difference.Value) - difference.Error) : double.MaxValue;
        if (!(deviation > worst))
            return false;
        worst = deviation;
        return true;
    }

    private static Variable<T> Unit(Shape shape, int element)
    {
        var values = new double[shape.Size];
        values[element] = 1;
        return Numbers.ToVariable<T>(values, shape);
    }

    private GradientCheckException Failure(
        string check, int direction, (string Name, double Value) left, (string Name, double Value) right, double tolerance, string worst) =>
        new($"{options.Name}: {check} is wrong.\n" +
            $"  {Shapes}; direction {direction} of seed {options.Seed}\n" +
            $"  {left.Name} {Numbers.Print(left.Value)}, {right.Name} {Numbers.Print(right.Value)}\n" +
            $"  difference {Numbers.Print(Math.Abs(left.Value - right.Value))}, tolerance {Numbers.Print(tolerance)}" + worst);

    private GradientCheckException Inconclusive(string check, int direction, double derivative, DifferenceQuotient difference) =>
        new($"{options.Name}: {check} cannot be judged here, because the difference quotients do not settle.\n" +
            $"  {Shapes}; direction {direction} of seed {options.Seed}\n" +
            $"  derivative {Numbers.Print(derivative)}, difference quotient {Numbers.Print(difference.Value)} ± {Numbers.Print(difference.Error)}\n" +
            "  Choose a point further from kinks, jumps and poles.")
        {
            IsInconclusive = true,
        };
}
