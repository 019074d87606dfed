using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using AutoGrad.Notebook.Writing;

namespace AutoGrad.Notebook.Tests.Writing;

public sealed class PngTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 2)]
    [InlineData(4, 6)]
    public void Encode_HoldsThePixels(int channels, byte colorType)
    {
        var pixels = new byte[2 * 3 * channels];
        new Random(1).NextBytes(pixels);
        var chunks = Chunks(Png.Encode(pixels, 3, channels));
        Assert.Equal(["IHDR", "IDAT", "IEND"], chunks.Select(chunk => chunk.Kind));
        Assert.Equal([0, 0, 0, 3, 0, 0, 0, 2, 8, colorType, 0, 0, 0], chunks[0].Content);
        using var data = new ZLibStream(new MemoryStream(chunks[1].Content), CompressionMode.Decompress);
        using var rows = new MemoryStream();
        data.CopyTo(rows);
        Assert.Equal([0, .. pixels[..(3 * channels)], 0, .. pixels[(3 * channels)..]], rows.ToArray());
    }

    private static List<(string Kind, byte[] Content)> Chunks(byte[] png)
    {
        Assert.Equal([137, 80, 78, 71, 13, 10, 26, 10], png[..8]);
        var chunks = new List<(string Kind, byte[] Content)>();
        for (var at = 8; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            var content = png.AsSpan(at + 8, length).ToArray();
            Assert.Equal(Check(png.AsSpan(at + 4, 4 + length)), BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(at + 8 + length)));
            chunks.Add((Encoding.ASCII.GetString(png, at + 4, 4), content));
            at += 12 + length;
        }
        // The check of the empty last chunk is known.
        Assert.Equal([0xAE, 0x42, 0x60, 0x82], png[^4..]);
        return chunks;
    }

    // Division of polynomials bit by bit.
    private static uint Check(ReadOnlySpan<byte> bytes)
    {
        var check = uint.MaxValue;
        foreach (var value in bytes)
        {
            check ^= value;
            for (var bit = 0; bit < 8; bit++)
                check = (check & 1) == 1 ? (check >> 1) ^ 0xEDB88320 : check >> 1;
        }
        return ~check;
    }
}
