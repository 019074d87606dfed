using System.Buffers.Binary;
using System.Numerics;
using System.Numerics.Tensors;
using AutoGrad.Files;

namespace AutoGrad.Data;

/// <summary>Reads IDX files, the format of MNIST: one array of numbers, plain or compressed by gzip.</summary>
/// <remarks>
/// By the description at http://yann.lecun.com/exdb/mnist: two zeros, a byte for the type, a byte for the number of axes, the length of each
/// axis, and the elements, row-major; every number has its big end first. The types are bytes with and without sign, whole numbers of 16 and
/// 32 bits, float and double. What <c>T</c> cannot hold is rounded to the nearest.
/// </remarks>
public static class Idx
{
    /// <summary>Reads an array.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileFormatException">The file is damaged, truncated, or of another format.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Tensor<T> Read<T>(string path) where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var stream = File.OpenRead(path);
        return Read<T>(stream);
    }

    /// <summary>Reads an array, which goes on to the end of the stream.</summary>
    /// <param name="stream">The file, from its beginning.</param>
    /// <inheritdoc cref="Read{T}(string)" path="/exception"/>
    public static Tensor<T> Read<T>(Stream stream) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (elements, shape) = ReadElements<T>(stream, "Idx.Read");
        return Tensor.Create(elements, TensorRows.Lengths(shape));
    }

    internal static (T[] Elements, Shape Shape) ReadElements<T>(Stream stream, string operation) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var source = FileSource.Of(operation, stream);
        var file = FileSource.Seekable(stream);
        return Gzip.IsAt(file)
            ? Gzip.Read(file, source, (plain, maxLength) => ReadArray<T>(plain, maxLength, isExact: false, source))
            : ReadArray<T>(file, file.Length - file.Position, isExact: true, source);
    }

    // There is memory for the elements only once the length of the file says that they may be there.
    private static (T[] Elements, Shape Shape) ReadArray<T>(Stream file, long maxLength, bool isExact, FileSource source)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<byte> start = stackalloc byte[4];
        ElementStream.ReadExactly(file, start, source, "the beginning of an IDX file");
        var format = start[0] == 0 && start[1] == 0 ? FormatOf(start[2]) : null;
        if (format is null || start[3] == 0)
        {
            throw source.Wrong("needs an IDX file, which begins with 0, 0, a type of 8, 9 or 11 to 14, and the number of axes",
                string.Join(", ", start.ToArray()));
        }
        var lengthBytes = new byte[start[3] * sizeof(uint)];
        ElementStream.ReadExactly(file, lengthBytes, source, "the lengths of the axes");
        var lengths = new long[start[3]];
        for (var axis = 0; axis < lengths.Length; axis++)
            lengths[axis] = BinaryPrimitives.ReadUInt32BigEndian(lengthBytes.AsSpan(axis * sizeof(uint)));
        var shape = source.ShapeOf(lengths, "the array");

        var needed = (long)shape.Size * format.Size;
        var left = maxLength - start.Length - lengthBytes.Length;
        if (isExact ? left != needed : left < needed)
            throw source.Wrong($"needs {needed} bytes behind the header for {shape}", isExact ? $"{left}" : $"room for at most {left}");
        var elements = new T[shape.Size];
        ElementStream.Read(file, format, isLittleEndian: false, elements.AsSpan(), source, "the array");
        if (file.ReadByte() >= 0)
            throw source.Wrong($"needs {needed} bytes behind the header for {shape}", "more");
        return (elements, shape);
    }

    private static ElementFormat? FormatOf(byte type)
    {
        var name = type switch { 8 => "U8", 9 => "I8", 11 => "I16", 12 => "I32", 13 => "F32", 14 => "F64", _ => "" };
        return ElementFormat.OfName(name);
    }
}
