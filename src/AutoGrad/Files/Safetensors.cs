using System.Buffers.Binary;
using System.Numerics;
using System.Text.Encodings.Web;
using System.Text.Json;
using AutoGrad.Files;

namespace AutoGrad;

/// <summary>
/// Reads and writes safetensors files: tensors by name, with text by name beside them. PyTorch, JAX and others read and write them too.
/// </summary>
/// <remarks>
/// <para>
/// By the specification at https://github.com/huggingface/safetensors: the length N of the header (8 bytes, little end first), N bytes of JSON, and
/// the elements, row-major, little end first.
/// </para>
/// <para>
/// Float and double are kept bit for bit. Elements of F16, BF16, I8 to I64, U8 to U64 and BOOL, and F64 as float, are converted: each is rounded
/// to the nearest, and one that is too large becomes infinite.
/// </para>
/// </remarks>
public static class Safetensors
{
    private const int MaxHeaderLength = 100_000_000;
    private const int Alignment = 8;

    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads all tensors of a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileFormatException">The file is damaged, truncated, or of another format.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static NamedTensors<T> Read<T>(string path) where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var stream = File.OpenRead(path);
        return Read<T>(stream);
    }

    /// <summary>Reads all tensors of a file, which goes on to the end of the stream.</summary>
    /// <param name="stream">The file, from its beginning.</param>
    /// <inheritdoc cref="Read{T}(string)" path="/exception"/>
    public static NamedTensors<T> Read<T>(Stream stream) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var seekable = FileSource.Seekable(stream);
        var source = FileSource.Of("Safetensors.Read", stream);
        var length = seekable.Length - seekable.Position;
        Span<byte> lengthBytes = stackalloc byte[sizeof(ulong)];
        ElementStream.ReadExactly(seekable, lengthBytes, source, "the length of the header");
        var headerLength = BinaryPrimitives.ReadUInt64LittleEndian(lengthBytes);
        var most = Math.Min(MaxHeaderLength, length - lengthBytes.Length);
        if (lengthBytes.StartsWith("PK\u0003\u0004"u8) && headerLength > (ulong)most)
            throw source.Wrong("needs a safetensors file", "a zip archive, as torch.save and NumPy's savez write it");
        if (headerLength > (ulong)most)
            throw source.Wrong($"needs a header of at most {most} bytes", $"{headerLength}");
        var header = new byte[(int)headerLength];
        ElementStream.ReadExactly(seekable, header, source, "the header");

        var tensors = new NamedTensors<T>();
        foreach (var entry in SafetensorsHeader.Parse(header, length - lengthBytes.Length - header.Length, tensors.Metadata, source))
        {
            var tensor = Variable.Uninitialized<T>(entry.Shape, out var elements);
            ElementStream.Read(seekable, entry.Format, isLittleEndian: true, elements, source, FileSource.Quote(entry.Name));
            tensors[entry.Name] = tensor;
        }
        return tensors;
    }

    /// <summary>Writes tensors to a file, in their order. The old file stays until the new one is whole.</summary>
    /// <param name="path">The file, in a folder that exists.</param>
    /// <param name="tensors">The tensors. None is called <c>__metadata__</c>.</param>
    /// <exception cref="ArgumentException">A tensor is called <c>__metadata__</c>.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write<T>(string path, NamedTensors<T> tensors) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(tensors);
        AtomicFile.Write(path, stream => Write(stream, tensors));
    }

    /// <summary>Writes tensors to a stream, in their order.</summary>
    /// <param name="stream">Where the file goes.</param>
    /// <param name="tensors">The tensors. None is called <c>__metadata__</c>.</param>
    /// <inheritdoc cref="Write{T}(string, NamedTensors{T})" path="/exception"/>
    public static void Write<T>(Stream stream, NamedTensors<T> tensors) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(tensors);
        var header = HeaderOf(tensors);
        Span<byte> lengthBytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(lengthBytes, (ulong)header.Length);
        stream.Write(lengthBytes);
        stream.Write(header);
        foreach (var (_, tensor) in tensors)
            ElementStream.Write(stream, tensor.Values);
    }

    private static byte[] HeaderOf<T>(NamedTensors<T> tensors) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var format = ElementFormat.Of<T>("Safetensors.Write");
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Json))
        {
            json.WriteStartObject();
            if (tensors.Metadata.Count > 0)
            {
                json.WriteStartObject(SafetensorsHeader.MetadataKey);
                foreach (var (name, text) in tensors.Metadata)
                    json.WriteString(name, text);
                json.WriteEndObject();
            }
            var begin = 0L;
            foreach (var (name, tensor) in tensors)
            {
                if (name == SafetensorsHeader.MetadataKey)
                    throw new ArgumentException($"Safetensors.Write: needs other names than {SafetensorsHeader.MetadataKey}, got {name}.", nameof(tensors));
                var end = begin + ((long)tensor.Shape.Size * format.Size);
                WriteEntry(json, name, format, tensor.Shape, begin, end);
                begin = end;
            }
            json.WriteEndObject();
        }
        // Blanks, so that the elements begin at a multiple of their size.
        while (bytes.Length % Alignment != 0)
            bytes.WriteByte((byte)' ');
        return bytes.ToArray();
    }

    private static void WriteEntry(Utf8JsonWriter json, string name, ElementFormat format, Shape shape, long begin, long end)
    {
        json.WriteStartObject(name);
        json.WriteString("dtype", format.Name);
        json.WriteStartArray("shape");
        foreach (var length in shape)
            json.WriteNumberValue(length);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(begin);
        json.WriteNumberValue(end);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
