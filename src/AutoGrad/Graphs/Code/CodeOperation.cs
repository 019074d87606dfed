using System.Globalization;
using System.Numerics;

namespace AutoGrad.Graphs.Code;

/// <summary>One operation that is written as a statement: what its operands and its result are called, and their shapes.</summary>
internal sealed class CodeOperation(string[] x, Shape[] shapes, string y, Shape shape, CodeFile file)
{
    /// <summary>What the operands are called.</summary>
    public IReadOnlyList<string> Operands => x;

    /// <summary>The shapes of the operands.</summary>
    public IReadOnlyList<Shape> Shapes => shapes;

    /// <summary>What the result is called: an array of zeros before the statement.</summary>
    public string Result => y;

    /// <summary>The shape of the result.</summary>
    public Shape Shape => shape;

    /// <summary>What else the file has.</summary>
    public CodeFile File => file;

    /// <summary>A call of a helper method as an expression. Words are written as they are; shapes, numbers and lists of them as their C#.</summary>
    public string Invoke(CodeHelper helper, params ReadOnlySpan<object> arguments)
    {
        file.Need(helper);
        return $"{helper.Name}({string.Join(", ", arguments.ToArray().Select(Print))})";
    }

    /// <summary>A call of a helper method with the operands, their shapes, the static arguments, the result and its shape.</summary>
    public string Call(CodeHelper helper, params ReadOnlySpan<object> arguments) =>
        $"{Invoke(helper, [.. x.SelectMany((name, k) => new object[] { name, shapes[k] }), .. arguments, y, shape])};";

    /// <summary>A call of a helper method for each operand, with static arguments of its own.</summary>
    public string CallForEach(CodeHelper helper, Func<int, Shape[], object[]> arguments) =>
        string.Join(" ", x.Select((name, k) => $"{Invoke(helper, [name, shapes[k], .. arguments(k, shapes), y, shape])};"));

    /// <summary>A call of a helper method along an axis: the operands, the length of the axis, the elements of a row of it, the arguments, the result.</summary>
    /// <param name="helper">The method.</param>
    /// <param name="along">The shape whose axis is meant.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="arguments">The static arguments.</param>
    public string CallAlong(CodeHelper helper, Shape along, int axis, params ReadOnlySpan<object> arguments) =>
        $"{Invoke(helper, [.. x, along[axis], along.SizeOf(axis + 1, along.Rank), .. arguments, y])};";

    /// <summary>A reduction along axes.</summary>
    /// <param name="first">What it starts with.</param>
    /// <param name="combine">The result so far, a, and an element b.</param>
    /// <param name="axes">The axes.</param>
    public string Reduction(string first, string combine, ReadOnlySpan<int> axes) =>
        $"{Invoke(Helpers.ReductionCode.Reduce, x[0], shapes[0], axes.ToArray(), first, $"(a, b) => {combine}", y)};";

    /// <summary>An elementwise operation.</summary>
    public string Element(ElementCode code)
    {
        // Some methods of TensorPrimitives refuse to compute nothing.
        if (shape.Size > 0 && code.Tensor is { } method && shapes[0].Size == shape.Size && (x.Length == 1 || shapes[1].Size == shape.Size))
            return $"TensorPrimitives.{method}<T>({string.Join(", ", x)}, {y});";
        if (shape.Size > 0 && code.Tensor is { } withElement && x.Length == 2 && shapes[0].Size == shape.Size && shapes[1].Size == 1)
            return $"TensorPrimitives.{withElement}({x[0]}, {x[1]}[0], {y});";
        if (code.Helper is { } helper)
            file.Need(helper);
        var elements = x.Select((name, k) => ElementOf(name, shapes[k])).ToArray<object>();
        return $"for (var i = 0; i < {y}.Length; i++) {y}[i] = {string.Format(CultureInfo.InvariantCulture, code.Element, elements)};";
    }

    /// <summary>A number of the element type.</summary>
    public static string Number(double value) =>
        double.IsNaN(value) ? "T.NaN" : double.IsInfinity(value) ? value > 0 ? "T.PositiveInfinity" : "T.NegativeInfinity" : $"(T)({value.ToString("R", CultureInfo.InvariantCulture)})";

    /// <summary>A number of the element type.</summary>
    public static string Number<T>(T value) where T : unmanaged, IFloatingPointIeee754<T> => Number(double.CreateTruncating(value));

    /// <summary>Numbers as the elements of a list of doubles, to the last digit.</summary>
    public static string List(params ReadOnlySpan<double> values) =>
        string.Join(", ", values.ToArray().Select(value => value.ToString("R", CultureInfo.InvariantCulture)));

    // Where some neighbouring axes are there and the others are stretched, division finds the element; else its index does.
    private string ElementOf(string name, Shape own)
    {
        if (own.Size == shape.Size)
            return $"{name}[i]";
        if (own.Size == 1)
            return $"{name}[0]";
        var there = own.Lengths.TrimEnd(1);
        var outer = shape.Lengths[..^(own.Rank - there.Length)];
        there = there.TrimStart(1);
        if (!outer.EndsWith(there))
            return $"{name}[{Invoke(Helpers.ShapingCode.Place, "i", shape, own)}]";
        var inner = shape.SizeOf(outer.Length, shape.Rank);
        var row = inner == 1 ? "i" : $"i / {inner}";
        return outer.Length == there.Length ? $"{name}[{row}]" : $"{name}[{row} % {own.Size}]";
    }

    private static string Print(object value) => value switch
    {
        Shape shape => $"[{string.Join(", ", shape)}]",
        int[] numbers => $"[{string.Join(", ", numbers)}]",
        Axes axes => $"[{string.Join(", ", axes.Values.ToArray())}]",
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
