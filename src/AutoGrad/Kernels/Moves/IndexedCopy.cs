using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>
/// Gathers and scatters element by element along the middle one of three axes, [outer, length, inner]. Indices are whole numbers of the element
/// type; the first that is not a whole number within the axis is reported by its position, and then the output holds anything.
/// </summary>
internal static class IndexedCopy
{
    /// <summary>y[o, j, i] = x[o, index[o, j, i], i]; the position of the first bad index, or -1.</summary>
    public static int Gather<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> indices, Span<T> y, int outer, int length, int count, int inner)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        IndexedMoves<T, ToElement<T>>.Run(x, indices, y, outer, length, count, inner, isTableRead: true);

    /// <summary>y[o, index[o, j, i], i] += x[o, j, i], in the order of the elements; the position of the first bad index, or -1.</summary>
    public static int ScatterAdd<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> indices, Span<T> y, int outer, int length, int count, int inner)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        IndexedMoves<T, Added<T>>.Run(x, indices, y, outer, length, count, inner, isTableRead: false);

    /// <summary>The same, of a y that holds nothing before: zeros, to which the elements are added.</summary>
    public static int ScatterSum<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> indices, Span<T> y, int outer, int length, int count, int inner)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        IndexedMoves<T, Added<T>>.Run(x, indices, y, outer, length, count, inner, isTableRead: false, isFromZero: true);

    /// <summary>y[o, index[o, j, i], i] = x[o, j, i], the last where several have one place; the position of the first bad index, or -1.</summary>
    public static int Scatter<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> indices, Span<T> y, int outer, int length, int count, int inner)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        IndexedMoves<T, ToPlace<T>>.Run(x, indices, y, outer, length, count, inner, isTableRead: false);

    /// <summary>y[p, index[p]] = 1 and 0 elsewhere; the position of the first bad index, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int OneHot<T>(ReadOnlySpan<T> indices, Span<T> y, int count) where T : unmanaged, IFloatingPointIeee754<T>
    {
        y.Clear();
        for (var position = 0; position < indices.Length; position++)
        {
            if (!IndexPlaces.TryRead(indices[position], count, out var index))
                return position;
            y[(position * count) + index] = T.One;
        }
        return -1;
    }

    /// <summary>y[o, j, i] = 1 where no later index[o, k, i] is the same, else 0; the position of the last bad index, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int LastWrites<T>(ReadOnlySpan<T> indices, Span<T> y, int outer, int length, int count, int inner)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var rented = new RentedSpan<bool>(outer * length * inner);
        var written = rented.Span;
        written.Clear();
        var position = outer * count * inner;
        for (var o = outer - 1; o >= 0; o--)
        {
            for (var j = count - 1; j >= 0; j--)
            {
                for (var i = inner - 1; i >= 0; i--)
                {
                    if (!IndexPlaces.TryRead(indices[--position], length, out var index))
                        return position;
                    ref var isWritten = ref written[(((o * length) + index) * inner) + i];
                    y[position] = isWritten ? T.Zero : T.One;
                    isWritten = true;
                }
            }
        }
        return -1;
    }

    private readonly struct ToElement<T> : IIndexedMove<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Move(ref T place, ref T element) => element = place;
    }

    private readonly struct ToPlace<T> : IIndexedMove<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Move(ref T place, ref T element) => place = element;
    }

    private readonly struct Added<T> : IIndexedMove<T> where T : IFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Move(ref T place, ref T element) => place += element;
    }
}
