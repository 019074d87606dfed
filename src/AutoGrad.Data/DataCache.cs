using System.Security.Cryptography;

namespace AutoGrad.Data;

/// <summary>A folder of files that were fetched once, or put there by hand.</summary>
/// <param name="folder">The folder. It is made when something is fetched.</param>
/// <param name="handler">How files are fetched, or null for the network. It stays open.</param>
public sealed class DataCache(string folder, HttpMessageHandler? handler = null)
{
    private const string FolderVariable = "AUTOGRAD_DATA";
    private const int BufferLength = 1 << 16;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>
    /// The cache in the folder that the environment variable AUTOGRAD_DATA names, or else in the user's folder for the data of programs,
    /// which is ~/.local/share/AutoGrad on Linux.
    /// </summary>
    public static DataCache Default => new(
        Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } named
            ? named
            : Path.Join(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "AutoGrad"));

    /// <summary>The folder.</summary>
    public string Folder { get; } = Path.GetFullPath(folder);

    /// <summary>Gives the path of a file, which is fetched first if it is not there. What was fetched is kept only if it is the right file.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="DownloadException">The file is not there, and no address gives it.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public string Fetch(RemoteFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var path = Path.GetFullPath(Path.Join(Folder, file.Path));
        if (File.Exists(path))
            return path;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        List<string> failures = [];
        Exception? last = null;
        foreach (var address in file.Addresses)
        {
            try
            {
                AtomicFile.Write(path, stream => DownloadAsync(address, file, stream).GetAwaiter().GetResult());
                return path;
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
            {
                var reason = exception is OperationCanceledException ? $"no answer for {Patience.TotalSeconds} seconds" : exception.Message.TrimEnd('.');
                failures.Add($"{address} ({reason})");
                last = exception;
            }
        }
        throw new DownloadException(
            $"DataCache.Fetch: needs {path}, or one address that gives it, got {string.Join(", ", failures)}. "
            + $"Put the file there by hand, or let {FolderVariable} name the folder that has {file.Path}.", last!);
    }

    private async Task DownloadAsync(Uri address, RemoteFile file, Stream target)
    {
        using var client = handler is null ? new HttpClient() : new HttpClient(handler, disposeHandler: false);
        client.Timeout = Timeout.InfiniteTimeSpan;
        using var cancellation = new CancellationTokenSource(Patience);
        using var response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellation.Token).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        using var body = await response.Content.ReadAsStreamAsync(cancellation.Token).ConfigureAwait(false);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferLength];
        var length = 0L;
        while (true)
        {
            // Long files may take their time, as long as something comes.
            cancellation.CancelAfter(Patience);
            var count = await body.ReadAsync(buffer, cancellation.Token).ConfigureAwait(false);
            if (count == 0)
                break;
            length += count;
            if (length > file.Length)
                throw new FileFormatException($"needs {file.Length} bytes, got more");
            hash.AppendData(buffer, 0, count);
            target.Write(buffer, 0, count);
        }
        if (length < file.Length)
            throw new FileFormatException($"needs {file.Length} bytes, got {length}");
        var digest = Convert.ToHexStringLower(hash.GetHashAndReset());
        if (!digest.Equals(file.Sha256, StringComparison.OrdinalIgnoreCase))
            throw new FileFormatException($"needs the SHA-256 {file.Sha256}, got {digest}");
    }
}
