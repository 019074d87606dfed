using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using System.Text.Json.Nodes;

namespace AutoGrad.Tests.Files;

public class SafetensorsTests
{
    private const string Types = "F32, F64, F16, BF16, I8, I16, I32, I64, U8, U16, U32, U64, BOOL";

    public static TheoryData<string> Cases => [.. FileCases.Names("safetensors")];

    public static TheoryData<string> OwnCases => [.. FileCases.Names("safetensors").Where(name => name.StartsWith("written") || name == "nothing")];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Read_OfAFileByTheSpecification_GivesItsTensors(string name)
    {
        var node = FileCases.Get("safetensors", name);
        Check(node, Safetensors.Read<float>(new MemoryStream(FileCases.File(node))));
        Check(node, Safetensors.Read<double>(new MemoryStream(FileCases.File(node))));
        Check(node, Safetensors.Read<double>(new ForwardStream(FileCases.File(node))));
    }

    [Theory]
    [MemberData(nameof(OwnCases))]
    public void Write_GivesTheBytesOfTheReferenceImplementation(string name)
    {
        var file = FileCases.File(FileCases.Get("safetensors", name));
        var written = name.Contains("f8")
            ? FileCases.Written(stream => Safetensors.Write(stream, Safetensors.Read<double>(new MemoryStream(file))))
            : FileCases.Written(stream => Safetensors.Write(stream, Safetensors.Read<float>(new MemoryStream(file))));
        Assert.Equal(file, written);
    }

    [Fact]
    public void WhatIsWritten_IsReadAgain_BitForBit()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("x.safetensors");
        var x = Op.Normal<float>([300, 100], new RandomStream(1));

        Safetensors.Write(path, new NamedTensors<float> { ["x"] = x, ["y"] = -x, Metadata = { ["a"] = "1", ["\n\"ü\""] = "\u0001" } });
        var read = Safetensors.Read<float>(path);

        Assert.Equal(["x", "y"], read.Names);
        FileCases.Equal(x, read["x"]);
        FileCases.Equal(-x, read["y"]);
        Assert.Equal([new("a", "1"), new("\n\"ü\"", "\u0001")], read.Metadata);
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    [Theory]
    [InlineData("[]", 0, "needs a header that begins with {, got the byte 0x5B")]
    [InlineData("", 0, "needs a header that begins with {, got none")]
    [InlineData("{\"a\":1}", 0, "needs \"a\" to be an object, got Number")]
    [InlineData("{\"a\":{}}", 0, "needs a dtype, a shape and two data_offsets for each tensor, got \"a\" without")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0]}}", 4, "needs a dtype, a shape and two data_offsets for each tensor, got \"a\" without")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\"}}", 4, "needs distinct names, got \"dtype\" twice in \"a\"")]
    [InlineData("{\"a\":{\"dtype\":7}}", 4, "needs the dtype of \"a\" to be a text, got Number")]
    [InlineData("{\"a\":{\"shape\":7}}", 4, "needs the shape of \"a\" to be an array, got Number")]
    [InlineData("{\"a\":{\"shape\":[1.5]}}", 4, "needs whole numbers of at least 0 in the shape of \"a\", got another Number")]
    [InlineData("{\"a\":{\"data_offsets\":[\"0\"]}}", 4, "needs whole numbers of at least 0 in the data_offsets of \"a\", got another String")]
    [InlineData("{\"__metadata__\":7}", 0, "needs __metadata__ to be an object, got Number")]
    [InlineData("{\"__metadata__\":{\"a\":7}}", 0, "needs texts in __metadata__, got Number for \"a\"")]
    [InlineData("{\"__metadata__\":{\"a\":\"1\",\"a\":\"2\"}}", 0, "needs distinct names, got \"a\" twice in __metadata__")]
    [InlineData("{\"a\":{\"dtype\":\"F8_E4M3\",\"shape\":[1],\"data_offsets\":[0,1]}}", 1, "needs a dtype of " + Types + ", got \"F8_E4M3\" for \"a\"")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[99999999999],\"data_offsets\":[0,4]}}", 4, "needs lengths of at least 0 and at most 2147483591 elements, empty axes aside, got shape [99999999999] of \"a\"")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}", 4, "needs the bytes of the tensors one after the other, here 8 from 0 on, got data_offsets [0, 4] for \"a\" [2] of F32")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", 8, "needs the bytes of the tensors one after the other, here 4 from 0 on, got data_offsets [4, 8] for \"a\" [1] of F32")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", 5, "needs as many bytes behind the header as the tensors take, got 5 for 4")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[500000000],\"data_offsets\":[0,2000000000]}}", 4, "needs as many bytes behind the header as the tensors take, got 4 for 2000000000")]
    public void Read_OfABadHeader_Throws(string header, int length, string message) => Throws(Make(header, length), $"Safetensors.Read: {message}, in a stream.");

    [Theory]
    [InlineData("{} x")]
    [InlineData("{\"a\":{\"dtype\":\"F32\"")]
    [InlineData("{\"\\uD800\":1}")]
    public void Read_OfAHeaderThatIsNotJson_Throws(string header)
    {
        var exception = Assert.Throws<FileFormatException>(() => Safetensors.Read<float>(new MemoryStream(Make(header, 0))));
        Assert.Equal($"Safetensors.Read: needs a header of JSON, got {exception.InnerException!.Message.TrimEnd('.')}, in a stream.", exception.Message);
    }

    [Fact]
    public void Read_OfNamesThatComeTwice_Throws()
    {
        const string Entry = "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}";
        Throws(Make($"{{{Entry},{Entry}}}", 4), "Safetensors.Read: needs distinct names, got \"a\" twice, in a stream.");
    }

    [Fact]
    public void Read_OfABadLength_Throws()
    {
        Throws([1, 2], "Safetensors.Read: needs 8 more bytes for the length of the header, got the end after 2, in a stream.");
        Throws([.. Enumerable.Repeat((byte)255, 12)], "Safetensors.Read: needs a header of at most 4 bytes, got 18446744073709551615, in a stream.");
    }

    [Fact]
    public void Read_OfWhatTorchSaves_SaysWhatItIs() => Throws(
        [.. "PK\u0003\u0004"u8, 0, 0, 8, 8, 1, 2, 3],
        "Safetensors.Read: needs a safetensors file, got a zip archive, as torch.save and NumPy's savez write it, in a stream.");

    [Fact]
    public void Read_OfALongName_ShortensItInTheMessage()
    {
        var name = new string('a', 1000);
        Throws(Make($"{{\"{name}\":7}}", 0), $"Safetensors.Read: needs \"{name[..100]}\"… to be an object, got Number, in a stream.");
    }

    [Fact]
    public void Write_OfATensorCalledMetadata_Throws()
    {
        var tensors = new NamedTensors<float> { ["__metadata__"] = 1 };
        var exception = Assert.Throws<ArgumentException>(() => Safetensors.Write(Stream.Null, tensors));
        Assert.Equal("Safetensors.Write: needs other names than __metadata__, got __metadata__. (Parameter 'tensors')", exception.Message);
    }

    private static void Check<T>(JsonNode node, NamedTensors<T> read) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var arrays = node["arrays"]!.AsObject();
        Assert.Equal(arrays.Select(entry => entry.Key), read.Names);
        foreach (var (name, array) in arrays)
            FileCases.Equal(FileCases.Array<T>(array!), read[name]);
        Assert.Equal(node["metadata"]!.AsObject().Select(entry => KeyValuePair.Create(entry.Key, (string)entry.Value!)), read.Metadata);
    }

    private static byte[] Make(string header, int length)
    {
        var text = Encoding.UTF8.GetBytes(header);
        var file = new byte[8 + text.Length + length];
        BinaryPrimitives.WriteInt64LittleEndian(file, text.Length);
        text.CopyTo(file, 8);
        return file;
    }

    private static void Throws(byte[] file, string message) =>
        Assert.Equal(message, Assert.Throws<FileFormatException>(() => Safetensors.Read<float>(new MemoryStream(file))).Message);
}
