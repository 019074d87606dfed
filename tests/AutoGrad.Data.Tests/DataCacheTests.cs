using System.Net;
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
    public async Task Fetch_OverTheNetwork()
    {
        using var folder = new TemporaryFolder();
        using var listener = new HttpListener();
        var prefix = Listen(listener);
        var serving = Task.Run(() =>
        {
            var context = listener.GetContext();
            context.Response.OutputStream.Write(Content);
            context.Response.Close();
        });

        Assert.Equal(Content, File.ReadAllBytes(new DataCache(folder.Path).Fetch(Remote($"{prefix}x"))));
        await serving;
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

    // A listener cannot choose a port by itself; one that is taken is an error.
    private static string Listen(HttpListener listener)
    {
        for (var port = 49_500; ; port++)
        {
            var prefix = $"http://localhost:{port}/";
            listener.Prefixes.Add(prefix);
            try
            {
                listener.Start();
                return prefix;
            }
            catch (HttpListenerException) when (port < 49_600)
            {
                listener.Prefixes.Clear();
            }
        }
    }
}
