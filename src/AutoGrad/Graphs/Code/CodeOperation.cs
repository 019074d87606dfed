using System.Globalization;

namespace AutoGrad.Graphs.Code;

/// <summary>One operation that is written as a statement: what its operands and its result are called, and their shapes.</summary>
internal sealed class CodeOperation(string[] x, Shape[] shapes, string y, Shape shape, ISet<string> helpers)
{
    /// <summary>A call of a helper method with the operands, their shapes, the static arguments, and the result.</summary>
    public string Call(string helper, params object[] arguments)
    {
        helpers.Add(helper);
        List<string> words = [];
        for (var k = 0; k < x.Length; k++)
            words.AddRange([x[k], Print(shapes[k])]);
        words.AddRange(arguments.Select(Print));
        return $"{CodeHelpers.NameOf(helper)}({string.Join(", ", words)}, {y}, {Print(shape)});";
    }

    /// <summary>A call of a helper method for each operand, with static arguments of its own.</summary>
    public string CallForEach(string helper, Func<int, Shape[], object[]> arguments)
    {
        helpers.Add(helper);
        return string.Join(" ", x.Select((name, k) =>
            $"{CodeHelpers.NameOf(helper)}({name}, {Print(shapes[k])}, {string.Join(", ", arguments(k, shapes).Select(Print))}, {y}, {Print(shape)});"));
    }

    public string Reduction(string combine, ReadOnlySpan<int> axes)
    {
        var (names, zeros) = (axes.ToArray(), combine switch { "Add" => "0", "Multiply" => "1", "Max" => "T.NegativeInfinity", _ => "T.PositiveInfinity" });
        helpers.Add(CodeHelpers.Reduce);
        var body = combine switch { "Add" => "a + b", "Multiply" => "a * b", "Max" => "T.Max(a, b)", _ => "T.Min(a, b)" };
        return $"Reduce({x[0]}, {Print(shapes[0])}, {Print(names)}, {zeros}, (a, b) => {body}, {y});";
    }

    public string Element(ElementCode code)
    {
        // Some methods of TensorPrimitives refuse to compute nothing.
        if (shape.Size > 0 && code.Tensor is { } method && shapes[0].Size == shape.Size && (x.Length == 1 || shapes[1].Size == shape.Size))
            return $"TensorPrimitives.{method}<T>({string.Join(", ", x)}, {y});";
        if (shape.Size > 0 && code.Tensor is { } withElement && x.Length == 2 && shapes[0].Size == shape.Size && shapes[1].Size == 1)
            return $"TensorPrimitives.{withElement}({x[0]}, {x[1]}[0], {y});";
        var elements = x.Select((name, k) => ElementOf(name, shapes[k])).ToArray<object>();
        return $"for (var i = 0; i < {y}.Length; i++) {y}[i] = {string.Format(CultureInfo.InvariantCulture, code.Element, elements)};";
    }

    public static string Number(double value) =>
        double.IsNaN(value) ? "T.NaN" : double.IsInfinity(value) ? value > 0 ? "T.PositiveInfinity" : "T.NegativeInfinity" : $"(T)({value.ToString("R", CultureInfo.InvariantCulture)})";

    // A run of the last axes repeats; anything else is found by its index.
    private string ElementOf(string name, Shape own)
    {
        if (own.Size == shape.Size)
            return $"{name}[i]";
        if (own.Size == 1)
            return $"{name}[0]";
        if (shape.EndsWith(own))
            return $"{name}[i % {own.Size}]";
        helpers.Add(CodeHelpers.Place);
        return $"{name}[Place(i, {Print(shape)}, {Print(own)})]";
    }

    private static string Print(object value) => value switch
    {
        Shape shape => $"[{string.Join(", ", shape)}]",
        int[] numbers => $"[{string.Join(", ", numbers)}]",
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
