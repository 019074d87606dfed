using System.Buffers.Binary;
using System.Globalization;

namespace AutoGrad.Data.Tests;

public sealed class IdxTests
{
    private static readonly int Mutations = int.Parse(Environment.GetEnvironmentVariable("AUTOGRAD_MUTATIONS") ?? "10000", CultureInfo.InvariantCulture);

    public static TheoryData<byte, byte[], double[]> Types => new()
    {
        { 0x08, [0, 200], [0, 200] },
        { 0x09, [0x7F, 0x80], [127, -128] },
        { 0x0B, [0x01, 0x02, 0xFF, 0xFE], [258, -2] },
        { 0x0C, [0x00, 0x01, 0x00, 0x00, 0xFF, 0xFF, 0xFF, 0xFF], [65536, -1] },
        { 0x0D, [0x3F, 0xC0, 0x00, 0x00, 0xC0, 0x00, 0x00, 0x00], [1.5, -2] },
        { 0x0E, [0x3F, 0xB9, 0x99, 0x99, 0x99, 0x99, 0x99, 0x9A, 0xFF, 0xF0, 0, 0, 0, 0, 0, 0], [0.1, double.NegativeInfinity] },
    };

    [Theory]
    [MemberData(nameof(Types))]
    public void Read_EveryType_PlainAndCompressed(byte type, byte[] bytes, double[] elements)
    {
        var file = FileBytes.Idx(type, [2], bytes);

        Assert.Equal(elements, Elements.Of(Idx.Read<double>(new MemoryStream(file))));
        Assert.Equal(elements, Elements.Of(Idx.Read<double>(new MemoryStream(FileBytes.Gzip(file)))));
        Assert.Equal(Array.ConvertAll(elements, x => (float)x), Elements.Of(Idx.Read<float>(new MemoryStream(file))));
    }

    [Fact]
    public void Read_HasTheShapeOfTheFile()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("x"), FileBytes.Idx(8, [2, 3, 1], FileBytes.Counting(6)));

        var x = Idx.Read<float>(folder.File("x"));

        Assert.Equal([2, 3, 1], x.Lengths.ToArray());
        Assert.Equal([0, 1, 2, 3, 4, 5], Elements.Of(x));
        Assert.Equal([0, 5], Idx.Read<float>(new MemoryStream(FileBytes.Idx(8, [0, 5]))).Lengths.ToArray());
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 8 }, "needs 4 more bytes for the beginning of an IDX file, got the end after 3")]
    [InlineData(new byte[] { 0, 1, 8, 1 }, "needs an IDX file, which begins with 0, 0, a type of 8, 9 or 11 to 14, and the number of axes, got 0, 1, 8, 1")]
    [InlineData(new byte[] { 0, 0, 10, 1 }, "needs an IDX file, which begins with 0, 0, a type of 8, 9 or 11 to 14, and the number of axes, got 0, 0, 10, 1")]
    [InlineData(new byte[] { 0, 0, 8, 0 }, "needs an IDX file, which begins with 0, 0, a type of 8, 9 or 11 to 14, and the number of axes, got 0, 0, 8, 0")]
    [InlineData(new byte[] { 0, 0, 8, 2, 0, 0, 0, 1 }, "needs 8 more bytes for the lengths of the axes, got the end after 4")]
    [InlineData(new byte[] { 0, 0, 8, 1, 0, 0, 0, 2, 7 }, "needs 2 bytes behind the header for [2], got 1")]
    [InlineData(new byte[] { 0, 0, 8, 1, 0, 0, 0, 2, 7, 8, 9 }, "needs 2 bytes behind the header for [2], got 3")]
    [InlineData(new byte[] { 0, 0, 14, 1, 0x7F, 0, 0, 0 }, "needs 17045651456 bytes behind the header for [2130706432], got 0")]
    [InlineData(new byte[] { 0, 0, 8, 2, 0xFF, 0, 0, 0, 0, 0, 0, 1 },
        "needs lengths of at least 0 and at most 2147483591 elements, empty axes aside, got shape [4278190080, 1] of the array")]
    public void Read_OfAnotherFile_Throws(byte[] file, string message) =>
        Assert.Equal($"Idx.Read: {message}, in a stream.", Assert.Throws<FileFormatException>(() => Idx.Read<float>(new MemoryStream(file))).Message);

    [Fact]
    public void Read_OfCompressedData_ChecksThemBeforeThereIsMemory()
    {
        var bomb = FileBytes.Gzip(FileBytes.Idx(8, [1_000_000_000]));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var exception = Assert.Throws<FileFormatException>(() => Idx.Read<float>(new MemoryStream(bomb)));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        Assert.Equal(
            $"Idx.Read: needs 1000000000 bytes behind the header for [1000000000], got room for at most {(bomb.Length * 1032) - 8}, in a stream.",
            exception.Message);

        Assert.Equal(
            "Idx.Read: needs 2 bytes behind the header for [2], got more, in a stream.",
            Assert.Throws<FileFormatException>(() => Idx.Read<float>(new MemoryStream(FileBytes.Gzip(FileBytes.Idx(8, [2], 1, 2, 3))))).Message);
    }

    [Fact]
    public void Read_OfFilesThatWereChanged_IsAnErrorOrRight()
    {
        var random = new RandomStream(20261121);
        var plain = FileBytes.Idx(11, [4, 5], FileBytes.Counting(40));
        byte[][] files = [plain, FileBytes.Gzip(plain)];
        var errors = 0;
        for (var i = 0; i < Mutations; i++)
        {
            var file = files[i % 2].ToArray();
            for (var changes = 1 + random.Next(2); changes > 0; changes--)
                file[random.Next(file.Length)] = (byte)random.Next(256);
            if (random.Next(4) == 0)
                file = file[..random.Next(file.Length)];
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                var x = Idx.Read<double>(new MemoryStream(file));
                if (i % 2 == 1)
                    Assert.Equal(Elements.Of(Idx.Read<double>(new MemoryStream(plain))), Elements.Of(x));
                else if (file[2] == 11 && x.FlattenedLength > 0)
                    Assert.Equal(BinaryPrimitives.ReadInt16BigEndian(file.AsSpan()[^2..]), Elements.Of(x)[^1]);
            }
            catch (FileFormatException)
            {
                errors++;
            }
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        }
        Assert.InRange(errors, Mutations / 5, Mutations * 99 / 100);
    }
}
