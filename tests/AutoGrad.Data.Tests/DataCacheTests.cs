using System.Security.Cryptography;

namespace AutoGrad.Data.Tests;

public sealed class DataCacheTests
{
    private static readonly byte[] Content = FileBytes.Counting(200_000);

    [Fact]
    public void Fetch_TakesTheFirstAddressThatGivesTheFile_AndKeepsIt()
    {
        using var folder = new TemporaryFolder();
        using var network = new LocalFiles { Files = { ["http://b/x"] = Content } };
        var cache = new DataCache(folder.Path, network);
        var file = Remote("http://nowhere/x", "http://a/x", "http://b/x", "http://c/x");

        var path = cache.Fetch(file);

        Assert.Equal(folder.File("set/x"), path);
        Assert.Equal(Content, File.ReadAllBytes(path));
        Assert.Equal(path, cache.Fetch(file));
        Assert.Equal(["http://nowhere/x", "http://a/x", "http://b/x"], network.Asked);
        Assert.Equal([path], Directory.GetFiles(folder.File("set")));
    }

    [Fact]
    public void Fetch_OverTheNetwork_FollowsWhereItIsSent()
    {
        using var folder = new TemporaryFolder();
        using var server = new LocalServer(path => path == "/x" ? "HTTP/1.1 302 Found\r\nLocation: /y\r\nConnection: close\r\n\r\n"u8.ToArray() : LocalServer.Answer(Content, Content.Length));

        Assert.Equal(Content, File.ReadAllBytes(new DataCache(folder.Path).Fetch(Remote($"{server.Address}x"))));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(150_000)]
    public void Fetch_OverAConnectionThatEndsEarly_LeavesNothing_AndSucceedsAnotherTime(int sent)
    {
        using var folder = new TemporaryFolder();
        var requests = 0;
        using var server = new LocalServer(_ => LocalServer.Answer(Interlocked.Increment(ref requests) == 1 ? Content[..sent] : Content, Content.Length));
        var (cache, file) = (new DataCache(folder.Path), Remote($"{server.Address}x"));

        Assert.Contains($"got {server.Address}x (", Assert.Throws<DownloadException>(() => cache.Fetch(file)).Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories));
        Assert.Equal(Content, File.ReadAllBytes(cache.Fetch(file)));
    }

    [Fact]
    public void Fetch_OfWhatIsNowhere_SaysWhatToDo()
    {
        using var folder = new TemporaryFolder();
        using var network = new LocalFiles { Files = { ["http://c/x"] = Content[1..], ["http://d/x"] = [.. Content, 0], ["http://e/x"] = new byte[Content.Length] } };
        var file = Remote("http://nowhere/x", "http://b/x", "http://c/x", "http://d/x", "http://e/x");

        var exception = Assert.Throws<DownloadException>(() => new DataCache(folder.Path, network).Fetch(file));

        Assert.Equal(
            $"DataCache.Fetch: needs {folder.File("set/x")}, or one address that gives it, got http://nowhere/x (No such host is known), "
            + "http://b/x (Response status code does not indicate success: 404 (Not Found)), "
            + "http://c/x (needs 200000 bytes, got 199999), http://d/x (needs 200000 bytes, got more), "
            + $"http://e/x (needs the SHA-256 {file.Sha256}, got {Convert.ToHexStringLower(SHA256.HashData(new byte[Content.Length]))}). "
            + "Put the file there by hand, or let AUTOGRAD_DATA name the folder that has set/x.",
            exception.Message);
        Assert.Empty(Directory.GetFiles(folder.File("set")));
    }

    [Fact]
    public void Default_IsAFolderOfTheUser() => Assert.True(Path.IsPathFullyQualified(DataCache.Default.Folder));

    private static RemoteFile Remote(params string[] addresses) => new(
        "set/x", Content.Length, Convert.ToHexString(SHA256.HashData(Content)), [.. addresses.Select(address => new Uri(address))]);
}
