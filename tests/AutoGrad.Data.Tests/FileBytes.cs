using System.Buffers.Binary;
using System.IO.Compression;

namespace AutoGrad.Data.Tests;

/// <summary>The bytes of small files, put together by hand.</summary>
internal static class FileBytes
{
    /// <summary>An IDX file: the type, the lengths, and the bytes of the elements as they stand in the file.</summary>
    public static byte[] Idx(byte type, int[] lengths, params byte[] elements) =>
        [0, 0, type, (byte)lengths.Length, .. lengths.SelectMany(BigEndian), .. elements];

    public static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    /// <summary>The bytes from 0 on, again and again.</summary>
    public static byte[] Counting(int count) => [.. Enumerable.Range(0, count).Select(i => (byte)i)];

    private static byte[] BigEndian(int number)
    {
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }
}
