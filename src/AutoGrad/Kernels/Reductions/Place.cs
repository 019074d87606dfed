using System.Numerics;

namespace AutoGrad.Kernels;

/// <summary>Where an element is, and a whole number that orders it among others: no two places are equal, so that every sort is stable.</summary>
internal readonly record struct Place(long Key, int Index) : IComparable<Place>
{
    public static Place Of<T>(T value, int index, bool descending) where T : unmanaged, IFloatingPointIeee754<T>
    {
        // The bits of a double are ordered as it is, but for the sign, which stands apart, and for -0 and NaN.
        var bits = value == T.Zero ? 0 : BitConverter.DoubleToInt64Bits(double.CreateTruncating(value));
        var key = T.IsNaN(value) ? long.MaxValue : bits ^ ((bits >> 63) & long.MaxValue);
        return new(descending ? ~key : key, index);
    }

    public int CompareTo(Place other) => Key < other.Key ? -1 : Key > other.Key ? 1 : Index.CompareTo(other.Index);
}
