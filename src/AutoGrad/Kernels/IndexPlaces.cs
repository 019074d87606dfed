using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels;

/// <summary>Reads indices, which are whole numbers of the element type, as places within an axis.</summary>
internal static class IndexPlaces
{
    /// <summary>Writes the places; the position of the first index that is not a whole number from 0 to length - 1, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Read<T>(ReadOnlySpan<T> indices, Span<int> places, int length) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var i = 0;
        if (typeof(T) == typeof(float) && Vector256.IsHardwareAccelerated)
        {
            var vectors = MemoryMarshal.Cast<T, Vector256<float>>(indices);
            var results = MemoryMarshal.Cast<int, Vector256<int>>(places);
            var limit = Vector256.Create((uint)length);
            var j = 0;
            for (; j < vectors.Length && j < results.Length; j++)
            {
                // The conversion saturates, and the way back tells what is no whole number.
                var numbers = Vector256.ConvertToInt32(vectors[j]);
                var isGood = Vector256.Equals(Vector256.ConvertToSingle(numbers), vectors[j]) & Vector256.LessThan(numbers.AsUInt32(), limit).AsSingle();
                if (isGood.ExtractMostSignificantBits() != 0xFF)
                    break;
                results[j] = numbers;
            }
            i = j * Vector256<float>.Count;
        }
        for (; i < indices.Length; i++)
        {
            if (!TryRead(indices[i], length, out places[i]))
                return i;
        }
        return -1;
    }

    /// <summary>Reads one index.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead<T>(T value, int length, out int index) where T : unmanaged, IFloatingPointIeee754<T>
    {
        // The casts are free, and a call of the generic conversions is not. Both saturate, so that the way back tells what is no whole number.
        if (typeof(T) == typeof(float))
        {
            var number = (float)(object)value;
            index = (int)number;
            return (uint)index < (uint)length && index == number;
        }
        if (typeof(T) == typeof(double))
        {
            var number = (double)(object)value;
            index = (int)number;
            return (uint)index < (uint)length && index == number;
        }
        index = int.CreateSaturating(value);
        return (uint)index < (uint)length && T.CreateTruncating(index) == value;
    }
}
