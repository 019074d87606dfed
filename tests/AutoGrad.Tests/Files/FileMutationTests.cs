using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace AutoGrad.Tests.Files;

/// <summary>
/// Files that were changed at random: each gives an error of ours, or what an independent reading of it gives, and no large memory.
/// AUTOGRAD_MUTATIONS says how many there are of each format, instead of 10,000.
/// </summary>
public class FileMutationTests
{
    private static readonly int Count = int.Parse(Environment.GetEnvironmentVariable("AUTOGRAD_MUTATIONS") ?? "10000", CultureInfo.InvariantCulture);

    private static readonly string[] NpyNames = ["<f4", "<f4 Fortran", ">i2", "f4 [5]", "f4 version 2", "f4 version 3", "|b1"];

    [Fact]
    public void Npy_ThatWasChanged_IsAnErrorOrRight()
    {
        byte[][] files = [.. NpyNames.Select(name => FileCases.File(FileCases.Get("npy", name)))];
        Run(files, 1 << 20, file =>
        {
            var x = Npy.Read<float>(new MemoryStream(file));
            // Where the header is the one that NumPy wrote, the rest of the file is the elements.
            var headerLength = 10 + BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(8));
            if (file.AsSpan().StartsWith(files[3].AsSpan(0, 128)))
                Assert.True(MemoryMarshal.AsBytes<float>(x.ToArray()).SequenceEqual(file.AsSpan(headerLength)));
        });
    }

    [Fact]
    public void Safetensors_ThatWereChanged_AreAnErrorOrRight()
    {
        byte[][] files = [.. FileCases.Names("safetensors").Select(name => FileCases.File(FileCases.Get("safetensors", name)))];
        Run(files, 1 << 20, file =>
        {
            var read = Safetensors.Read<float>(new MemoryStream(file));
            var headerLength = (int)BinaryPrimitives.ReadInt64LittleEndian(file);
            var header = JsonNode.Parse(file.AsSpan(8, headerLength))!.AsObject();
            Assert.Equal(header.Count(entry => entry.Key != "__metadata__"), read.Count);
            foreach (var (name, x) in read)
            {
                var entry = header[name]!;
                Assert.Equal(entry["shape"]!.AsArray().Select(length => (int)length!), x.Shape);
                var (begin, end) = ((int)entry["data_offsets"]![0]!, (int)entry["data_offsets"]![1]!);
                if ((string)entry["dtype"]! == "F32")
                    Assert.True(MemoryMarshal.AsBytes<float>(x.ToArray()).SequenceEqual(file.AsSpan((8 + headerLength + begin)..(8 + headerLength + end))));
            }
        });
    }

    [Fact]
    public void Npz_ThatWasChanged_IsAnErrorOrRight()
    {
        var tensors = new NamedTensors<float> { ["x"] = Op.Normal<float>([2, 3], new RandomStream(3)), ["y"] = Variable.Ones<float>([50]) };
        byte[][] files =
        [
            FileCases.Written(stream => Npz.Write(stream, tensors)), FileCases.Written(stream => Npz.Write(stream, tensors, isCompressed: true)),
        ];
        Run(files, 4 << 20, file =>
        {
            foreach (var (name, x) in Npz.Read<float>(new MemoryStream(file)))
            {
                // The checksum covers the array and its shape. The name may have become another.
                if (tensors.TryGet(name, out var original))
                    FileCases.Equal(original, x);
            }
        });
    }

    [Fact]
    public void TrainingCheckpoint_ThatWasChanged_IsAnErrorThatChangesNothing_OrRight()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("training.safetensors");
        var training = new SmallTraining<float>(1, isCompiled: false);
        training.Run(5);
        training.Checkpoint.Save(path);
        byte[][] files = [File.ReadAllBytes(path)];
        var present = Present();
        Run(files, 1 << 20, file =>
        {
            File.WriteAllBytes(path, file);
            try
            {
                training.Checkpoint.Load(path);
            }
            catch (Exception exception) when (exception is FileFormatException or NameMismatchException or ArgumentException)
            {
                Assert.Equal(present, Present());
                throw exception as FileFormatException ?? new FileFormatException(exception.Message, exception);
            }
            var said = Safetensors.Read<float>(new MemoryStream(file));
            foreach (var (name, x) in training.Model.ToTensors())
                FileCases.Equal(said[$"model.{name}"], x);
            Assert.Equal(said.Metadata["progress.step"], training.Progress.Step.ToString(CultureInfo.InvariantCulture));
            present = Present();
        });

        string Present() => string.Join(' ',
            [.. training.Model.ToTensors().SelectMany(entry => entry.Value.ToArray()).Select(BitConverter.SingleToInt32Bits), training.Progress.Epoch, training.Progress.Batch, training.Progress.Step]);
    }

    private static void Run(byte[][] files, long maxBytes, Action<byte[]> read)
    {
        var random = new RandomStream(20261121);
        var errors = 0;
        for (var i = 0; i < Count; i++)
        {
            var file = Mutate(files[random.Next(files.Length)], random);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                read(file);
            }
            catch (FileFormatException exception)
            {
                Assert.True(exception.Message.Length < 1500, exception.Message);
                errors++;
            }
            catch (Exception exception)
            {
                Assert.Fail($"mutation {i}: {exception}\n{Convert.ToBase64String(file)}");
            }
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, maxBytes);
        }
        // Neither all nor nothing: the mutations reach both ends.
        Assert.InRange(errors, Count / 10, Count * 99 / 100);
    }

    private static byte[] Mutate(byte[] original, RandomStream random)
    {
        List<byte> file = [.. original];
        for (var changes = 1 + random.Next(3); changes > 0; changes--)
        {
            // The first bytes are what says how everything else is read.
            var place = random.Next(random.Next(2) == 0 ? Math.Min(file.Count, 160) + 1 : file.Count + 1);
            var count = Math.Min(1 + random.Next(12), file.Count - place);
            switch (random.Next(7))
            {
                case 0 when place < file.Count:
                    file[place] ^= (byte)(1 << random.Next(8));
                    break;
                case 1 when place < file.Count:
                    file[place] = (byte)random.Next(256);
                    break;
                case 2 when place < file.Count:
                    file[place] = (byte)"0123456789"[random.Next(10)];
                    break;
                case 3:
                    file.RemoveRange(place, count);
                    break;
                case 4:
                    file.InsertRange(place, file.GetRange(place, count));
                    break;
                case 5:
                    file.RemoveRange(place, file.Count - place);
                    break;
                default:
                    for (var i = place; i < place + count; i++)
                        file[i] = 0xFF;
                    break;
            }
        }
        return [.. file];
    }
}
