using System.Numerics;
using System.Numerics.Tensors;

namespace AutoGrad.Data;

/// <summary>CIFAR-10: 60,000 colour images of ten kinds of things, 32x32 pixels each, 50,000 of them to train on.</summary>
/// <remarks>
/// Source: A. Krizhevsky, Learning multiple layers of features from tiny images, 2009, https://www.cs.toronto.edu/~kriz/cifar.html, the binary
/// version: for each image a byte with its class, and 1,024 bytes each of red, green and blue.
/// </remarks>
public static class Cifar10
{
    private const int Channels = 3;
    private const int Side = 32;
    private const int PixelCount = Channels * Side * Side;
    private const int BrightestPixel = 255;

    private static readonly RemoteFile Archive = new(
        $"cifar-10/{Cifar10Files.ArchiveName}", 170_052_171, "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
        new Uri($"https://www.cs.toronto.edu/~kriz/{Cifar10Files.ArchiveName}"));

    private static readonly string[] Classes = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

    /// <summary>Reads the data set from a cache, where it is fetched first if it is not there: 170 megabytes.</summary>
    /// <param name="cache">The cache, whose folder <c>cifar-10</c> has the files; <see cref="DataCache.Default"/> where it is null.</param>
    /// <returns>
    /// For each set features [rows, 3, 32, 32], red, green and blue in 0..1 (0..255 in the source, divided by 255), and targets [rows], the
    /// classes 0 (airplane) to 9 (truck).
    /// </returns>
    /// <exception cref="DownloadException">The archive is neither there nor can it be fetched.</exception>
    /// <exception cref="FileFormatException">A file is damaged, truncated, or of another format.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static (Dataset<T> Training, Dataset<T> Test) Load<T>(DataCache? cache = null) where T : unmanaged, IFloatingPointIeee754<T>
    {
        cache ??= DataCache.Default;
        var folder = Path.GetDirectoryName(Path.Join(cache.Folder, Archive.Path))!;
        if (!Cifar10Files.AreIn(folder))
            cache.Fetch(Archive);
        return Read<T>(folder);
    }

    /// <summary>Reads the data set from a folder with the six original files, or with the archive that they come in.</summary>
    /// <param name="folder">The folder, or the one that holds its folder <c>cifar-10-batches-bin</c>.</param>
    /// <returns>
    /// For each set features [rows, 3, 32, 32], red, green and blue in 0..1 (0..255 in the source, divided by 255), and targets [rows], the
    /// classes 0 (airplane) to 9 (truck).
    /// </returns>
    /// <exception cref="FileNotFoundException">There are neither the files nor the archive.</exception>
    /// <exception cref="FileFormatException">A file is damaged, truncated, or of another format.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static (Dataset<T> Training, Dataset<T> Test) Read<T>(string folder) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(folder);
        var files = Cifar10Files.Read(folder, "Cifar10.Read", 1 + PixelCount, Classes.Length);
        return (ToDataset<T>([.. Cifar10Files.TrainingNames.Select(name => files[name])]), ToDataset<T>([files[Cifar10Files.TestName]]));
    }

    private static Dataset<T> ToDataset<T>(byte[][] files) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var rows = files.Sum(file => file.Length / (1 + PixelCount));
        var pixels = new T[checked(rows * PixelCount)];
        var labels = new T[rows];
        var row = 0;
        foreach (var file in files)
        {
            for (var record = file.AsSpan(); !record.IsEmpty; record = record[(1 + PixelCount)..], row++)
            {
                labels[row] = T.CreateTruncating(record[0]);
                TensorPrimitives.ConvertTruncating<byte, T>(record.Slice(1, PixelCount), pixels.AsSpan(row * PixelCount, PixelCount));
            }
        }
        TensorPrimitives.Divide<T>(pixels, T.CreateChecked(BrightestPixel), pixels);
        return Dataset<T>.Owning(Tensor.Create(pixels, [rows, Channels, Side, Side]), Tensor.Create(labels, [rows]), Classes);
    }
}
