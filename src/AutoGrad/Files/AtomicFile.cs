namespace AutoGrad;

/// <summary>
/// Writes a file beside its target and moves it there once it is whole and on the disk: a process that is killed at any moment leaves the old
/// file or the new one, never a part of one.
/// </summary>
public static class AtomicFile
{
    private const string Suffix = ".tmp";

    // A process that was killed leaves its part of a file behind. Nobody writes one file for as long as this.
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    /// <summary>Writes a file and then puts it in the place of the one that is there, if any.</summary>
    /// <param name="path">Where the file goes, in a folder that exists. Where a link stands there, what it leads to is replaced.</param>
    /// <param name="write">Writes the whole content to a stream, which can seek.</param>
    /// <exception cref="IOException">The file cannot be written. The old one is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder or the old file may not be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        var link = File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true) : null;
        var target = link?.FullName ?? Path.GetFullPath(path);
        var folder = Path.GetDirectoryName(target) ?? target;
        var prefix = $".{Path.GetFileName(target)}.";
        RemoveAbandoned(folder, prefix);
        var part = Path.Join(folder, $"{prefix}{Path.GetRandomFileName()}{Suffix}");
        try
        {
            using (var stream = new FileStream(part, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            if (!OperatingSystem.IsWindows() && File.Exists(target))
                File.SetUnixFileMode(part, File.GetUnixFileMode(target));
            File.Move(part, target, overwrite: true);
        }
        catch
        {
            File.Delete(part);
            throw;
        }
    }

    private static void RemoveAbandoned(string folder, string prefix)
    {
        foreach (var part in Directory.EnumerateFiles(folder, $"{prefix}*{Suffix}"))
        {
            if (DateTime.UtcNow - File.GetLastWriteTimeUtc(part) > Abandoned)
                File.Delete(part);
        }
    }
}
