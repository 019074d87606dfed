using System.Formats.Tar;
using System.Globalization;

namespace AutoGrad.Data.Tests;

public sealed class Cifar10Tests
{
    private const int RecordLength = 3073;

    // Each is a file to write and six to read.
    private static readonly int Mutations = int.Parse(Environment.GetEnvironmentVariable("AUTOGRAD_MUTATIONS") ?? "1000", CultureInfo.InvariantCulture);

    private const string ArchiveName = "cifar-10-binary.tar.gz";

    private static readonly string[] Names =
        ["data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin", "test_batch.bin"];

    [Theory]
    [InlineData("")]
    [InlineData("cifar-10-batches-bin")]
    [InlineData("cifar-10-binary.tar.gz")]
    public void Read_GivesImagesWithTheirChannelsFirst(string place)
    {
        using var folder = new TemporaryFolder();
        Write(folder.Path, place, Files());

        var (training, test) = Cifar10.Read<double>(folder.Path);

        Assert.Equal([10, 3, 32, 32], training.Features.Lengths.ToArray());
        Assert.Equal([2, 3, 32, 32], test.Features.Lengths.ToArray());
        Assert.Equal([0, 1, 1, 2, 2, 3, 3, 4, 4, 5], Elements.Of(training.Targets));
        Assert.Equal([5, 6], Elements.Of(test.Targets));
        Assert.Equal(["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"], test.ClassNames);

        // The second record of the third file: its red, green and blue begin at 1,024 bytes from each other, row by row.
        var image = training.Select(5).Features;
        foreach (var (channel, row, column) in new[] { (0, 0, 0), (0, 0, 1), (0, 1, 0), (1, 0, 0), (2, 31, 31) })
            Assert.Equal((((2 * 7) + 1 + (1024 * channel) + (32 * row) + column) % 251) / 255.0, image[0, channel, row, column]);
        Assert.Equal(
            Array.ConvertAll(Elements.Of(test.Features), x => (float)x), Elements.Of(Cifar10.Read<float>(folder.Path).Test.Features));
    }

    [Theory]
    [InlineData("")]
    [InlineData("cifar-10-binary.tar.gz")]
    public void Load_TakesWhatIsInTheCache(string place)
    {
        using var folder = new TemporaryFolder();
        using var network = new LocalFiles();
        Write(folder.File("cifar-10"), place, Files());

        Assert.Equal(10, Cifar10.Load<float>(new DataCache(folder.Path, network)).Training.Count);
        Assert.Empty(network.Asked);
    }

    [Fact]
    public void Load_WithoutANetwork_SaysWhatToDo()
    {
        using var folder = new TemporaryFolder();
        using var network = new LocalFiles();

        Assert.Equal(
            $"DataCache.Fetch: needs {folder.File("cifar-10/cifar-10-binary.tar.gz")}, or one address that gives it, got "
            + "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz (Response status code does not indicate success: 404 (Not Found)). "
            + "Put the file there by hand, or let AUTOGRAD_DATA name the folder that has cifar-10/cifar-10-binary.tar.gz.",
            Assert.Throws<DownloadException>(() => Cifar10.Load<float>(new DataCache(folder.Path, network))).Message);
    }

    [Fact]
    public void Read_WithoutTheFiles_Throws()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(
            "Cifar10.Read: needs data_batch_1.bin, data_batch_2.bin, data_batch_3.bin, data_batch_4.bin, data_batch_5.bin, test_batch.bin, "
            + $"or cifar-10-binary.tar.gz, got neither in {folder.Path}.",
            Assert.Throws<FileNotFoundException>(() => Cifar10.Read<float>(folder.Path)).Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(RecordLength + 1)]
    public void Read_OfAnotherLength_Throws(int length)
    {
        using var folder = new TemporaryFolder();
        var files = Files();
        files["test_batch.bin"] = new byte[length];
        Write(folder.Path, "", files);

        Assert.Equal(
            $"Cifar10.Read: needs records of 3073 bytes, at least one and at most 698823, got {length} bytes, in {folder.File("test_batch.bin")}.",
            Error(folder));
    }

    [Fact]
    public void Read_OfAnotherClass_Throws()
    {
        using var folder = new TemporaryFolder();
        var files = Files();
        files["data_batch_2.bin"][RecordLength] = 10;
        Write(folder.Path, ArchiveName, files);

        Assert.Equal(
            $"Cifar10.Read: needs classes from 0 to 9, got 10 in row 1, in {folder.File(ArchiveName)}, data_batch_2.bin.", Error(folder));
    }

    [Fact]
    public void Read_OfAnotherArchive_Throws()
    {
        using var folder = new TemporaryFolder();
        var archive = folder.File(ArchiveName);
        var files = Files();
        files.Remove("data_batch_3.bin");
        Write(folder.Path, ArchiveName, files);
        Assert.Equal(
            "Cifar10.Read: needs an archive with data_batch_1.bin, data_batch_2.bin, data_batch_3.bin, data_batch_4.bin, data_batch_5.bin, "
            + $"test_batch.bin, got one without data_batch_3.bin, in {archive}.",
            Error(folder));

    }

    [Fact]
    public void Read_OfArchivesThatWereChanged_IsAnErrorOrRight()
    {
        using var folder = new TemporaryFolder();
        Write(folder.Path, ArchiveName, Files());
        var archive = folder.File(ArchiveName);
        var bytes = File.ReadAllBytes(archive);
        var right = Elements.Of(Cifar10.Read<float>(folder.Path).Training.Features);
        var random = new RandomStream(1);
        var errors = 0;
        for (var i = 0; i < Mutations; i++)
        {
            var changed = bytes[..(i % 4 == 0 ? random.Next(bytes.Length) : bytes.Length)];
            for (var j = 0; j < 2 && changed.Length > 0; j++)
                changed[random.Next(changed.Length)] ^= (byte)(1 + random.Next(255));
            File.WriteAllBytes(archive, changed);
            try
            {
                Assert.Equal(right, Elements.Of(Cifar10.Read<float>(folder.Path).Training.Features));
            }
            catch (FileFormatException exception)
            {
                Assert.StartsWith("Cifar10.Read: needs ", exception.Message, StringComparison.Ordinal);
                errors++;
            }
        }
        Assert.InRange(errors, Mutations * 9 / 10, Mutations);
    }

    [Fact]
    public void Read_OfPlainFilesThatWereChanged_IsAnErrorOrRight()
    {
        using var folder = new TemporaryFolder();
        Write(folder.Path, "", Files());
        var place = folder.File("test_batch.bin");
        var bytes = File.ReadAllBytes(place);
        var random = new RandomStream(2);
        var errors = 0;
        for (var i = 0; i < Mutations; i++)
        {
            var changed = bytes[..(i % 4 == 0 ? random.Next(bytes.Length) : bytes.Length)];
            for (var j = 0; j < 2 && changed.Length > 0; j++)
                changed[random.Next(j == 0 ? 1 : changed.Length)] = (byte)random.Next(20);
            File.WriteAllBytes(place, changed);
            try
            {
                var test = Cifar10.Read<float>(folder.Path).Test;
                var records = changed.Chunk(RecordLength).ToArray();
                Assert.Equal(records.Select(record => (float)record[0]), Elements.Of(test.Targets));
                Assert.Equal(records.SelectMany(record => record[1..]).Select(pixel => pixel / 255f), Elements.Of(test.Features));
            }
            catch (FileFormatException exception)
            {
                Assert.StartsWith("Cifar10.Read: needs ", exception.Message, StringComparison.Ordinal);
                errors++;
            }
        }
        Assert.InRange(errors, Mutations / 3, Mutations * 9 / 10);
    }

    // Two records a file. The label of each is its number, and its pixels count on from it.
    private static Dictionary<string, byte[]> Files()
    {
        var files = new Dictionary<string, byte[]>();
        for (var file = 0; file < Names.Length; file++)
        {
            files[Names[file]] =
            [
                .. Enumerable.Range(0, 2).SelectMany(record =>
                    (byte[])[(byte)(file + record), .. Enumerable.Range(0, RecordLength - 1).Select(i => (byte)(((file * 7) + record + i) % 251))]),
            ];
        }
        return files;
    }

    private static void Write(string folder, string place, Dictionary<string, byte[]> files)
    {
        Directory.CreateDirectory(folder);
        if (place.EndsWith(".tar.gz", StringComparison.Ordinal))
        {
            File.WriteAllBytes(Path.Join(folder, place), FileBytes.Gzip(Tar(files)));
            return;
        }
        Directory.CreateDirectory(Path.Join(folder, place));
        foreach (var (name, bytes) in files)
            File.WriteAllBytes(Path.Join(folder, place, name), bytes);
    }

    private static byte[] Tar(Dictionary<string, byte[]> files)
    {
        using var stream = new MemoryStream();
        using (var tar = new TarWriter(stream, leaveOpen: true))
        {
            tar.WriteEntry(new UstarTarEntry(TarEntryType.Directory, "cifar-10-batches-bin/"));
            tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "cifar-10-batches-bin/readme.html") { DataStream = new MemoryStream([1, 2]) });
            foreach (var (name, bytes) in files)
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, $"cifar-10-batches-bin/{name}") { DataStream = new MemoryStream(bytes) });
        }
        return stream.ToArray();
    }

    private static string Error(TemporaryFolder folder) => Assert.Throws<FileFormatException>(() => Cifar10.Read<float>(folder.Path)).Message;
}
