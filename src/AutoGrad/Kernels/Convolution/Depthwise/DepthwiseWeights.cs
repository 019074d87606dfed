using System.Numerics;
using System.Numerics.Tensors;

namespace AutoGrad.Kernels;

/// <summary>
/// The transpose of a depthwise convolution in its weights: w[tap] = Σ y[o] · x[o · stride + tap] over images and outputs of a plane. The number of partial
/// sums follows from the problem alone, and they are added in their order.
/// </summary>
internal static unsafe class DepthwiseWeights<T, TVector, TOps>
    where T : unmanaged, INumberBase<T>
    where TVector : struct
    where TOps : struct, IVectorOps<T, TVector>
{
    // The sums of groups that are taken together stay in the first cache.
    private const int GroupBytes = 16 * 1024;

    // So many parts are enough for the threads.
    private const int WantedParts = 32;

    private const int MostColumns = 3;

    /// <summary>Sets the weights [groups, targets, sources · taps].</summary>
    public static void Run(DepthwisePlan plan, int images, int groups, T* source, T* target, nint targetLength, T* weights, long work)
    {
        var row = plan.Columns(0, 0, 0).Weights.Length;
        var group = checked(row * plan.Targets * TOps.Count);
        var together = Math.Clamp(GroupBytes / sizeof(T) / group, 1, groups);
        var parts = ((groups - 1) / together) + 1;
        var units = checked(images * plan.Bands.Length);
        var sums = Math.Clamp(WantedParts / parts, 1, units);
        using var rented = new RentedSpan<T>(checked(sums * groups * group));
        fixed (T* memory = rented.Span)
        {
            var (partials, sourceOf, targetOf) = ((nint)memory, (nint)source, (nint)target);
            BlockSplit.For(sums * parts, work, (plan, groups, sourceOf, targetOf, targetLength, partials, (sums, parts, units, group)), static (own, block) =>
            {
                var (plan, groups, source, target, targetLength, partials, (sums, parts, units, group)) = own;
                var (sum, part) = Math.DivRem(block, parts);
                var (first, last) = ((int)((long)groups * part / parts), (int)((long)groups * (part + 1) / parts));
                var to = (T*)partials + ((((nint)sum * groups) + first) * group);
                new Span<T>(to, (last - first) * group).Clear();
                AddUnits(plan, groups, first, last, (int)((long)units * sum / sums), (int)((long)units * (sum + 1) / sums),
                    (T*)source, (T*)target, (T*)target + targetLength, to);
            });
            BlockSplit.For(groups, (long)sums * groups * group, (plan, groups, partials, (nint)weights, (sums, group, row)), static (own, index) =>
            {
                var (plan, groups, partials, weights, (sums, group, row)) = own;
                var first = (T*)partials + ((nint)index * group);
                var total = new Span<T>(first, group);
                for (var sum = 1; sum < sums; sum++)
                    TensorPrimitives.Add(total, new ReadOnlySpan<T>(first + ((nint)sum * groups * group), group), total);
                var places = plan.Columns(0, 0, 0).Weights;
                for (var plane = 0; plane < plan.Targets; plane++)
                {
                    var to = (T*)weights + ((((nint)index * plan.Targets) + plane) * row);
                    for (var i = 0; i < row; i++, first += TOps.Count)
                        to[places[i]] = TOps.Sum(TOps.Load(first));
                }
            });
        }
    }

    // A unit is a band of an image, in all of the groups.
    private static void AddUnits(
        DepthwisePlan plan, int groups, int firstGroup, int lastGroup, int first, int last, T* source, T* target, T* end, T* sums)
    {
        var spare = (plan.BandRows * plan.BandColumns) + TOps.Count;
        var mask = Scratch.Get<T>((2 * TOps.Count) + plan.BufferLength + spare);
        var packed = mask + (2 * TOps.Count);
        new Span<byte>(mask, TOps.Count * sizeof(T)).Fill(byte.MaxValue);
        new Span<T>(mask + TOps.Count, TOps.Count + plan.BufferLength).Clear();
        for (var unit = first; unit < last; unit++)
        {
            var (image, place) = Math.DivRem(unit, plan.Bands.Length);
            var band = plan.Bands[place];
            var (lines, width) = (band.Rows, band.Columns);
            var to = sums;
            for (var index = firstGroup; index < lastGroup; index++)
            {
                var copy = ((nint)image * groups) + index;
                band.Pack(source + (copy * plan.Sources * plan.SourceSize), packed);
                var nextX = source + ((copy + 1) * plan.Sources * plan.SourceSize) + band.FirstSource;
                for (var plane = 0; plane < plan.Targets; plane++)
                {
                    var line = ((((copy * plan.Targets) + plane) * plan.Output.Depth) + band.Depth) * plan.Output.Height;
                    var y = target + ((line + band.FirstRow) * plan.Output.Width) + band.FirstColumn;
                    var nextY = y + plan.OutputSize;
                    nint yRow = plan.Output.Width;
                    // The last rows of all are copied where vectors would run on past their end.
                    if (y + ((lines - 1) * yRow) + width + TOps.Count > end)
                    {
                        RowCopies.Run(y, yRow, 1, packed + plan.BufferLength, width, width, lines);
                        y = packed + plan.BufferLength;
                        yRow = width;
                    }

                    to = AddBand(plan, y, yRow, packed, lines, width, mask, to, nextY, nextX);
                }
            }
        }
    }

    // Columns are taken three at a time. The vectors of a single row take the place of rows, and what is left of it that of a row.
    private static T* AddBand(DepthwisePlan plan, T* y, nint yRow, T* x, nint lines, nint width, T* mask, T* sums, T* nextY, T* nextX)
    {
        var columns = plan.Columns(0, 0, 0);
        fixed (int* offsets = columns.Offsets)
        {
            for (var first = 0; first < columns.Offsets.Length;)
            {
                var (height, end) = first < columns.Threes ? (3, columns.Threes)
                    : first < columns.Threes + columns.Twos ? (2, columns.Threes + columns.Twos)
                    : (1, columns.Offsets.Length);
                var count = Math.Min(MostColumns, end - first);
                var vectors = plan.Rows == 1 ? width / TOps.Count : 0;
                if (vectors > 0)
                    AddColumns(count, height, y, TOps.Count, x, TOps.Count, offsets + first, vectors, TOps.Count, mask, sums, nextY, nextX);
                var whole = vectors * TOps.Count;
                if (whole < width)
                    AddColumns(count, height, y + whole, yRow, x + whole, plan.Pitch, offsets + first, lines, width - whole, mask, sums, nextY + whole, nextX + whole);
                first += count;
                sums += count * height * TOps.Count;
            }
        }

        return sums;
    }

    private static void AddColumns(
        int count, int height, T* y, nint yRow, T* x, nint xRow, int* offsets, nint lines, nint width, T* mask, T* sums, T* nextY, T* nextX)
    {
        switch (count)
        {
            case 1:
                AddColumns<One>(height, y, yRow, x, xRow, offsets, lines, width, mask, sums, nextY, nextX);
                break;
            case 2:
                AddColumns<Two>(height, y, yRow, x, xRow, offsets, lines, width, mask, sums, nextY, nextX);
                break;
            default:
                AddColumns<Three>(height, y, yRow, x, xRow, offsets, lines, width, mask, sums, nextY, nextX);
                break;
        }
    }

    private static void AddColumns<TColumns>(
        int height, T* y, nint yRow, T* x, nint xRow, int* offsets, nint lines, nint width, T* mask, T* sums, T* nextY, T* nextX) where TColumns : struct, IConstant
    {
        switch (height)
        {
            case 1:
                DepthwiseProducts<T, TVector, TOps, One, TColumns>.Run(y, yRow, x, xRow, offsets, lines, width, mask, sums, nextY, nextX);
                break;
            case 2:
                DepthwiseProducts<T, TVector, TOps, Two, TColumns>.Run(y, yRow, x, xRow, offsets, lines, width, mask, sums, nextY, nextX);
                break;
            default:
                DepthwiseProducts<T, TVector, TOps, Three, TColumns>.Run(y, yRow, x, xRow, offsets, lines, width, mask, sums, nextY, nextX);
                break;
        }
    }
}
