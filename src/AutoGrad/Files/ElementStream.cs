using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using AutoGrad.Kernels;

namespace AutoGrad.Files;

/// <summary>Moves elements between a stream and memory.</summary>
internal static class ElementStream
{
    private const int BufferLength = 1 << 15;

    /// <summary>Reads as many elements as there is place for, and converts them.</summary>
    public static void Read<T>(Stream stream, ElementFormat format, bool isLittleEndian, Span<T> elements, FileSource source, string tensor)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var isSwapped = isLittleEndian != BitConverter.IsLittleEndian;
        if (format.IsExactly<T>())
        {
            var bytes = MemoryMarshal.AsBytes(elements);
            ReadExactly(stream, bytes, source, tensor);
            if (isSwapped)
                ReverseBytes(bytes, format.Size);
            return;
        }
        using var rented = new RentedSpan<byte>(BufferLength);
        for (var start = 0; start < elements.Length;)
        {
            var chunk = elements[start..Math.Min(start + (BufferLength / format.Size), elements.Length)];
            var bytes = rented.Span[..(chunk.Length * format.Size)];
            ReadExactly(stream, bytes, source, tensor);
            if (isSwapped)
                ReverseBytes(bytes, format.Size);
            if (format.IndexOfInvalid(bytes) is >= 0 and var invalid)
            {
                throw source.Wrong($"needs elements 0 and 1 where the type is {format.Name}",
                    $"{bytes[invalid]} as element {start + invalid} of {tensor}");
            }
            format.Convert(bytes, chunk);
            start += chunk.Length;
        }
    }

    /// <summary>Writes elements as they are, little end first.</summary>
    public static void Write<T>(Stream stream, ReadOnlySpan<T> elements) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (BitConverter.IsLittleEndian)
        {
            stream.Write(MemoryMarshal.AsBytes(elements));
            return;
        }
        var size = MemoryMarshal.AsBytes(elements[..Math.Min(1, elements.Length)]).Length;
        using var rented = new RentedSpan<byte>(BufferLength);
        for (var bytes = MemoryMarshal.AsBytes(elements); !bytes.IsEmpty;)
        {
            var chunk = rented.Span[..Math.Min(BufferLength, bytes.Length)];
            bytes[..chunk.Length].CopyTo(chunk);
            ReverseBytes(chunk, size);
            stream.Write(chunk);
            bytes = bytes[chunk.Length..];
        }
    }

    /// <summary>Turns around the bytes of each element.</summary>
    internal static void ReverseBytes(Span<byte> bytes, int size)
    {
        if (size == sizeof(ushort))
            BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, ushort>(bytes), MemoryMarshal.Cast<byte, ushort>(bytes));
        else if (size == sizeof(uint))
            BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, uint>(bytes), MemoryMarshal.Cast<byte, uint>(bytes));
        else if (size == sizeof(ulong))
            BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, ulong>(bytes), MemoryMarshal.Cast<byte, ulong>(bytes));
    }

    /// <summary>Fills the bytes from the stream.</summary>
    public static void ReadExactly(Stream stream, Span<byte> bytes, FileSource source, string what)
    {
        var count = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (count < bytes.Length)
            throw source.Wrong($"needs {bytes.Length} more bytes for {what}", $"the end after {count}");
    }
}
