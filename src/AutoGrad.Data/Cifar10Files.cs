using System.Formats.Tar;
using AutoGrad.Files;

namespace AutoGrad.Data;

/// <summary>The six files of CIFAR-10, from a folder or from the archive, each checked.</summary>
internal static class Cifar10Files
{
    public const string ArchiveName = "cifar-10-binary.tar.gz";
    public const string TestName = "test_batch.bin";

    private const string InnerFolder = "cifar-10-batches-bin";

    public static readonly string[] TrainingNames =
        ["data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin"];

    private static readonly string[] Names = [.. TrainingNames, TestName];

    /// <summary>Whether all six files are in the folder, or in the one in it that the archive makes.</summary>
    public static bool AreIn(string folder) => FolderOf(folder) is not null;

    /// <summary>Gives the bytes of the files by their names.</summary>
    public static Dictionary<string, byte[]> Read(string folder, string operation, int recordLength, int classCount)
    {
        var archive = Path.Join(folder, ArchiveName);
        if (FolderOf(folder) is { } inner)
        {
            return Names.ToDictionary(name => name, name =>
            {
                using var stream = File.OpenRead(Path.Join(inner, name));
                return Read(stream, stream.Length, FileSource.Of(operation, stream), recordLength, classCount);
            });
        }
        if (!File.Exists(archive))
        {
            throw new FileNotFoundException(
                $"{operation}: needs {string.Join(", ", Names)}, or {ArchiveName}, got neither in {folder}.", archive);
        }
        using var file = File.OpenRead(archive);
        var source = FileSource.Of(operation, file);
        return Gzip.Read(file, source, (plain, maxLength) => Unpack(plain, maxLength, source, recordLength, classCount));
    }

    private static string? FolderOf(string folder)
    {
        foreach (var candidate in new[] { folder, Path.Join(folder, InnerFolder) })
        {
            if (Names.All(name => File.Exists(Path.Join(candidate, name))))
                return candidate;
        }
        return null;
    }

    // Only the bytes of the six names are taken: no path of the archive becomes one on the disk.
    private static Dictionary<string, byte[]> Unpack(Stream plain, long maxLength, FileSource source, int recordLength, int classCount)
    {
        var files = new Dictionary<string, byte[]>();
        try
        {
            using var archive = new TarReader(plain, leaveOpen: true);
            while (archive.GetNextEntry() is { } entry)
            {
                var name = entry.Name.Split('/')[^1];
                if (!Names.Contains(name) || entry.DataStream is not { } data)
                    continue;
                var ofEntry = source with { Name = $"{source.Name}, {name}" };
                if (entry.Length > maxLength)
                    throw ofEntry.Wrong($"needs at most {maxLength} bytes in such an archive", $"{entry.Length}");
                if (!files.TryAdd(name, Read(data, entry.Length, ofEntry, recordLength, classCount)))
                    throw source.Wrong("needs distinct names", $"{name} twice");
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or FormatException or ArgumentException)
        {
            throw source.Wrong("needs a tar archive that is whole", exception.Message.TrimEnd('.'), exception);
        }
        if (Names.Except(files.Keys).ToArray() is { Length: > 0 } missing)
            throw source.Wrong($"needs an archive with {string.Join(", ", Names)}", $"one without {string.Join(", ", missing)}");
        return files;
    }

    private static byte[] Read(Stream stream, long length, FileSource source, int recordLength, int classCount)
    {
        if (length == 0 || length % recordLength != 0 || length > Array.MaxLength)
            throw source.Wrong($"needs records of {recordLength} bytes, at least one and at most {Array.MaxLength / recordLength}", $"{length} bytes");
        var bytes = new byte[length];
        ElementStream.ReadExactly(stream, bytes, source, "the images");
        for (var place = 0; place < bytes.Length; place += recordLength)
        {
            if (bytes[place] >= classCount)
                throw source.Wrong($"needs classes from 0 to {classCount - 1}", $"{bytes[place]} in row {place / recordLength}");
        }
        return bytes;
    }
}
