using System.Globalization;
using System.Numerics;
using System.Numerics.Tensors;
using AutoGrad.Files;

namespace AutoGrad.Data;

/// <summary>MNIST: 70,000 grey images of handwritten digits, 28x28 pixels each, 60,000 of them to train on.</summary>
/// <remarks>
/// Source: Y. LeCun, C. Cortes and C. Burges, The MNIST database of handwritten digits, http://yann.lecun.com/exdb/mnist. Other data sets in
/// files of the same names and format, such as Fashion-MNIST, are read from their folders.
/// </remarks>
public static class Mnist
{
    private const int BrightestPixel = 255;
    private const int ClassCount = 10;
    private const string Folder = "mnist";
    private const string Extension = ".gz";

    private static readonly (string Images, string Labels) TrainingFiles = ("train-images-idx3-ubyte", "train-labels-idx1-ubyte");
    private static readonly (string Images, string Labels) TestFiles = ("t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte");

    private static readonly RemoteFile[] Files =
    [
        Remote(TrainingFiles.Images, 9_912_422, "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
        Remote(TrainingFiles.Labels, 28_881, "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
        Remote(TestFiles.Images, 1_648_877, "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
        Remote(TestFiles.Labels, 4_542, "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"),
    ];

    /// <summary>Reads the data set from a cache, where it is fetched first if it is not there: 12 megabytes.</summary>
    /// <param name="cache">The cache, whose folder <c>mnist</c> has the files; <see cref="DataCache.Default"/> where it is null.</param>
    /// <returns>
    /// For each set features [rows, 1, 28, 28], the pixels in 0..1 (0..255 in the source, divided by 255), and targets [rows], the digits 0..9.
    /// </returns>
    /// <exception cref="DownloadException">A file is neither there nor can it be fetched.</exception>
    /// <exception cref="FileFormatException">A file is damaged, truncated, or of another format.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static (Dataset<T> Training, Dataset<T> Test) Load<T>(DataCache? cache = null) where T : unmanaged, IFloatingPointIeee754<T>
    {
        cache ??= DataCache.Default;
        foreach (var file in Files)
        {
            if (!File.Exists(Path.Join(cache.Folder, file.Path[..^Extension.Length])))
                cache.Fetch(file);
        }
        return Read<T>(Path.Join(cache.Folder, Folder));
    }

    /// <summary>Reads the data set from a folder with the four original files, plain or compressed (.gz).</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>
    /// For each set features [rows, 1, height, width], the pixels in 0..1 (0..255 in the source, divided by 255), and targets [rows], the
    /// classes 0..9.
    /// </returns>
    /// <exception cref="FileNotFoundException">A file is not there.</exception>
    /// <exception cref="FileFormatException">A file is damaged, truncated, or of another format.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static (Dataset<T> Training, Dataset<T> Test) Read<T>(string folder) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(folder);
        return (ReadSet<T>(folder, TrainingFiles), ReadSet<T>(folder, TestFiles));
    }

    private static RemoteFile Remote(string name, long length, string sha256) => new(
        $"{Folder}/{name}{Extension}", length, sha256,
        new($"https://ossci-datasets.s3.amazonaws.com/mnist/{name}{Extension}"),
        new($"https://storage.googleapis.com/cvdf-datasets/mnist/{name}{Extension}"));

    private static Dataset<T> ReadSet<T>(string folder, (string Images, string Labels) files) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (images, shape, imageSource) = ReadFile<T>(folder, files.Images);
        var (labels, labelShape, labelSource) = ReadFile<T>(folder, files.Labels);
        if (shape.Rank != 3 || shape.Size == 0)
            throw imageSource.Wrong("needs images [rows, height, width] that are not empty", $"{shape}");
        if (labelShape.Rank != 1 || labelShape[0] != shape[0])
            throw labelSource.Wrong($"needs labels [{shape[0]}], one for each image", $"{labelShape}");
        if (Array.FindIndex(labels, label => !(T.IsInteger(label) && label >= T.Zero && label < T.CreateChecked(ClassCount))) is >= 0 and var row)
            throw labelSource.Wrong($"needs labels from 0 to {ClassCount - 1}", FormattableString.Invariant($"{labels[row]} in row {row}"));
        TensorPrimitives.Divide<T>(images, T.CreateChecked(BrightestPixel), images);
        return Dataset<T>.Owning(
            Tensor.Create(images, [shape[0], 1, shape[1], shape[2]]),
            Tensor.Create(labels, [labels.Length]),
            Enumerable.Range(0, ClassCount).Select(digit => digit.ToString(CultureInfo.InvariantCulture)));
    }

    private static (T[] Elements, Shape Shape, FileSource Source) ReadFile<T>(string folder, string name) where T : unmanaged, IFloatingPointIeee754<T>
    {
        const string Operation = "Mnist.Read";
        var plain = Path.Join(folder, name);
        var path = File.Exists(plain) ? plain : plain + Extension;
        if (!File.Exists(path))
            throw new FileNotFoundException($"{Operation}: needs {name} or {name}{Extension}, got neither in {folder}.", plain);
        using var stream = File.OpenRead(path);
        var (elements, shape) = Idx.ReadElements<T>(stream, Operation);
        return (elements, shape, FileSource.Of(Operation, stream));
    }
}
