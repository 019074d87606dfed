using System.Reflection;
using System.Text.Json;

namespace AutoGrad.Tests.CornerCases;

/// <summary>One input of an operation, with what comes out.</summary>
/// <param name="Id">The name of the case.</param>
/// <param name="Operation">The name of the operation, which several cases may share.</param>
/// <param name="Kind">What the figures are worth.</param>
/// <param name="Inputs">The inputs.</param>
/// <param name="Expected">Each output that is to be compared, by name: the value, the gradient in an input, the second one in the same.</param>
internal sealed record CornerCase(string Id, string Operation, string Kind, Figures[] Inputs, IReadOnlyDictionary<string, Figures> Expected)
{
    public const string Value = "value";

    public bool IsSingle => Kind == "f32";

    /// <summary>
    /// What the error of an element may be in proportion to, besides itself: the largest figure, where elements are computed from one another.
    /// A quirk may be all zeros.
    /// </summary>
    public double Scale => Kind is "unary" or "binary"
        ? 0
        : Expected.Values.SelectMany(figures => figures.Values).Where(double.IsFinite).Select(Math.Abs).Append(Kind == "quirk" ? 0.01 : 0).Max();

    /// <summary>The cotangent of the value; null where the operation has to throw.</summary>
    public Figures? Cotangent { get; private init; }

    /// <summary>Figures of high precision for some of the outputs, NaN where there is none; they are as right as the expected ones.</summary>
    public IReadOnlyDictionary<string, Figures> Precise { get; private init; } = new Dictionary<string, Figures>();

    /// <summary>The inputs that are differentiated in.</summary>
    public int[] Differentiated { get; private init; } = [];

    public string Equation { get; private init; } = "";

    public static IReadOnlyList<CornerCase> All { get; } = Load();

    public static string Gradient(int input) => $"gradient {input}";

    public static string Second(int input) => $"second {input}";

    private static CornerCase[] Load()
    {
        using var file = Assembly.GetExecutingAssembly().GetManifestResourceStream("corner_cases.json")!;
        using var document = JsonDocument.Parse(file);
        return [.. document.RootElement.GetProperty("cases").EnumerateArray().Select(Parse)];
    }

    private static CornerCase Parse(JsonElement element)
    {
        Figures[] inputs = element.TryGetProperty("inputs", out var given) ? [.. given.EnumerateArray().Select(Figures.Parse)] : [];
        int[] differentiated = element.TryGetProperty("wrt", out var wrt) ? [.. wrt.EnumerateArray().Select(input => input.GetInt32())] : [];
        var outputs = Outputs(element, inputs, differentiated);
        return new(Text(element, "id"), Text(element, "op"), Text(element, "kind"), inputs, outputs)
        {
            Precise = PreciseOutputs(element, outputs),
            Cotangent = element.TryGetProperty("grad_output", out var cotangent) ? Figures.Parse(cotangent) : null,
            Differentiated = differentiated,
            Equation = element.TryGetProperty("args", out var arguments) && arguments.TryGetProperty("equation", out var equation) ? equation.GetString()! : "",
        };
    }

    private static Dictionary<string, Figures> Outputs(JsonElement element, Figures[] inputs, int[] differentiated)
    {
        var outputs = new Dictionary<string, Figures>();
        if (!element.TryGetProperty("output", out var value))
            return outputs;
        outputs[Value] = Figures.Parse(value);
        for (var i = 0; i < differentiated.Length; i++)
        {
            var input = differentiated[i];
            outputs[Gradient(input)] = ParseOrZeros(element.GetProperty("grads")[i], inputs[input].Shape);
            if (element.TryGetProperty("grad2", out var second))
                outputs[Second(input)] = ParseOrZeros(second[i], inputs[input].Shape);
        }
        Correct(outputs, element, differentiated);
        return outputs;
    }

    private static void Correct(Dictionary<string, Figures> outputs, JsonElement element, int[] differentiated)
    {
        void Replace(string name, JsonElement exact)
        {
            if (exact.ValueKind != JsonValueKind.Null && outputs.TryGetValue(name, out var figures))
                outputs[name] = figures.With(exact.EnumerateArray());
        }
        if (element.TryGetProperty("exact", out var exact))
        {
            Replace(Value, exact.GetProperty("output"));
            for (var i = 0; i < differentiated.Length; i++)
                Replace(Gradient(differentiated[i]), exact.GetProperty("grads")[i]);
        }
        if (element.TryGetProperty("exact_f64", out var sum))
            outputs[Value] = outputs[Value] with { Values = [sum.GetDouble()] };
    }

    private static Dictionary<string, Figures> PreciseOutputs(JsonElement element, Dictionary<string, Figures> outputs)
    {
        var precise = new Dictionary<string, Figures>();
        if (!element.TryGetProperty("mpmath", out var figures))
            return precise;
        foreach (var (name, key) in new[] { (Value, "y"), (Gradient(0), "d1"), (Second(0), "d2") })
        {
            if (outputs.TryGetValue(name, out var output))
                precise[name] = (output with { Values = [.. output.Values.Select(_ => double.NaN)] }).With(figures.GetProperty(key).EnumerateArray());
        }
        return precise;
    }

    private static Figures ParseOrZeros(JsonElement element, Shape shape) =>
        element.ValueKind == JsonValueKind.Null ? Figures.Zeros(shape) : Figures.Parse(element);

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
