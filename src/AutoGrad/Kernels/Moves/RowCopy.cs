using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>Copies and adds whole rows along the middle one of three axes, [outer, length, inner], by a list of places within that axis.</summary>
internal static unsafe class RowCopy
{
    // Below this length a loop is faster than the call that copies.
    private const int ShortRow = 16;

    // So many columns of a row are added by one thread: whole cache lines, so that threads do not wait for each other's.
    private const int SliceBytes = 256;

    /// <summary>y[o, j, :] = x[o, rows[j], :], for every o that x has.</summary>
    public static void Take<T>(ReadOnlySpan<T> x, ReadOnlySpan<int> rows, Span<T> y, int length, int inner)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (y.IsEmpty)
            return;
        // The pass ends before the list is unpinned.
        fixed (int* places = rows)
            PassSplit.Run(new Tile<T> { A = x }, y, y.Length / inner, inner, new TakePass<T>(places, rows.Length, length, inner));
    }

    /// <summary>y[o, rows[j], :] += x[o, j, :], for every o that x has, in the order of j.</summary>
    public static void Add<T>(ReadOnlySpan<T> x, ReadOnlySpan<int> rows, Span<T> y, int length, int inner)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (x.IsEmpty)
            return;
        var width = Math.Min(inner, SliceBytes / sizeof(T));
        var slices = ((inner - 1) / width) + 1;
        fixed (int* places = rows)
        {
            PassSplit.Run(
                new Tile<T> { A = x }, y, x.Length / (rows.Length * inner) * slices, (long)rows.Length * width,
                new AddPass<T>(places, rows.Length, length, inner, width, slices));
        }
    }

    /// <summary>Writes indices, which are whole numbers of the element type, as places; the position of the first bad one, or -1.</summary>
    public static int Places<T>(ReadOnlySpan<T> indices, Span<int> rows, int length) where T : unmanaged, IFloatingPointIeee754<T> =>
        IndexPlaces.Read(indices, rows, length);

    private static void Copy<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged
    {
        if (y.Length >= ShortRow)
        {
            x.CopyTo(y);
            return;
        }
        for (var i = 0; i < y.Length; i++)
            y[i] = x[i];
    }

    // A unit is one row of y.
    private readonly struct TakePass<T>(int* rows, int count, int length, int inner) : IPass<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(in Tile<T> x, Span<T> y, int start, int end)
        {
            var places = new ReadOnlySpan<int>(rows, count);
            var (block, j) = Math.DivRem(start, count);
            for (var row = start; row < end; row++)
            {
                var from = ((block * length) + places[j]) * inner;
                if (inner == 1)
                    y[row] = x.A[from];
                else
                    Copy(x.A.Slice(from, inner), y.Slice(row * inner, inner));
                if (++j == count)
                    (block, j) = (block + 1, 0);
            }
        }
    }

    // A unit is some columns of a block, which no other unit writes.
    private readonly struct AddPass<T>(int* rows, int count, int length, int inner, int width, int slices) : IPass<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(in Tile<T> x, Span<T> y, int start, int end)
        {
            var places = new ReadOnlySpan<int>(rows, count);
            for (var unit = start; unit < end; unit++)
            {
                var (block, slice) = Math.DivRem(unit, slices);
                var column = slice * width;
                var columns = Math.Min(width, inner - column);
                var from = x.A.Slice(block * count * inner, count * inner);
                var to = y.Slice(block * length * inner, length * inner);
                for (var j = 0; j < places.Length; j++)
                {
                    if (inner == 1)
                    {
                        to[places[j]] += from[j];
                        continue;
                    }
                    var sum = to.Slice((places[j] * inner) + column, columns);
                    TensorPrimitives.Add(sum, from.Slice((j * inner) + column, columns), sum);
                }
            }
        }
    }
}
