using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoGrad.Files;

/// <summary>A type of elements in files: how it is called there, how long it is, and how it becomes another.</summary>
/// <param name="name">The name in safetensors files, as in <c>F32</c>.</param>
/// <param name="descriptor">The name in npy files without the order of the bytes, as in <c>f4</c>, or null where they have no such type.</param>
/// <param name="size">The number of bytes of an element.</param>
internal abstract class ElementFormat(string name, string? descriptor, int size)
{
    private static readonly ElementFormat[] All =
    [
        new Numbers<float>("F32", "f4"), new Numbers<double>("F64", "f8"), new Numbers<Half>("F16", "f2"), new BrainFloats(),
        new Numbers<sbyte>("I8", "i1"), new Numbers<short>("I16", "i2"), new Numbers<int>("I32", "i4"), new Numbers<long>("I64", "i8"),
        new Numbers<byte>("U8", "u1"), new Numbers<ushort>("U16", "u2"), new Numbers<uint>("U32", "u4"), new Numbers<ulong>("U64", "u8"),
        new Truths(),
    ];

    public string Name { get; } = name;

    public string? Descriptor { get; } = descriptor;

    public int Size { get; } = size;

    /// <summary>All names in safetensors files, for messages.</summary>
    public static string Names => string.Join(", ", All.Select(format => format.Name));

    /// <summary>All names in npy files, for messages.</summary>
    public static string Descriptors => string.Join(", ", All.Select(format => format.Descriptor).OfType<string>());

    public static ElementFormat? OfName(string name) => Array.Find(All, format => format.Name == name);

    public static ElementFormat? OfDescriptor(string descriptor) => Array.Find(All, format => format.Descriptor == descriptor);

    /// <summary>The format that keeps the bits of <typeparamref name="T"/>.</summary>
    public static ElementFormat Of<T>(string operation) where T : unmanaged, IFloatingPointIeee754<T> =>
        Array.Find(All, format => format is Numbers<T>)
            ?? throw new NotSupportedException($"{operation}: needs elements of float, double or Half, got {typeof(T).Name}.");

    /// <summary>Whether the bytes are those of <typeparamref name="T"/>, once they are in the order of this machine.</summary>
    public bool IsExactly<T>() where T : unmanaged, IFloatingPointIeee754<T> => this is Numbers<T>;

    /// <summary>Where the bytes are not an element, the number of that element, and otherwise -1.</summary>
    public virtual int IndexOfInvalid(ReadOnlySpan<byte> bytes) => -1;

    /// <summary>Converts elements, each rounded to the nearest; what is too large for <typeparamref name="T"/> becomes infinite.</summary>
    /// <param name="bytes">The elements, in the order of bytes of this machine.</param>
    /// <param name="elements">As many elements.</param>
    public abstract void Convert<T>(ReadOnlySpan<byte> bytes, Span<T> elements) where T : unmanaged, IFloatingPointIeee754<T>;

    private sealed class Numbers<TNumber>(string name, string descriptor) : ElementFormat(name, descriptor, Unsafe.SizeOf<TNumber>())
        where TNumber : unmanaged, INumberBase<TNumber>
    {
        public override void Convert<T>(ReadOnlySpan<byte> bytes, Span<T> elements) =>
            TensorPrimitives.ConvertTruncating(MemoryMarshal.Cast<byte, TNumber>(bytes), elements);
    }

    // The upper half of a float.
    private sealed class BrainFloats() : ElementFormat("BF16", null, sizeof(ushort))
    {
        public override void Convert<T>(ReadOnlySpan<byte> bytes, Span<T> elements)
        {
            var halves = MemoryMarshal.Cast<byte, ushort>(bytes);
            for (var i = 0; i < halves.Length; i++)
                elements[i] = T.CreateTruncating(BitConverter.UInt32BitsToSingle((uint)halves[i] << 16));
        }
    }

    private sealed class Truths() : ElementFormat("BOOL", "b1", sizeof(byte))
    {
        public override int IndexOfInvalid(ReadOnlySpan<byte> bytes) => bytes.IndexOfAnyExceptInRange((byte)0, (byte)1);

        public override void Convert<T>(ReadOnlySpan<byte> bytes, Span<T> elements) => TensorPrimitives.ConvertTruncating(bytes, elements);
    }
}
