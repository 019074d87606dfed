using System.Numerics;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace AutoGrad.Tests.Files;

/// <summary>The files in reference.json, made by reference.py with NumPy, and what is in them.</summary>
internal static class FileCases
{
    private static readonly Lazy<JsonNode> Cases = new(Read);

    public static IEnumerable<string> Names(string group) => Cases.Value[group]!.AsArray().Select(node => (string)node!["name"]!);

    public static JsonNode Get(string group, string name) => Cases.Value[group]!.AsArray().Single(node => (string)node!["name"]! == name)!;

    public static byte[] File(JsonNode node) => Convert.FromBase64String((string)node["file"]!);

    /// <summary>The array that the node describes.</summary>
    public static Variable<T> Array<T>(JsonNode node) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var bytes = Convert.FromBase64String((string)node[typeof(T) == typeof(float) ? "float" : "double"]!);
        return Variable.Create<T>(MemoryMarshal.Cast<byte, T>(bytes), [.. node["shape"]!.AsArray().Select(length => (int)length!)]);
    }

    /// <summary>Compares shapes, and elements bit for bit but for NaN.</summary>
    public static void Equal<T>(Variable<T> expected, Variable<T> actual) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Assert.Equal(expected.Shape, actual.Shape);
        var (x, y) = (expected.ToArray(), actual.ToArray());
        for (var i = 0; i < x.Length; i++)
            Expect.True((T.IsNaN(x[i]) && T.IsNaN(y[i])) || Bits(x[i]).SequenceEqual(Bits(y[i])), $"element {i}: {x[i]} and {y[i]}");
    }

    public static byte[] Written(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return stream.ToArray();
    }

    private static byte[] Bits<T>(T value) where T : unmanaged => MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)).ToArray();

    private static JsonNode Read()
    {
        using var stream = typeof(FileCases).Assembly.GetManifestResourceStream("files-reference.json")!;
        return JsonNode.Parse(stream)!;
    }
}
