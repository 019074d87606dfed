using System.Numerics;
using AutoGrad.Files;
using AutoGrad.Kernels;

namespace AutoGrad;

/// <summary>Reads and writes npy files, NumPy's for one array.</summary>
/// <remarks>
/// Float and double are kept bit for bit; what is written is what NumPy writes, byte for byte. Elements of f2, i1 to i8, u1 to u8 and b1, and f8 as
/// float, are converted: each is rounded to the nearest, and one that is too large becomes infinite. Either order of bytes and of axes is read.
/// Pickled objects are never read.
/// </remarks>
public static class Npy
{
    /// <summary>Reads an array.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileFormatException">The file is damaged, truncated, or of another format.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Variable<T> Read<T>(string path) where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var stream = File.OpenRead(path);
        return Read<T>(stream);
    }

    /// <summary>Reads an array, which goes on to the end of the stream.</summary>
    /// <param name="stream">The file, from its beginning.</param>
    /// <inheritdoc cref="Read{T}(string)" path="/exception"/>
    public static Variable<T> Read<T>(Stream stream) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var seekable = FileSource.Seekable(stream);
        var source = FileSource.Of("Npy.Read", stream);
        var header = NpyHeader.Read(seekable, source);
        CheckLength(header, seekable.Length - seekable.Position, source);
        return ReadElements<T>(seekable, header, source);
    }

    /// <summary>Writes an array in C order. The old file stays until the new one is whole.</summary>
    /// <param name="path">The file, in a folder that exists.</param>
    /// <param name="x">The array.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write<T>(string path, Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        AtomicFile.Write(path, stream => Write(stream, x));
    }

    /// <summary>Writes an array in C order to a stream.</summary>
    /// <param name="stream">Where the file goes.</param>
    /// <param name="x">The array.</param>
    /// <inheritdoc cref="Write{T}(string, Variable{T})" path="/exception"/>
    public static void Write<T>(Stream stream, Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(x);
        var elements = x.Values;
        NpyHeader.Write(stream, ElementFormat.Of<T>("Npy.Write"), x.Shape);
        ElementStream.Write(stream, elements);
    }

    /// <summary>Requires that exactly the elements are left, before there is memory for them.</summary>
    internal static void CheckLength(NpyHeader header, long left, FileSource source)
    {
        var needed = (long)header.Shape.Size * header.Format.Size;
        if (left != needed)
            throw source.Wrong($"needs {needed} bytes behind the header for {header.Shape} of {header.Format.Descriptor}", $"{left}");
    }

    /// <summary>Reads the elements behind a header.</summary>
    internal static Variable<T> ReadElements<T>(Stream stream, NpyHeader header, FileSource source) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var tensor = Variable.Uninitialized<T>(header.Shape, out var elements);
        if (!header.IsFortranOrder || header.Shape.Rank < 2)
        {
            ElementStream.Read(stream, header.Format, header.IsLittleEndian, elements, source, "the array");
            return tensor;
        }
        // In Fortran's order the file holds the array with its axes in reverse.
        int[] reversed = [.. header.Shape.Reverse()];
        int[] axes = [.. Enumerable.Range(0, reversed.Length).Reverse()];
        var stored = new T[header.Shape.Size];
        ElementStream.Read<T>(stream, header.Format, header.IsLittleEndian, stored, source, "the array");
        Transposition.Permute(stored, reversed, axes, elements);
        return tensor;
    }
}
