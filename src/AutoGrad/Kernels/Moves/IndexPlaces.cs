using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoGrad.Kernels;

/// <summary>Reads indices, which are whole numbers of the element type, as places within an axis.</summary>
internal static class IndexPlaces
{
    /// <summary>Writes the places; the position of the first index that is not a whole number from 0 to length - 1, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Read<T>(ReadOnlySpan<T> indices, Span<int> places, int length) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var i = 0;
        if (typeof(T) == typeof(float))
            i = Singles(MemoryMarshal.Cast<T, float>(indices), places, (uint)length);
        else if (typeof(T) == typeof(double))
            i = Doubles(MemoryMarshal.Cast<T, double>(indices), places, (uint)length);
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

    // How many are read, whole registers without a bad one. Whatever a processor makes of a number that no integer holds, the way back differs
    // or the integer is not below the length.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Singles(ReadOnlySpan<float> indices, Span<int> places, uint length)
    {
        var i = 0;
        places = places[..indices.Length];
        if (Vector512.IsHardwareAccelerated)
        {
            var limit = Vector512.Create(length);
            for (; i <= indices.Length - Vector512<float>.Count; i += Vector512<float>.Count)
            {
                var values = Vector512.Create(indices[i..]);
                var numbers = Vector512.ConvertToInt32Native(values);
                if (!Vector512.EqualsAll(Vector512.ConvertToSingle(numbers), values) || !Vector512.LessThanAll(numbers.AsUInt32(), limit))
                    return i;
                numbers.CopyTo(places[i..]);
            }
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            var limit = Vector256.Create(length);
            for (; i <= indices.Length - Vector256<float>.Count; i += Vector256<float>.Count)
            {
                var values = Vector256.Create(indices[i..]);
                var numbers = Vector256.ConvertToInt32Native(values);
                if (!Vector256.EqualsAll(Vector256.ConvertToSingle(numbers), values) || !Vector256.LessThanAll(numbers.AsUInt32(), limit))
                    return i;
                numbers.CopyTo(places[i..]);
            }
        }
        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Doubles(ReadOnlySpan<double> indices, Span<int> places, uint length)
    {
        var i = 0;
        places = places[..indices.Length];
        if (Vector512.IsHardwareAccelerated && Avx512F.IsSupported)
        {
            var limit = Vector256.Create(length);
            for (; i <= indices.Length - Vector512<double>.Count; i += Vector512<double>.Count)
            {
                var values = Vector512.Create(indices[i..]);
                var numbers = Avx512F.ConvertToVector256Int32WithTruncation(values);
                if (!Vector512.EqualsAll(Avx512F.ConvertToVector512Double(numbers), values) || !Vector256.LessThanAll(numbers.AsUInt32(), limit))
                    return i;
                numbers.CopyTo(places[i..]);
            }
        }
        else if (Vector256.IsHardwareAccelerated && Avx.IsSupported)
        {
            var limit = Vector128.Create(length);
            for (; i <= indices.Length - Vector256<double>.Count; i += Vector256<double>.Count)
            {
                var values = Vector256.Create(indices[i..]);
                var numbers = Avx.ConvertToVector128Int32WithTruncation(values);
                if (!Vector256.EqualsAll(Avx.ConvertToVector256Double(numbers), values) || !Vector128.LessThanAll(numbers.AsUInt32(), limit))
                    return i;
                numbers.CopyTo(places[i..]);
            }
        }
        return i;
    }
}
