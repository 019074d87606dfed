using System.Text;

namespace AutoGrad.Tests.Files;

public class NpyTests
{
    public static TheoryData<string> Cases => [.. FileCases.Names("npy")];

    /// <summary>Those that NumPy writes as we do: float or double, little end first, in C order, version 1.</summary>
    public static TheoryData<string> OwnCases =>
        [.. FileCases.Names("npy").Where(name => name.TrimStart('<')[0] == 'f' && !name.Contains("f2") && !name.Contains("Fortran") && !name.Contains("version"))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Read_OfAFileOfNumPy_GivesItsArray(string name)
    {
        var node = FileCases.Get("npy", name);
        FileCases.Equal(FileCases.Array<float>(node), Npy.Read<float>(new MemoryStream(FileCases.File(node))));
        FileCases.Equal(FileCases.Array<double>(node), Npy.Read<double>(new MemoryStream(FileCases.File(node))));
    }

    [Theory]
    [MemberData(nameof(OwnCases))]
    public void Write_GivesTheBytesOfNumPy(string name)
    {
        var node = FileCases.Get("npy", name);
        var written = name.Contains("f4")
            ? FileCases.Written(stream => Npy.Write(stream, FileCases.Array<float>(node)))
            : FileCases.Written(stream => Npy.Write(stream, FileCases.Array<double>(node)));
        Assert.Equal(FileCases.File(node), written);
    }

    [Fact]
    public void WhatIsWritten_IsReadAgain_BitForBit()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("x.npy");
        var x = Op.Normal<double>([100, 300], new RandomStream(1));

        Npy.Write(path, x);

        FileCases.Equal(x, Npy.Read<double>(path));
        // Converted on the way, in several pieces.
        FileCases.Equal(Variable.Create(Array.ConvertAll(x.ToArray(), element => (float)element), [100, 300]), Npy.Read<float>(path));
    }

    [Fact]
    public void Read_OfAStreamThatCannotSeek_GivesTheArray()
    {
        var file = FileCases.Written(stream => Npy.Write(stream, Variable.Vector(1.0, 2)));

        FileCases.Equal(Variable.Vector(1.0, 2), Npy.Read<double>(new ForwardStream(file)));
    }

    [Theory]
    [InlineData("", "Npy.Read: needs 8 more bytes for the beginning of an npy file, got the end after 0, in a stream.")]
    [InlineData("PK34567890", "Npy.Read: needs an npy file, which begins with 93 4E 55 4D 50 59, got 50 4B 33 34 35 36, in a stream.")]
    [InlineData("\u0093NUMPY\u0004\0\0\0", "Npy.Read: needs an npy file of version 1.0, 2.0 or 3.0, got version 4.0, in a stream.")]
    [InlineData("\u0093NUMPY\u0002\0\u00FF\u00FF\u00FF\u00FF", "Npy.Read: needs a header of at most 1048576 bytes, got 4294967295, in a stream.")]
    [InlineData("\u0093NUMPY\u0001\0\u0005\0{}", "Npy.Read: needs 5 more bytes for the header, got the end after 2, in a stream.")]
    public void Read_OfABadBeginning_Throws(string file, string message) => Throws(Encoding.Latin1.GetBytes(file), message);

    [Theory]
    [InlineData("{}", "needs a header with descr, fortran_order and shape, got \"{}\"")]
    [InlineData("{'descr': '<f4', 'shape': (2,)", "needs } in the header, got its end")]
    [InlineData("{'descr': '<f4', 'descr': '<f4'}", "needs a header with descr, fortran_order and shape, each once, got \"descr\"")]
    [InlineData("{'descr': '<U4', }", "needs elements of one of the types f4, f8, f2, i1, i2, i4, i8, u1, u2, u4, u8, b1, behind <, >, = or |, got \"<U4\"")]
    [InlineData("{'descr': '|O', }", "needs elements of one of the types f4, f8, f2, i1, i2, i4, i8, u1, u2, u4, u8, b1, behind <, >, = or |, got \"|O\"")]
    [InlineData("{'descr': [('a', '<f4')], }", "needs elements of one of the types f4, f8, f2, i1, i2, i4, i8, u1, u2, u4, u8, b1, behind <, >, = or |, got \"[('a', '<f4')], }\"")]
    [InlineData("{'fortran_order': None}", "needs True or False for fortran_order, got \"None}\"")]
    [InlineData("{'shape': (-1,)}", "needs whole numbers of at least 0 in the shape, got \"-1,)}\"")]
    [InlineData("{'shape': (99999999999999999999,)}", "needs whole numbers of at least 0 in the shape, got \"99999999999999999999,)}\"")]
    [InlineData("{'shape': (65536, 65536)}", "needs lengths of at least 0 and at most 2147483591 elements, empty axes aside, got shape [65536, 65536] of the array")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (3,)} x", "needs nothing but blanks behind the dictionary, got \"x\"")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (300, 1000)}", "needs 2400000 bytes behind the header for [300, 1000] of f8, got 0")]
    [InlineData("{descr: 1}", "needs a text in quotes, got \"descr: 1}\"")]
    [InlineData("{'descr", "needs a quote at the end of a text, got \"'descr\"")]
    public void Read_OfABadHeader_Throws(string header, string message) =>
        Throws([.. Encoding.Latin1.GetBytes($"\u0093NUMPY\u0001\0{(char)header.Length}\0{header}")], $"Npy.Read: {message}, in a stream.");

    [Fact]
    public void Read_OfAHostileRank_Throws()
    {
        var header = $"{{'shape': ({string.Concat(Enumerable.Repeat("1,", 30_000))})}}";
        Throws([.. Encoding.Latin1.GetBytes("\u0093NUMPY\u0001\0"), (byte)header.Length, (byte)(header.Length >> 8), .. Encoding.Latin1.GetBytes(header)],
            "Npy.Read: needs at most 64 axes, got 30000 axes of the array, in a stream.");
    }

    [Fact]
    public void Read_OfATruthThatIsNeither_Throws()
    {
        var file = FileCases.File(FileCases.Get("npy", "|b1"));
        file[^2] = 7;
        Throws(file, "Npy.Read: needs elements 0 and 1 where the type is BOOL, got 7 as element 4 of the array, in a stream.");
    }

    [Fact]
    public void Read_OfAFile_NamesIt()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("short.npy");
        File.WriteAllBytes(path, [0x93]);

        var exception = Assert.Throws<FileFormatException>(() => Npy.Read<float>(path));
        Assert.Equal($"Npy.Read: needs 8 more bytes for the beginning of an npy file, got the end after 1, in {path}.", exception.Message);
    }

    private static void Throws(byte[] file, string message) =>
        Assert.Equal(message, Assert.Throws<FileFormatException>(() => Npy.Read<float>(new MemoryStream(file))).Message);
}
