namespace AutoGrad.Data;

/// <summary>A file that can be fetched, and how it is known to be the right one.</summary>
public sealed class RemoteFile
{
    private const int DigestDigits = 64;

    /// <summary>Describes a file.</summary>
    /// <param name="path">Where it lies in a cache, relative to its folder, as in <c>mnist/train-labels-idx1-ubyte.gz</c>.</param>
    /// <param name="length">Its length in bytes, at least 0.</param>
    /// <param name="sha256">The SHA-256 of its bytes, 64 hexadecimal digits.</param>
    /// <param name="addresses">Where it is found, each tried in turn; at least one.</param>
    /// <exception cref="ArgumentException">
    /// The path is not relative or leads out of the folder, the length is negative, the SHA-256 is no such number, or there is no address.
    /// </exception>
    public RemoteFile(string path, long length, string sha256, params IReadOnlyList<Uri> addresses)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(sha256);
        ArgumentNullException.ThrowIfNull(addresses);
        if (System.IO.Path.IsPathRooted(path) || path.Split('/', '\\').Contains(".."))
            throw new ArgumentException($"RemoteFile: needs a relative path without .., got {path}.", nameof(path));
        if (length < 0)
            throw new ArgumentOutOfRangeException(nameof(length), $"RemoteFile: needs a length of at least 0, got {length} for {path}.");
        if (sha256.Length != DigestDigits || !sha256.All(char.IsAsciiHexDigit))
            throw new ArgumentException($"RemoteFile: needs a sha256 of {DigestDigits} hexadecimal digits, got {sha256} for {path}.", nameof(sha256));
        if (addresses.Count == 0)
            throw new ArgumentException($"RemoteFile: needs at least one address, got none for {path}.", nameof(addresses));
        Path = path;
        Length = length;
        Sha256 = sha256;
        Addresses = [.. addresses];
    }

    /// <summary>Where it lies in a cache, relative to its folder.</summary>
    public string Path { get; }

    /// <summary>Its length in bytes.</summary>
    public long Length { get; }

    /// <summary>The SHA-256 of its bytes, 64 hexadecimal digits.</summary>
    public string Sha256 { get; }

    /// <summary>Where it is found, each tried in turn.</summary>
    public IReadOnlyList<Uri> Addresses { get; }
}
