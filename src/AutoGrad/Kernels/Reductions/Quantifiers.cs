using System.Numerics;
using System.Runtime.InteropServices;

namespace AutoGrad.Kernels;

/// <summary>Whether all, or any, elements differ from 0 along the middle one of three axes, [outer, length, inner] to [outer, inner], as 0 or 1.</summary>
internal static class Quantifiers
{
    public static void All<T>(ReadOnlySpan<T> x, Span<T> y, int outer, int length, int inner) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var block = length * inner;
        for (var i = 0; i < outer; i++)
        {
            var rows = x.Slice(i * block, block);
            var result = y.Slice(i * inner, inner);
            result.Fill(T.One);
            if (inner == 1)
            {
                result[0] = HasZero(rows) ? T.Zero : T.One;
                continue;
            }
            for (var at = 0; at < block; at += inner)
            {
                for (var j = 0; j < inner; j++)
                    result[j] = rows[at + j] == T.Zero ? T.Zero : result[j];
            }
        }
    }

    public static void Any<T>(ReadOnlySpan<T> x, Span<T> y, int outer, int length, int inner) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var block = length * inner;
        for (var i = 0; i < outer; i++)
        {
            var rows = x.Slice(i * block, block);
            var result = y.Slice(i * inner, inner);
            result.Clear();
            if (inner == 1)
            {
                result[0] = HasNonZero(rows) ? T.One : T.Zero;
                continue;
            }
            for (var at = 0; at < block; at += inner)
            {
                for (var j = 0; j < inner; j++)
                    result[j] = rows[at + j] == T.Zero ? result[j] : T.One;
            }
        }
    }

    private static bool HasZero<T>(ReadOnlySpan<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var i = 0;
        if (Vector<T>.IsSupported)
        {
            var vectors = MemoryMarshal.Cast<T, Vector<T>>(x);
            foreach (var vector in vectors)
            {
                if (Vector.EqualsAny(vector, Vector<T>.Zero))
                    return true;
            }
            i = vectors.Length * Vector<T>.Count;
        }
        for (; i < x.Length; i++)
        {
            if (x[i] == T.Zero)
                return true;
        }
        return false;
    }

    private static bool HasNonZero<T>(ReadOnlySpan<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var i = 0;
        if (Vector<T>.IsSupported)
        {
            var vectors = MemoryMarshal.Cast<T, Vector<T>>(x);
            foreach (var vector in vectors)
            {
                if (!Vector.EqualsAll(vector, Vector<T>.Zero))
                    return true;
            }
            i = vectors.Length * Vector<T>.Count;
        }
        for (; i < x.Length; i++)
        {
            if (x[i] != T.Zero)
                return true;
        }
        return false;
    }
}
