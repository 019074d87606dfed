using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace AutoGrad.Files;

/// <summary>The header of an npy file: the type of the elements, their order, and the shape, as the text of a Python dictionary.</summary>
/// <remarks>By the specification, https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html, versions 1 to 3.</remarks>
/// <param name="Format">The type of the elements.</param>
/// <param name="IsLittleEndian">Whether the elements have their little end first.</param>
/// <param name="IsFortranOrder">Whether the first axis is the innermost.</param>
/// <param name="Shape">The shape.</param>
internal sealed record NpyHeader(ElementFormat Format, bool IsLittleEndian, bool IsFortranOrder, Shape Shape)
{
    // NumPy aligns the elements, and leaves room for the first length to grow in place.
    private const int Alignment = 64;
    private const int GrowthDigits = 21;
    private const int MaxLength = 1 << 20;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads the header, up to the first element.</summary>
    public static NpyHeader Read(Stream stream, FileSource source)
    {
        Span<byte> start = stackalloc byte[8];
        ElementStream.ReadExactly(stream, start, source, "the beginning of an npy file");
        if (!start.StartsWith(Magic))
            throw source.Wrong("needs an npy file, which begins with 93 4E 55 4D 50 59", BitConverter.ToString(start[..Magic.Length].ToArray()).Replace('-', ' '));
        var (major, minor) = (start[6], start[7]);
        if (major is < 1 or > 3 || minor != 0)
            throw source.Wrong("needs an npy file of version 1.0, 2.0 or 3.0", $"version {major}.{minor}");
        var lengthBytes = (stackalloc byte[sizeof(uint)])[..(major == 1 ? sizeof(ushort) : sizeof(uint))];
        ElementStream.ReadExactly(stream, lengthBytes, source, "the length of the header");
        var length = major == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(lengthBytes) : BinaryPrimitives.ReadUInt32LittleEndian(lengthBytes);
        if (length > MaxLength)
            throw source.Wrong($"needs a header of at most {MaxLength} bytes", $"{length}");
        var header = new byte[length];
        ElementStream.ReadExactly(stream, header, source, "the header");
        return new NpyHeaderParser(Encoding.Latin1.GetString(header), source).Parse();
    }

    /// <summary>Writes the header, as NumPy does, up to the first element.</summary>
    public static void Write(Stream stream, ElementFormat format, Shape shape)
    {
        var lengths = shape.Rank == 1 ? $"{shape[0]}," : string.Join(", ", shape);
        var text = new StringBuilder($"{{'descr': '<{format.Descriptor}', 'fortran_order': False, 'shape': ({lengths}), }}");
        if (shape.Rank > 0)
            text.Append(' ', GrowthDigits - shape[0].ToString(CultureInfo.InvariantCulture).Length);
        // A line end closes the header.
        var unpadded = Magic.Length + sizeof(ushort) + sizeof(ushort) + text.Length + 1;
        text.Append(' ', Alignment - (unpadded % Alignment)).Append('\n');
        stream.Write(Magic);
        stream.Write([1, 0]);
        Span<byte> lengthBytes = stackalloc byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16LittleEndian(lengthBytes, checked((ushort)text.Length));
        stream.Write(lengthBytes);
        stream.Write(Encoding.Latin1.GetBytes(text.ToString()));
    }
}
