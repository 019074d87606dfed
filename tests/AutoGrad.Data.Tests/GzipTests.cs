namespace AutoGrad.Data.Tests;

/// <summary>As the files that are compressed see it.</summary>
public sealed class GzipTests
{
    private static readonly byte[] Whole = FileBytes.Gzip(FileBytes.Idx(8, [1000], FileBytes.Counting(1000)));

    [Fact]
    public void TruncatedFiles_Throw()
    {
        for (var length = 0; length < Whole.Length; length++)
            Assert.Throws<FileFormatException>(() => Idx.Read<float>(new MemoryStream(Whole, 0, length)));
        Assert.Equal(
            "Idx.Read: needs gzip data that are whole, got 5 bytes, in a stream.",
            Assert.Throws<FileFormatException>(() => Idx.Read<float>(new MemoryStream(Whole, 0, 5))).Message);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(1)]
    public void ATrailerThatWasChanged_Throws(int fromEnd)
    {
        var changed = Whole.ToArray();
        changed[^fromEnd] ^= 1;

        var message = Assert.Throws<FileFormatException>(() => Idx.Read<float>(new MemoryStream(changed))).Message;

        Assert.StartsWith("Idx.Read: needs gzip data ", message, StringComparison.Ordinal);
        Assert.EndsWith(", in a stream.", message, StringComparison.Ordinal);
    }
}
