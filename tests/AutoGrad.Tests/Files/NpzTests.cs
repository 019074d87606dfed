using System.IO.Compression;
using System.Numerics;
using System.Text.Json.Nodes;

namespace AutoGrad.Tests.Files;

public class NpzTests
{
    public static TheoryData<string> Cases => [.. FileCases.Names("npz")];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Read_OfAFileOfNumPy_GivesItsArrays(string name)
    {
        var node = FileCases.Get("npz", name);
        Check(node, Npz.Read<float>(new MemoryStream(FileCases.File(node))));
        Check(node, Npz.Read<double>(new MemoryStream(FileCases.File(node))));
        Check(node, Npz.Read<double>(new ForwardStream(FileCases.File(node))));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void WhatIsWritten_IsReadAgain_BitForBit(bool isCompressed)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("x.npz");
        var x = Op.Normal<double>([50, 100], new RandomStream(1));

        Npz.Write(path, new NamedTensors<double> { ["a.b"] = x, ["ü"] = 2 }, isCompressed);
        var read = Npz.Read<double>(path);

        Assert.Equal(["a.b", "ü"], read.Names);
        FileCases.Equal(x, read["a.b"]);
        FileCases.Equal<double>(2, read["ü"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Write_GivesAnArchiveOfTheFilesOfNumPy(bool isCompressed)
    {
        var npy = FileCases.Get("npy", "f4 [2, 3, 4]");
        var file = FileCases.Written(stream => Npz.Write(stream, new NamedTensors<float> { ["x"] = FileCases.Array<float>(npy) }, isCompressed));

        using var archive = new ZipArchive(new MemoryStream(file));
        using var entry = Assert.Single(archive.Entries).Open();
        using var content = new MemoryStream();
        entry.CopyTo(content);
        Assert.Equal("x.npy", archive.Entries[0].FullName);
        Assert.Equal(FileCases.File(npy), content.ToArray());
    }

    [Fact]
    public void Write_GivesTheSameBytesAtAnyTime()
    {
        var tensors = new NamedTensors<float> { ["x"] = Variable.Ones<float>([100]) };

        var first = FileCases.Written(stream => Npz.Write(stream, tensors, isCompressed: true));
        using var archive = new ZipArchive(new MemoryStream(first));

        Assert.Equal(new DateTime(1980, 1, 1), archive.Entries[0].LastWriteTime.DateTime);
        Assert.Equal(first, FileCases.Written(stream => Npz.Write(stream, tensors, isCompressed: true)));
    }

    [Fact]
    public void Read_OfAChangedElement_Throws()
    {
        var file = FileCases.Written(stream => Npz.Write(stream, new NamedTensors<float> { ["x"] = Variable.Ones<float>([1000]) }));
        file[500] ^= 1;
        Assert.Matches(
            "^Npz.Read: needs bytes with the checksum 0x[0-9A-F]{8}, got 0x[0-9A-F]{8} for \"x.npy\", in a stream.$",
            Assert.Throws<FileFormatException>(() => Npz.Read<float>(new MemoryStream(file))).Message);
    }

    [Fact]
    public void Read_OfAnotherFileInTheArchive_Throws() =>
        Throws(Archive(("readme.txt", [1])), "Npz.Read: needs npy files alone in the archive, got \"readme.txt\", in a stream.");

    [Fact]
    public void Read_OfNamesThatComeTwice_Throws()
    {
        var npy = FileCases.File(FileCases.Get("npy", "f4 [5]"));
        Throws(Archive(("x.npy", npy), ("x.npy", npy)), "Npz.Read: needs distinct names, got \"x\" twice, in a stream.");
    }

    [Fact]
    public void Read_OfBytesBehindAnArray_Throws() => Throws(
        Archive(("x.npy", [.. FileCases.File(FileCases.Get("npy", "f4 [5]")), 0])),
        "Npz.Read: needs 20 bytes behind the header for [5] of f4, got 21, in a stream.");

    [Fact]
    public void Read_OfAnythingElse_Throws()
    {
        var exception = Assert.Throws<FileFormatException>(() => Npz.Read<float>(new MemoryStream([1, 2, 3])));
        var cause = Assert.IsType<InvalidDataException>(exception.InnerException);
        Assert.Equal($"Npz.Read: needs a zip archive that is whole, got {cause.Message.TrimEnd('.')}, in a stream.", exception.Message);
    }

    [Fact]
    public void Write_OfMetadata_Throws()
    {
        var tensors = new NamedTensors<float> { Metadata = { ["a"] = "1", ["b"] = "2" } };
        var exception = Assert.Throws<ArgumentException>(() => Npz.Write(Stream.Null, tensors));
        Assert.Equal(
            "Npz.Write: needs tensors without metadata, got metadata a, b. Safetensors files have a place for it. (Parameter 'tensors')",
            exception.Message);
    }

    private static void Check<T>(JsonNode node, NamedTensors<T> read) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var arrays = node["arrays"]!.AsObject();
        Assert.Equal(arrays.Select(entry => entry.Key), read.Names);
        foreach (var (name, array) in arrays)
            FileCases.Equal(FileCases.Array<T>(array!), read[name]);
    }

    private static byte[] Archive(params (string Name, byte[] Content)[] files) => FileCases.Written(stream =>
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (name, content) in files)
        {
            using var entry = archive.CreateEntry(name).Open();
            entry.Write(content);
        }
    });

    private static void Throws(byte[] file, string message) =>
        Assert.Equal(message, Assert.Throws<FileFormatException>(() => Npz.Read<float>(new MemoryStream(file))).Message);
}
