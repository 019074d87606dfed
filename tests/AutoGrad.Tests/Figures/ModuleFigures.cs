using System.Numerics;
using System.Reflection;
using System.Text.Json;

namespace AutoGrad.Tests.Figures;

/// <summary>What a module of PyTorch gave, as modules.py in this folder wrote it.</summary>
internal sealed class ModuleFigures(JsonElement element)
{
    public string Name { get; } = element.GetProperty("name").GetString()!;

    public bool IsTraining { get; } = element.GetProperty("training").GetBoolean();

    public int Batches { get; } = element.GetProperty("batches").GetInt32();

    public IReadOnlyDictionary<string, Numbers> Initial { get; } = Named(element.GetProperty("initial"));

    public IReadOnlyList<Numbers> Inputs { get; } = Listed(element.GetProperty("inputs"));

    public Numbers Output { get; } = new(element.GetProperty("output"));

    public Numbers Cotangent { get; } = new(element.GetProperty("cotangent"));

    public IReadOnlyList<Numbers> InputGradients { get; } = Listed(element.GetProperty("inputGradients"));

    public IReadOnlyDictionary<string, Numbers> Gradients { get; } = Named(element.GetProperty("gradients"));

    public IReadOnlyDictionary<string, Numbers> States { get; } = Named(element.GetProperty("states"));

    public static IReadOnlyList<ModuleFigures> All { get; } = Load();

    private static ModuleFigures[] Load()
    {
        using var file = Assembly.GetExecutingAssembly().GetManifestResourceStream("modules.json")!;
        using var document = JsonDocument.Parse(file);
        return [.. document.RootElement.EnumerateArray().Select(element => new ModuleFigures(element))];
    }

    private static Dictionary<string, Numbers> Named(JsonElement element) =>
        element.EnumerateObject().ToDictionary(entry => entry.Name, entry => new Numbers(entry.Value));

    private static Numbers[] Listed(JsonElement element) => [.. element.EnumerateArray().Select(entry => new Numbers(entry))];

    /// <summary>An array of numbers of a shape.</summary>
    public sealed class Numbers(JsonElement element)
    {
        private readonly double[] _values = [.. element.GetProperty("values").EnumerateArray().Select(value => value.GetDouble())];

        public Shape Shape { get; } = Shape.Create([.. element.GetProperty("shape").EnumerateArray().Select(length => length.GetInt32())]);

        public Variable<T> As<T>() where T : unmanaged, IFloatingPointIeee754<T> => Variable.Create<T>(Array.ConvertAll(_values, T.CreateTruncating), Shape);

        public void AssertEqual<T>(Variable<T> actual, double tolerance, string what) where T : unmanaged, IFloatingPointIeee754<T>
        {
            Assert.Equal(Shape, actual.Shape);
            var scale = 1 + _values.Select(Math.Abs).Append(0).Max();
            var values = actual.ToArray();
            for (var i = 0; i < values.Length; i++)
            {
                var error = Math.Abs(double.CreateChecked(values[i]) - _values[i]);
                Expect.True(error <= tolerance * scale, $"{what}[{i}]: needs {_values[i]}, got {values[i]}.");
            }
        }
    }
}
