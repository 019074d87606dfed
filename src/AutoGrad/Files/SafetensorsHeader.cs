using System.Text.Json;

namespace AutoGrad.Files;

/// <summary>The header of a safetensors file: JSON that names each tensor with its type, its shape and the place of its bytes.</summary>
internal static class SafetensorsHeader
{
    public const string MetadataKey = "__metadata__";

    /// <summary>Reads the header, and checks that the tensors lie one after the other and fill the rest of the file.</summary>
    /// <param name="json">The text.</param>
    /// <param name="dataLength">The number of bytes that follow it.</param>
    /// <param name="metadata">Where the text by name goes.</param>
    /// <param name="source">The file.</param>
    /// <returns>The tensors, in the order of their bytes.</returns>
    public static List<SafetensorsEntry> Parse(ReadOnlySpan<byte> json, long dataLength, IDictionary<string, string> metadata, FileSource source)
    {
        if (json.IsEmpty || json[0] != (byte)'{')
            throw source.Wrong("needs a header that begins with {", json.IsEmpty ? "none" : $"the byte 0x{json[0]:X2}");
        List<SafetensorsEntry> entries = [];
        try
        {
            var reader = new Utf8JsonReader(json);
            reader.Read();
            HashSet<string> names = [];
            while (ReadName(ref reader) is { } name)
            {
                if (!names.Add(name))
                    throw source.Wrong("needs distinct names", $"{FileSource.Quote(name)} twice");
                if (name == MetadataKey)
                    ReadMetadata(ref reader, metadata, source);
                else
                    entries.Add(ReadEntry(ref reader, name, source));
            }
            // Anything but blanks behind the last brace is an error of the reader's.
            reader.Read();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw source.Wrong("needs a header of JSON", FileSource.Shorten(exception.Message.TrimEnd('.')), exception);
        }
        CheckPlaces(entries, dataLength, source);
        return entries;
    }

    // The next name in an object, or null at its end.
    private static string? ReadName(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.EndObject ? null : reader.GetString();
    }

    private static void ReadMetadata(ref Utf8JsonReader reader, IDictionary<string, string> metadata, FileSource source)
    {
        Begin(ref reader, JsonTokenType.StartObject, $"needs {MetadataKey} to be an object", source);
        while (ReadName(ref reader) is { } key)
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.String)
                throw source.Wrong($"needs texts in {MetadataKey}", $"{reader.TokenType} for {FileSource.Quote(key)}");
            if (!metadata.TryAdd(key, reader.GetString()!))
                throw source.Wrong("needs distinct names", $"{FileSource.Quote(key)} twice in {MetadataKey}");
        }
    }

    private static SafetensorsEntry ReadEntry(ref Utf8JsonReader reader, string name, FileSource source)
    {
        var quoted = FileSource.Quote(name);
        Begin(ref reader, JsonTokenType.StartObject, $"needs {quoted} to be an object", source);
        string? type = null;
        List<long>? shape = null, offsets = null;
        HashSet<string> keys = [];
        while (ReadName(ref reader) is { } key)
        {
            if (!keys.Add(key))
                throw source.Wrong("needs distinct names", $"{FileSource.Quote(key)} twice in {quoted}");
            if (key == "dtype")
            {
                Begin(ref reader, JsonTokenType.String, $"needs the dtype of {quoted} to be a text", source);
                type = reader.GetString()!;
            }
            else if (key == "shape")
            {
                shape = ReadNumbers(ref reader, $"the shape of {quoted}", source);
            }
            else if (key == "data_offsets")
            {
                offsets = ReadNumbers(ref reader, $"the data_offsets of {quoted}", source);
            }
            else
            {
                reader.Skip();
            }
        }
        if (type is null || shape is null || offsets is not [var begin, var end])
            throw source.Wrong("needs a dtype, a shape and two data_offsets for each tensor", $"{quoted} without");
        var format = ElementFormat.OfName(type)
            ?? throw source.Wrong($"needs a dtype of {ElementFormat.Names}", $"{FileSource.Quote(type)} for {quoted}");
        return new(name, format, source.ShapeOf([.. shape], quoted), begin, end);
    }

    private static List<long> ReadNumbers(ref Utf8JsonReader reader, string what, FileSource source)
    {
        Begin(ref reader, JsonTokenType.StartArray, $"needs {what} to be an array", source);
        List<long> numbers = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out var number) || number < 0)
                throw source.Wrong($"needs whole numbers of at least 0 in {what}", $"another {reader.TokenType}");
            numbers.Add(number);
        }
        return numbers;
    }

    private static void Begin(ref Utf8JsonReader reader, JsonTokenType token, string rule, FileSource source)
    {
        reader.Read();
        if (reader.TokenType != token)
            throw source.Wrong(rule, $"{reader.TokenType}");
    }

    private static void CheckPlaces(List<SafetensorsEntry> entries, long dataLength, FileSource source)
    {
        // Stable, so that empty tensors stay in their order.
        SafetensorsEntry[] ordered = [.. entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End)];
        entries.Clear();
        entries.AddRange(ordered);
        var end = 0L;
        foreach (var entry in entries)
        {
            if (entry.Begin != end || entry.End - entry.Begin != (long)entry.Shape.Size * entry.Format.Size)
            {
                throw source.Wrong(
                    $"needs the bytes of the tensors one after the other, here {(long)entry.Shape.Size * entry.Format.Size} from {end} on",
                    $"data_offsets [{entry.Begin}, {entry.End}] for {FileSource.Quote(entry.Name)} {entry.Shape} of {entry.Format.Name}");
            }
            end = entry.End;
        }
        if (end != dataLength)
            throw source.Wrong("needs as many bytes behind the header as the tensors take", $"{dataLength} for {end}");
    }
}
