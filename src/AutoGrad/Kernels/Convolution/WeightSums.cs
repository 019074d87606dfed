using System.Numerics;
using System.Numerics.Tensors;

namespace AutoGrad.Kernels;

/// <summary>
/// The transpose of a correlation in its weights: w[plane, tap] = Σ y[plane, o] · x[o · step + tap] over images and outputs. Vectors run over planes and
/// tiles over taps, so that the packed source is read where it lies. The number of partial sums follows from the problem alone, and they are
/// added in their order.
/// </summary>
internal static unsafe class WeightSums<T, TVector, TOps>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TVector : struct
    where TOps : struct, IVectorOps<T, TVector>
{
    private const int Chunk = 192;
    private const int PartialSums = 16;
    private const int PartialElements = 1 << 22;
    private const int Spare = OffsetTables.Spare;

    private static readonly int[] WideSteps = OffsetTables.Multiples(Wide, Chunk);
    private static readonly int[] NarrowSteps = OffsetTables.Multiples(TOps.Count, Chunk);

    private static int Wide => 2 * TOps.Count;

    /// <summary>Sets the weights [groups, planes, channels · taps] to the sums for what the target's planes hold.</summary>
    public static void Run(CorrelationOperands<T> operands, long work)
    {
        var correlation = operands.Correlation;
        var strips = (operands.Planes + Wide - 1) / Wide;
        var stripLength = checked((correlation.Depth + Spare) * Wide);
        var whole = checked(stripLength * strips * operands.Groups);
        var units = operands.Copies / operands.Groups * correlation.Boxes;
        var sums = Math.Clamp(PartialElements / whole, 1, Math.Min(PartialSums, units));

        // Strips part the work at no cost where nothing is packed.
        if (correlation.IsInPlace)
            sums = Math.Min(sums, ((PartialSums - 1) / (strips * operands.Groups)) + 1);

        // With few sums to part the work by, strips part it, and each packs the sources for itself.
        var parts = Math.Min(strips, ((PartialSums - 1) / (sums * operands.Groups)) + 1);
        using var rented = new RentedSpan<T>(checked((sums * whole) + OffsetTables.Alignment<T>()));
        fixed (T* memory = rented.Span)
        fixed (int* steps = correlation.Steps, outputs = correlation.Places)
        {
            var (partials, stepsOf, placesOf) = ((nint)OffsetTables.Align(memory), (nint)steps, (nint)outputs);
            BlockSplit.For(sums * operands.Groups * parts, work, (operands, partials, stepsOf, placesOf, sums, units, parts, strips, (stripLength, whole)), static (own, block) =>
            {
                var (operands, partials, stepsOf, placesOf, sums, units, parts, strips, (stripLength, whole)) = own;
                var (index, part) = Math.DivRem(block, parts);
                var (sum, group) = Math.DivRem(index, operands.Groups);
                var range = (First: (int)((long)units * sum / sums), Last: (int)((long)units * (sum + 1) / sums));
                var from = strips * part / parts;
                AddUnits(operands, group, range.First, range.Last, from * Wide, Math.Min(strips * (part + 1) / parts * Wide, operands.Planes),
                    (T*)partials + ((nint)sum * whole) + (((nint)group * strips) + from) * stripLength, stripLength, (int*)stepsOf, (int*)placesOf);
            });
            BlockSplit.For(strips * operands.Groups, (long)sums * whole, (operands, partials, sums, strips, stripLength, whole), static (own, block) =>
            {
                var (operands, partials, sums, strips, stripLength, whole) = own;
                var total = new Span<T>((T*)partials + ((nint)block * stripLength), stripLength);
                for (var sum = 1; sum < sums; sum++)
                    TensorPrimitives.Add(total, new ReadOnlySpan<T>((T*)partials + ((nint)sum * whole) + ((nint)block * stripLength), stripLength), total);
                var (group, strip) = Math.DivRem(block, strips);
                var lanes = Math.Min(Wide, operands.Planes - (strip * Wide));
                BlockTransposition.Run((T*)partials + ((nint)block * stripLength), lanes > TOps.Count ? Wide : TOps.Count,
                    operands.Weights + (group * operands.GroupStride) + ((nint)strip * Wide * operands.PlaneStride), operands.PlaneStride,
                    operands.Correlation.Depth, lanes);
            });
        }
    }

    // A unit is a box of an image.
    private static void AddUnits(
        in CorrelationOperands<T> operands, int group, int first, int last, int firstPlane, int endPlane, T* sums, int stripLength, int* steps, int* places)
    {
        var correlation = operands.Correlation;
        var values = Scratch.Get<T>((Chunk * Wide) + correlation.BufferLength);
        var buffer = values + (Chunk * Wide);
        for (var unit = first; unit < last; unit++)
        {
            var (image, box) = Math.DivRem(unit, correlation.Boxes);
            var copy = (image * operands.Groups) + group;
            var source = correlation.Provide(operands.SourceOf(copy), box, buffer);
            var (start, lengths) = correlation.Box(box);
            var target = operands.TargetOf(copy);
            for (var plane = firstPlane; plane < endPlane; plane += Wide)
            {
                var lanes = Math.Min(Wide, endPlane - plane);
                var strip = sums + ((nint)(plane - firstPlane) / Wide * stripLength);
                AddStrip(target.Data + (plane * target.Plane) + ((nint)start * correlation.Inner), target.Plane, lanes,
                    source, places, lengths.Size, steps, correlation.Depth, values, strip, unit > first);
            }
        }
    }

    private static void AddStrip(
        T* y, nint plane, int lanes, T* source, int* places, int length, int* steps, int depth, T* values, T* strip, bool accumulate)
    {
        var isWide = lanes > TOps.Count;
        var width = isWide ? Wide : TOps.Count;
        // Lanes without a plane are multiplied as well, and dropped.
        if (lanes < width)
            new Span<T>(values, Chunk * width).Clear();
        fixed (int* multiples = isWide ? WideSteps : NarrowSteps)
        {
            for (var start = 0; start < length; start += Chunk)
            {
                var count = Math.Min(Chunk, length - start);
                BlockTransposition.Run(y + start, plane, values, width, lanes, count);
                OffsetSweep<T, TVector, TOps>.Run(
                    isWide ? 2 : 1, source, steps, depth, places + start, values, multiples, strip, width, count, accumulate || start > 0);
            }
        }
    }
}
