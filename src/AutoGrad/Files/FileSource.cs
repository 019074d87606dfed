namespace AutoGrad.Files;

/// <summary>What is being read, and by which operation: every message about a file names both.</summary>
internal readonly record struct FileSource(string Operation, string Name)
{
    private const int MaxRank = 64;
    private const int MaxQuoted = 100;
    private const int MaxMessage = 300;

    public static FileSource Of(string operation, Stream stream) => new(operation, stream is FileStream file ? file.Name : "a stream");

    /// <summary>The exception for something that is wrong with the file.</summary>
    public FileFormatException Wrong(string rule, string got, Exception? cause = null)
    {
        var message = $"{Operation}: {rule}, got {got}, in {Name}.";
        return cause is null ? new(message) : new(message, cause);
    }

    /// <summary>Text from a file for a message, which a hostile file shall not make long.</summary>
    public static string Quote(string text) => text.Length <= MaxQuoted ? $"\"{text}\"" : $"\"{text[..MaxQuoted]}\"…";

    /// <summary>A message of another's, which may have much of a hostile file in it.</summary>
    public static string Shorten(string message) => message.Length <= MaxMessage ? message : $"{message[..MaxMessage]}…";

    /// <summary>The shape of these lengths, once it is known to be one that a tensor can have.</summary>
    public Shape ShapeOf(ReadOnlySpan<long> lengths, string tensor)
    {
        if (lengths.Length > MaxRank)
            throw Wrong($"needs at most {MaxRank} axes", $"{lengths.Length} axes of {tensor}");
        var shape = new int[lengths.Length];
        var size = 1L;
        for (var axis = 0; axis < shape.Length; axis++)
        {
            var length = lengths[axis];
            size = length < 0 || length > Array.MaxLength ? long.MaxValue : size * Math.Max(length, 1);
            if (size > Array.MaxLength)
            {
                throw Wrong($"needs lengths of at least 0 and at most {Array.MaxLength} elements, empty axes aside",
                    $"shape [{string.Join(", ", lengths.ToArray())}] of {tensor}");
            }
            shape[axis] = (int)length;
        }
        return Shape.Create(shape);
    }

    /// <summary>The stream itself where it can seek, and otherwise what is left of it, read as far as it goes.</summary>
    public static Stream Seekable(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (stream.CanSeek)
            return stream;
        var copy = new MemoryStream();
        stream.CopyTo(copy);
        copy.Position = 0;
        return copy;
    }
}
