using System.Numerics;
using System.Text.Json;

namespace AutoGrad.Tests.CornerCases;

/// <summary>A tensor of the file, in double.</summary>
internal sealed record Figures(Shape Shape, double[] Values)
{
    public static Figures Of<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> =>
        new(x.Shape, Array.ConvertAll(x.ToArray(), double.CreateChecked));

    public static Figures Zeros(Shape shape) => new(shape, new double[shape.Size]);

    /// <summary>The tensor of an element of the file; one whose elements are left out repeats the first.</summary>
    public static Figures Parse(JsonElement element)
    {
        var shape = Shape.Create([.. element.GetProperty("shape").EnumerateArray().Select(length => length.GetInt32())]);
        double[] values = [.. element.GetProperty("data").EnumerateArray().Select(Number)];
        return new(shape, values.Length == shape.Size ? values : [.. Enumerable.Repeat(values[0], shape.Size)]);
    }

    public static double Number(JsonElement element) => element.ValueKind == JsonValueKind.Number ? element.GetDouble() : element.GetString() switch
    {
        "nan" => double.NaN,
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        "-0" => -0.0,
        var other => throw new FormatException($"{other} is no number."),
    };

    /// <summary>The same with other values, except where one is missing.</summary>
    public Figures With(IEnumerable<JsonElement> exact) =>
        this with { Values = [.. Values.Zip(exact, (value, element) => element.ValueKind == JsonValueKind.Null ? value : Number(element))] };

    public Variable<T> As<T>() where T : unmanaged, IFloatingPointIeee754<T> => Variable.Create<T>(Array.ConvertAll(Values, T.CreateChecked), Shape);

    public override string ToString() => $"{Shape} ({string.Join(", ", Values)})";
}
