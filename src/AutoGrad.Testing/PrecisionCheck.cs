namespace AutoGrad.Testing;

/// <summary>That a function computed in float gives what it gives in double: the value, and the cotangents of the inputs.</summary>
internal static class PrecisionCheck
{
    // Above what some dozen roundings leave, and far below any mistake.
    private const double Accuracy = 2e-5;

    public static void Run(
        Func<Variable<float>[], Variable<float>> single, Func<Variable<double>[], Variable<double>> full, Variable<double>[] x, GradientCheckOptions options)
    {
        // The point is rounded first, so that both functions see the same one.
        var points = Array.ConvertAll(x, variable => Numbers.ToVariable<float>(Numbers.Of(variable), variable.Shape));
        x = Array.ConvertAll(points, point => Numbers.ToVariable<double>(Numbers.Of(point), point.Shape));
        var y = full([.. x]);
        var shape = single([.. points]).Shape;
        if (!shape.Equals(y.Shape))
            throw new GradientCheckException($"{options.Name}: the output is {shape} in float and {y.Shape} in double.") { Check = GradientChecks.FloatAgainstDouble };
        var cotangent = Numbers.Draw(y.Shape.Size, new Random(options.Seed));
        var (valueSingle, productsSingle) = Differentiate.Vjp(single, points, Numbers.ToVariable<float>(cotangent, y.Shape));
        var (value, products) = Differentiate.Vjp(full, x, Numbers.ToVariable<double>(cotangent, y.Shape));
        List<Comparison> rows = [];
        AddWorst(rows, null, Numbers.Of(valueSingle), Numbers.Of(value), y.Shape);
        for (var i = 0; i < x.Length; i++)
            AddWorst(rows, i, Numbers.Of(productsSingle[i]), Numbers.Of(products[i]), x[i].Shape);
        if (!rows.Exists(row => row.IsWrong))
            return;
        var shapes = string.Join(", ", x.Select(variable => variable.Shape));
        throw new FailureReport(GradientChecks.FloatAgainstDouble, $"{options.Name}: Float against double is wrong.", "float", "double",
            $"value and cotangents; inputs {shapes}, output {y.Shape}; seed {options.Seed}").Of(rows);
    }

    private static void AddWorst(List<Comparison> rows, int? input, double[] single, double[] full, Shape shape)
    {
        // Elements that cancel are as uncertain as the largest.
        var tolerance = Accuracy * full.Where(double.IsFinite).Select(Math.Abs).Append(1).Max();
        var elements = Enumerable.Range(0, full.Length).Where(i => !Same(single[i], full[i]))
            .Select(i => Comparison.OfElement(input, i, shape, single[i], full[i], tolerance)).ToList();
        if (elements.Count > 0)
            rows.Add(elements.MaxBy(row => row.Excess)!);
    }

    // Infinities and numbers that are none agree with each other, and a number too large for float with infinity.
    private static bool Same(double single, double full) => single.Equals(full) || (double.IsInfinity(single) && (float)full == (float)single);
}
