using System.Buffers.Binary;

namespace AutoGrad.Examples.Tests;

/// <summary>The program that learns MNIST and CIFAR-10 as well, with small files in their formats.</summary>
public sealed partial class ExampleTests
{
    private const string Convolutional = "convolutional-digits.cs";

    [Fact]
    public void ConvolutionalDigits_LearnsMnist_AndSaysWhatIsMissingOrWrong()
    {
        using var data = new DataFolder(_pages, "mnist");
        data.WriteMnist(training: 70, test: 20);
        var output = Run(Convolutional, "--mnist", "--quick", "--data", data.Root);
        Assert.Contains("[32, 16, 28, 28]", output, StringComparison.Ordinal);
        Assert.Equal(2, output.Split('\n').Count(line => line.StartsWith("epoch ", StringComparison.Ordinal)));
        Assert.Matches(@"\n[\d.]+ % of the held-out digits were read right, after", output);

        // The folder may come from the environment. A proxy that is not there is a network that is not there.
        var labels = Path.Combine(data.Folder, "t10k-labels-idx1-ubyte");
        File.Delete(labels);
        var proxy = "http://127.0.0.1:9";
        var (exitCode, said, errors) = Start(Convolutional, ["--mnist"], ("AUTOGRAD_DATA", data.Root), ("ALL_PROXY", proxy), ("https_proxy", proxy), ("HTTPS_PROXY", proxy));
        Assert.Equal((1, ""), (exitCode, said));
        Assert.StartsWith($"DataCache.Fetch: needs {labels}.gz, or one address that gives it, got https://", errors, StringComparison.Ordinal);
        Assert.EndsWith("Put the file there by hand, or let AUTOGRAD_DATA name the folder that has mnist/t10k-labels-idx1-ubyte.gz.\n", errors, StringComparison.Ordinal);

        File.WriteAllBytes(labels, [0, 0, 8]);
        (exitCode, said, errors) = Start(Convolutional, ["--mnist", "--data", data.Root]);
        Assert.Equal((1, "", $"Mnist.Read: needs 4 more bytes for the beginning of an IDX file, got the end after 3, in {labels}.\n"), (exitCode, said, errors));
    }

    [Fact]
    public void ConvolutionalDigits_LearnsCifar10()
    {
        using var data = new DataFolder(_pages, "cifar-10");
        data.WriteCifar(records: 15);
        var output = Run(Convolutional, "--cifar10", "--quick", "--data", data.Root);
        Assert.Contains("[32, 16, 32, 32]", output, StringComparison.Ordinal);
        Assert.Matches(@"\n[\d.]+ % of the held-out pictures were recognised, after", output);
    }

    /// <summary>A folder for files of a data set, which goes away with its content.</summary>
    private sealed class DataFolder : IDisposable
    {
        private readonly RandomStream _random = new(1);

        public DataFolder(string parent, string name)
        {
            Root = Path.Combine(parent, "data");
            Folder = Directory.CreateDirectory(Path.Combine(Root, name)).FullName;
        }

        public string Root { get; }

        public string Folder { get; }

        public void WriteMnist(int training, int test)
        {
            foreach (var (name, count) in new[] { ("train", training), ("t10k", test) })
            {
                WriteIdx($"{name}-images-idx3-ubyte", [count, 28, 28], _ => (byte)_random.Next(256));
                WriteIdx($"{name}-labels-idx1-ubyte", [count], i => (byte)(i % 10));
            }
        }

        public void WriteCifar(int records)
        {
            string[] names = [.. Enumerable.Range(1, 5).Select(number => $"data_batch_{number}.bin"), "test_batch.bin"];
            foreach (var name in names)
            {
                var bytes = new byte[records * 3073];
                for (var i = 0; i < bytes.Length; i++)
                    bytes[i] = (byte)(i % 3073 == 0 ? i / 3073 % 10 : _random.Next(256));
                File.WriteAllBytes(Path.Combine(Folder, name), bytes);
            }
        }

        public void Dispose() => Directory.Delete(Root, recursive: true);

        private void WriteIdx(string name, int[] lengths, Func<int, byte> element)
        {
            var bytes = new byte[4 + (4 * lengths.Length) + lengths.Aggregate(1, (product, length) => product * length)];
            (bytes[2], bytes[3]) = (8, (byte)lengths.Length);
            for (var axis = 0; axis < lengths.Length; axis++)
                BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4 + (4 * axis)), lengths[axis]);
            var start = 4 + (4 * lengths.Length);
            for (var i = start; i < bytes.Length; i++)
                bytes[i] = element(i - start);
            File.WriteAllBytes(Path.Combine(Folder, name), bytes);
        }
    }
}
