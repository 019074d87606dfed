namespace AutoGrad.Data.Tests;

public sealed class RemoteFileTests
{
    private const string Digest = "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609";

    private static readonly Uri Address = new("http://a/x");

    [Fact]
    public void ItIsWhatWasSaid()
    {
        var file = new RemoteFile("set/x", 3, Digest, Address);

        Assert.Equal(("set/x", 3, Digest), (file.Path, file.Length, file.Sha256));
        Assert.Equal([Address], file.Addresses);
    }

    [Theory]
    [InlineData("/x", 1, Digest, "RemoteFile: needs a relative path without .., got /x. (Parameter 'path')")]
    [InlineData("a/../../x", 1, Digest, "RemoteFile: needs a relative path without .., got a/../../x. (Parameter 'path')")]
    [InlineData("x", -1, Digest, "RemoteFile: needs a length of at least 0, got -1 for x. (Parameter 'length')")]
    [InlineData("x", 1, "12g4", "RemoteFile: needs a sha256 of 64 hexadecimal digits, got 12g4 for x. (Parameter 'sha256')")]
    public void ItIsChecked(string path, long length, string sha256, string message) =>
        Assert.Equal(message, Assert.ThrowsAny<ArgumentException>(() => new RemoteFile(path, length, sha256, Address)).Message);

    [Fact]
    public void ItHasAnAddress() => Assert.Equal(
        "RemoteFile: needs at least one address, got none for x. (Parameter 'addresses')",
        Assert.Throws<ArgumentException>(() => new RemoteFile("x", 1, Digest)).Message);
}
