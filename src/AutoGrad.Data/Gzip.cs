using System.Buffers.Binary;
using System.IO.Compression;
using AutoGrad.Files;

namespace AutoGrad.Data;

/// <summary>Reads gzip files (RFC 1952) whose checksum and end are checked: the decompressor of .NET takes some truncated ones for whole.</summary>
internal static class Gzip
{
    private const int Mark = 0x1F8B;
    private const int TrailerLength = 8;
    private const int MaxPadding = 1 << 16;

    // A byte of deflated data holds at most two repetitions of 258 bytes in each of its pairs of bits.
    private const long MaxDeflation = 1032;

    /// <summary>Whether a file, which can seek, begins like a gzip file.</summary>
    public static bool IsAt(Stream file)
    {
        Span<byte> mark = stackalloc byte[sizeof(ushort)];
        var start = file.Position;
        var count = file.ReadAtLeast(mark, mark.Length, throwOnEndOfStream: false);
        file.Position = start;
        return count == mark.Length && BinaryPrimitives.ReadUInt16BigEndian(mark) == Mark;
    }

    /// <summary>Reads what is compressed, to its end.</summary>
    /// <param name="file">The file, which can seek and goes on to its end.</param>
    /// <param name="source">The file, for messages.</param>
    /// <param name="read">Reads all but padding from a stream, given how long it is at most.</param>
    public static TResult Read<TResult>(Stream file, FileSource source, Func<Stream, long, TResult> read)
    {
        var trailer = ReadTrailer(file, source);
        var maxLength = (file.Length - file.Position) * MaxDeflation;
        using var packed = new GZipStream(file, CompressionMode.Decompress, leaveOpen: true);
        using var plain = new ChecksumStream(packed);
        TResult result;
        try
        {
            result = read(plain, maxLength);
            if (plain.ReadAtLeast(new byte[MaxPadding], MaxPadding, throwOnEndOfStream: false) == MaxPadding)
                throw source.Wrong($"needs less than {MaxPadding} bytes behind the contents", "more");
        }
        catch (InvalidDataException exception)
        {
            throw source.Wrong("needs gzip data that are whole", exception.Message.TrimEnd('.'), exception);
        }
        if (trailer != (plain.Checksum, (uint)plain.Position))
            throw source.Wrong($"needs gzip data with the checksum 0x{trailer.Checksum:X8} in its last bytes", $"0x{plain.Checksum:X8}");
        return result;
    }

    private static (uint Checksum, uint Length) ReadTrailer(Stream file, FileSource source)
    {
        var start = file.Position;
        if (file.Length - start < TrailerLength)
            throw source.Wrong("needs gzip data that are whole", $"{file.Length - start} bytes");
        Span<byte> trailer = stackalloc byte[TrailerLength];
        file.Position = file.Length - TrailerLength;
        file.ReadExactly(trailer);
        file.Position = start;
        return (BinaryPrimitives.ReadUInt32LittleEndian(trailer), BinaryPrimitives.ReadUInt32LittleEndian(trailer[sizeof(uint)..]));
    }
}
