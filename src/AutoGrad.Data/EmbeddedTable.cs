using System.Globalization;
using System.IO.Compression;
using System.Numerics;
using System.Numerics.Tensors;

namespace AutoGrad.Data;

/// <summary>Reads the tables of comma-separated numbers that are part of this assembly; the last column is the class.</summary>
internal static class EmbeddedTable
{
    internal static IEnumerable<string> ReadLines(string file)
    {
        using var resource = typeof(EmbeddedTable).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"EmbeddedTable: needs a resource of this assembly, got {file}.");
        using var plain = file.EndsWith(".gz", StringComparison.Ordinal)
            ? new GZipStream(resource, CompressionMode.Decompress)
            : resource;
        using var reader = new StreamReader(plain);
        while (reader.ReadLine() is { } line)
            yield return line;
    }

    internal static Dataset<T> Parse<T>(
        IEnumerable<string> lines, T featureDivisor, IEnumerable<string> featureNames, IEnumerable<string> classNames)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var features = new List<T>();
        var targets = new List<T>();
        foreach (string line in lines)
        {
            var numbers = Array.ConvertAll(line.Split(','), word => T.Parse(word, NumberStyles.Float, CultureInfo.InvariantCulture));
            foreach (T number in numbers.AsSpan(0, numbers.Length - 1))
                features.Add(number / featureDivisor);
            targets.Add(numbers[^1]);
        }

        nint rows = targets.Count;
        return new(
            Tensor.Create(features.ToArray(), [rows, features.Count / rows]),
            Tensor.Create(targets.ToArray(), [rows]),
            featureNames,
            classNames);
    }
}
