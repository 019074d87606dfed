using System.Buffers.Binary;
using System.IO.Compression;

namespace AutoGrad.Notebook.Writing;

/// <summary>Writes images in the format PNG (ISO/IEC 15948), eight bits a channel.</summary>
internal static class Png
{
    private static readonly uint[] Table = MakeTable();

    /// <param name="pixels">The rows from the top, [height, width, channels].</param>
    /// <param name="width">The pixels in a row, at least 1.</param>
    /// <param name="channels">1 for grey, 3 for red, green and blue, 4 with opacity as well.</param>
    public static byte[] Encode(ReadOnlySpan<byte> pixels, int width, int channels)
    {
        var stride = width * channels;
        using var png = new MemoryStream();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], pixels.Length / stride);
        (header[8], header[9]) = (8, channels switch { 1 => 0, 3 => 2, _ => 6 });
        WriteChunk(png, "IHDR"u8, header);
        using var data = new MemoryStream();
        using (var deflate = new ZLibStream(data, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            for (var start = 0; start < pixels.Length; start += stride)
            {
                // Each row names its filter: none.
                deflate.WriteByte(0);
                deflate.Write(pixels.Slice(start, stride));
            }
        }
        WriteChunk(png, "IDAT"u8, data.GetBuffer().AsSpan(0, (int)data.Length));
        WriteChunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    private static void WriteChunk(MemoryStream png, ReadOnlySpan<byte> kind, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        png.Write(number);
        png.Write(kind);
        png.Write(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Update(Update(uint.MaxValue, kind), content));
        png.Write(number);
    }

    // The cyclic redundancy check of PNG, annex D.
    private static uint Update(uint check, ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
            check = Table[(byte)(check ^ value)] ^ (check >> 8);
        return check;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (var i = 0u; i < table.Length; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++)
                value = (value & 1) == 0 ? value >> 1 : 0xEDB88320 ^ (value >> 1);
            table[i] = value;
        }
        return table;
    }
}
