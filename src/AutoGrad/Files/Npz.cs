using System.IO.Compression;
using System.Numerics;
using AutoGrad.Files;

namespace AutoGrad;

/// <summary>Reads and writes npz files, NumPy's for several arrays by name: zip archives of npy files, stored or deflated.</summary>
/// <remarks>The checksum of each array is checked. See <see cref="Npy"/> for the types of elements.</remarks>
public static class Npz
{
    private const string Extension = ".npy";

    // A byte of deflated data holds at most two repetitions of 258 bytes in each of its pairs of bits.
    private const long MaxDeflation = 1032;

    // The same arrays give the same bytes whenever they are written; the first time that the format knows.
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Reads all arrays of a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileFormatException">The file is damaged, truncated, or of another format.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static NamedTensors<T> Read<T>(string path) where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var stream = File.OpenRead(path);
        return Read<T>(stream);
    }

    /// <summary>Reads all arrays of a file, which goes on to the end of the stream.</summary>
    /// <param name="stream">The file, from its beginning.</param>
    /// <inheritdoc cref="Read{T}(string)" path="/exception"/>
    public static NamedTensors<T> Read<T>(Stream stream) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var seekable = FileSource.Seekable(stream);
        var source = FileSource.Of("Npz.Read", stream);
        try
        {
            using var archive = new ZipArchive(seekable, ZipArchiveMode.Read, leaveOpen: true);
            var tensors = new NamedTensors<T>();
            foreach (var entry in archive.Entries)
            {
                if (!entry.FullName.EndsWith(Extension, StringComparison.Ordinal))
                    throw source.Wrong("needs npy files alone in the archive", FileSource.Quote(entry.FullName));
                var name = entry.FullName[..^Extension.Length];
                if (tensors.TryGet(name, out _))
                    throw source.Wrong("needs distinct names", $"{FileSource.Quote(name)} twice");
                tensors[name] = ReadArray<T>(entry, source);
            }
            return tensors;
        }
        catch (Exception exception) when (exception is InvalidDataException or ArgumentException or OverflowException or NotSupportedException
            || (exception is IOException and not FileFormatException))
        {
            throw source.Wrong("needs a zip archive that is whole", exception.Message.TrimEnd('.'), exception);
        }
    }

    /// <summary>Writes arrays to a file, in their order. The old file stays until the new one is whole.</summary>
    /// <param name="path">The file, in a folder that exists.</param>
    /// <param name="tensors">The arrays, without metadata.</param>
    /// <param name="isCompressed">Whether the arrays are deflated, which is slow and rarely makes weights much smaller.</param>
    /// <exception cref="ArgumentException">There are metadata, for which the format has no place.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write<T>(string path, NamedTensors<T> tensors, bool isCompressed = false) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(tensors);
        AtomicFile.Write(path, stream => Write(stream, tensors, isCompressed));
    }

    /// <summary>Writes arrays to a stream, in their order.</summary>
    /// <param name="stream">Where the file goes.</param>
    /// <param name="tensors">The arrays, without metadata.</param>
    /// <param name="isCompressed">Whether the arrays are deflated.</param>
    /// <inheritdoc cref="Write{T}(string, NamedTensors{T}, bool)" path="/exception"/>
    public static void Write<T>(Stream stream, NamedTensors<T> tensors, bool isCompressed = false) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(tensors);
        if (tensors.Metadata.Count > 0)
        {
            throw new ArgumentException(
                $"Npz.Write: needs tensors without metadata, got metadata {string.Join(", ", tensors.Metadata.Keys)}. Safetensors files have a place for it.",
                nameof(tensors));
        }
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (name, tensor) in tensors)
        {
            var entry = archive.CreateEntry(name + Extension, isCompressed ? CompressionLevel.Optimal : CompressionLevel.NoCompression);
            entry.LastWriteTime = Epoch;
            using var file = entry.Open();
            Npy.Write(file, tensor);
        }
    }

    private static Variable<T> ReadArray<T>(ZipArchiveEntry entry, FileSource source) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var quoted = FileSource.Quote(entry.FullName);
        // The length is only what the file says. It is not believed beyond what the compressed bytes can hold.
        if (entry.Length / MaxDeflation > entry.CompressedLength)
            throw source.Wrong($"needs at most {MaxDeflation} bytes for each compressed byte", $"{entry.Length} for {entry.CompressedLength} of {quoted}");
        using var inner = entry.Open();
        using var file = new ChecksumStream(inner);
        var header = NpyHeader.Read(file, source);
        Npy.CheckLength(header, entry.Length - file.Position, source);
        var tensor = Npy.ReadElements<T>(file, header, source);
        if (file.ReadByte() >= 0)
            throw source.Wrong($"needs {entry.Length} bytes", $"more of {quoted}");
        if (file.Checksum != entry.Crc32)
            throw source.Wrong($"needs bytes with the checksum 0x{entry.Crc32:X8}", $"0x{file.Checksum:X8} for {quoted}");
        return tensor;
    }
}
