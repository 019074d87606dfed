namespace AutoGrad.Data.Tests;

public sealed class MnistTests
{
    private static readonly byte[] TrainingImages = FileBytes.Idx(8, [3, 2, 4], [0, 255, 51, .. FileBytes.Counting(21)]);
    private static readonly byte[] TrainingLabels = FileBytes.Idx(8, [3], 9, 0, 4);
    private static readonly byte[] TestImages = FileBytes.Idx(8, [1, 2, 4], FileBytes.Counting(8));
    private static readonly byte[] TestLabels = FileBytes.Idx(8, [1], 7);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_GivesImagesWithOneChannelInUnitRange(bool isCompressed)
    {
        using var folder = Folder(isCompressed);

        var (training, test) = Mnist.Read<double>(folder.Path);

        Assert.Equal([3, 1, 2, 4], training.Features.Lengths.ToArray());
        Assert.Equal([0, 1, 0.2, 0, 1 / 255.0, 2 / 255.0, 3 / 255.0, 4 / 255.0], Elements.Of(training.Features)[..8]);
        Assert.Equal([9, 0, 4], Elements.Of(training.Targets));
        Assert.Equal([1, 1, 2, 4], test.Features.Lengths.ToArray());
        Assert.Equal([7], Elements.Of(test.Targets));
        Assert.Equal(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"], training.ClassNames);
        Assert.Equal(
            Array.ConvertAll(Elements.Of(training.Features), x => (float)x), Elements.Of(Mnist.Read<float>(folder.Path).Training.Features));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Load_TakesWhatIsInTheCache(bool isCompressed)
    {
        using var folder = Folder(isCompressed, "mnist");
        using var network = new LocalFiles();

        Assert.Equal(3, Mnist.Load<float>(new DataCache(folder.Path, network)).Training.Count);
        Assert.Empty(network.Asked);
    }

    [Fact]
    public void Load_WithoutANetwork_SaysWhatToDo()
    {
        using var folder = Folder(isCompressed: true, "mnist");
        using var network = new LocalFiles();
        File.Delete(folder.File("mnist/t10k-labels-idx1-ubyte.gz"));

        var exception = Assert.Throws<DownloadException>(() => Mnist.Load<float>(new DataCache(folder.Path, network)));

        Assert.Equal(
            $"DataCache.Fetch: needs {folder.File("mnist/t10k-labels-idx1-ubyte.gz")}, or one address that gives it, got "
            + "https://ossci-datasets.s3.amazonaws.com/mnist/t10k-labels-idx1-ubyte.gz (Response status code does not indicate success: 404 (Not Found)), "
            + "https://storage.googleapis.com/cvdf-datasets/mnist/t10k-labels-idx1-ubyte.gz (Response status code does not indicate success: 404 (Not Found)). "
            + "Put the file there by hand, or let AUTOGRAD_DATA name the folder that has mnist/t10k-labels-idx1-ubyte.gz.",
            exception.Message);
    }

    [Fact]
    public void Read_WithoutAFile_Throws()
    {
        using var folder = Folder(isCompressed: false);
        File.Delete(folder.File("t10k-images-idx3-ubyte"));

        Assert.Equal(
            $"Mnist.Read: needs t10k-images-idx3-ubyte or t10k-images-idx3-ubyte.gz, got neither in {folder.Path}.",
            Assert.Throws<FileNotFoundException>(() => Mnist.Read<float>(folder.Path)).Message);
    }

    [Fact]
    public void Read_OfFilesThatAreNotASet_Throws()
    {
        using var folder = Folder(isCompressed: false);
        var (images, labels) = (folder.File("train-images-idx3-ubyte"), folder.File("train-labels-idx1-ubyte"));

        File.WriteAllBytes(labels, FileBytes.Idx(8, [2], 9, 0));
        Assert.Equal($"Mnist.Read: needs labels [3], one for each image, got [2], in {labels}.", Error());

        File.WriteAllBytes(labels, FileBytes.Idx(8, [3], 9, 10, 0));
        Assert.Equal($"Mnist.Read: needs labels from 0 to 9, got 10 in row 1, in {labels}.", Error());

        File.WriteAllBytes(images, TrainingLabels);
        Assert.Equal($"Mnist.Read: needs images [rows, height, width] that are not empty, got [3], in {images}.", Error());

        File.WriteAllBytes(images, TrainingImages[..^1]);
        Assert.Equal($"Mnist.Read: needs 24 bytes behind the header for [3, 2, 4], got 23, in {images}.", Error());

        string Error() => Assert.Throws<FileFormatException>(() => Mnist.Read<float>(folder.Path)).Message;
    }

    private static TemporaryFolder Folder(bool isCompressed, string subfolder = "")
    {
        var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File(subfolder));
        Write("train-images-idx3-ubyte", TrainingImages);
        Write("train-labels-idx1-ubyte", TrainingLabels);
        Write("t10k-images-idx3-ubyte", TestImages);
        Write("t10k-labels-idx1-ubyte", TestLabels);
        return folder;

        void Write(string name, byte[] bytes) => File.WriteAllBytes(
            folder.File(Path.Join(subfolder, isCompressed ? $"{name}.gz" : name)), isCompressed ? FileBytes.Gzip(bytes) : bytes);
    }
}
