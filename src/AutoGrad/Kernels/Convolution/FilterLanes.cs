using System.Numerics;

namespace AutoGrad.Kernels;

/// <summary>
/// A correlation whose vectors run over the planes of the output: the weights are packed once, in strips of two vectors or one, and each tile takes
/// twelve outputs, wherever they lie. What comes out by outputs is turned into planes chunk by chunk.
/// </summary>
internal static unsafe class FilterLanes<T, TVector, TOps>
    where T : unmanaged, INumberBase<T>
    where TVector : struct
    where TOps : struct, IVectorOps<T, TVector>
{
    /// <summary>The outputs that are computed before they are turned into planes: their sums, and a strip's weights of a depth, stay in the first cache.</summary>
    public const int Chunk = 192;
    private const int Depth = 320;

    private const int Spare = OffsetTables.Spare;

    private static readonly int[] WideSteps = OffsetTables.Multiples(Wide, Depth);
    private static readonly int[] NarrowSteps = OffsetTables.Multiples(TOps.Count, Depth);

    /// <summary>The planes of a strip.</summary>
    public static int Wide => 2 * TOps.Count;

    public static void Run(CorrelationOperands<T> operands, long work)
    {
        var correlation = operands.Correlation;
        var depth = correlation.Depth;
        var strips = (operands.Planes + Wide - 1) / Wide;
        var group = checked(depth * ((operands.Planes + TOps.Count - 1) / TOps.Count) * TOps.Count);
        using var rented = new RentedSpan<T>(checked((group * operands.Groups) + OffsetTables.Alignment<T>()));
        fixed (T* memory = rented.Span)
        fixed (int* steps = correlation.Steps, pixels = correlation.Places)
        {
            var (weights, stepsOf, placesOf) = ((nint)OffsetTables.Align(memory), (nint)steps, (nint)pixels);
            BlockSplit.For(operands.Groups * strips, (long)group * operands.Groups, (operands, weights, strips, group), static (own, block) =>
            {
                var (index, strip) = Math.DivRem(block, own.strips);
                var target = (T*)own.weights + ((nint)index * own.group) + ((nint)strip * Wide * own.operands.Correlation.Depth);
                PackWeights(own.operands, index, strip * Wide, own.operands.WeightSteps, target);
            });
            BlockSplit.For(operands.Copies * correlation.Boxes, work, (operands, weights, group, stepsOf, placesOf), static (own, block) =>
            {
                var (copy, box) = Math.DivRem(block, own.operands.Correlation.Boxes);
                var packed = (T*)own.weights + ((nint)(copy % own.operands.Groups) * own.group);
                RunBox(own.operands, copy, box, packed, (int*)own.stepsOf, (int*)own.placesOf);
            });
        }
    }

    /// <summary>Packs the weights of a strip's planes, [channels · taps, lanes]; lanes without a plane are 0.</summary>
    public static void PackWeights(in CorrelationOperands<T> operands, int group, int plane, int[] steps, T* strip)
    {
        var lanes = Math.Min(Wide, operands.Planes - plane);
        var width = WidthOf(lanes);
        if (lanes < width)
            new Span<T>(strip, width * steps.Length).Clear();
        var source = operands.Weights + (group * operands.GroupStride) + ((nint)plane * operands.PlaneStride);
        for (var start = 0; start < steps.Length;)
        {
            var end = start + 1;
            while (end < steps.Length && steps[end] == steps[end - 1] + 1)
                end++;
            BlockTransposition.Run(source + steps[start], operands.PlaneStride, strip + ((nint)start * width), width, lanes, end - start);
            start = end;
        }
    }

    private static void RunBox(in CorrelationOperands<T> operands, int copy, int box, T* weights, int* steps, int* places)
    {
        var correlation = operands.Correlation;
        var (first, lengths) = correlation.Box(box);
        var sums = Scratch.Get<T>((2 * (Chunk + Spare) * Wide) + correlation.BufferLength);
        var planar = sums + ((Chunk + Spare) * Wide);
        var buffer = planar + ((Chunk + Spare) * Wide);
        var source = correlation.Provide(operands.SourceOf(copy), box, buffer);
        var target = operands.TargetOf(copy);
        for (var plane = 0; plane < operands.Planes; plane += Wide)
        {
            var lanes = Math.Min(Wide, operands.Planes - plane);
            for (var start = 0; start < lengths.Size; start += Chunk)
            {
                var count = Math.Min(Chunk, lengths.Size - start);
                RunChunk(lanes, source, places + start, count, steps, weights + ((nint)plane * correlation.Depth), sums, correlation.Depth);
                var width = WidthOf(lanes);
                var place = (first * correlation.Inner) + start;
                if (target.IsDense)
                {
                    BlockTransposition.Run(sums, width, target.Data + (plane * target.Plane) + place, target.Plane, count, lanes);
                    continue;
                }

                BlockTransposition.Run(sums, width, planar, Chunk, count, lanes);
                Scatter(target, correlation.Output, planar, plane, lanes, place, count);
            }
        }
    }

    /// <summary>The lanes that a strip of so many planes takes.</summary>
    public static int WidthOf(int lanes) => lanes > TOps.Count ? Wide : TOps.Count;

    /// <summary>Sets sums [count, lanes] to those of a chunk of outputs, and writes up to <see cref="OffsetTables.Spare"/> rows more.</summary>
    public static void RunChunk(int lanes, T* source, int* places, int count, int* steps, T* strip, T* sums, int depth)
    {
        var isWide = lanes > TOps.Count;
        var width = WidthOf(lanes);
        var blocks = ((depth - 1) / Depth) + 1;
        fixed (int* multiples = isWide ? WideSteps : NarrowSteps)
        {
            for (var block = 0; block < blocks; block++)
            {
                var (start, end) = ((int)((long)depth * block / blocks), (int)((long)depth * (block + 1) / blocks));
                OffsetSweep<T, TVector, TOps>.Run(isWide ? 2 : 1, source, places, count, steps + start, strip + ((nint)start * width), multiples,
                    sums, width, end - start, block > 0);
            }
        }
    }

    private static void Scatter(OutputGrid<T> target, Extent output, T* planar, int plane, int lanes, int place, int count)
    {
        for (var done = 0; done < count;)
        {
            var (line, column) = Math.DivRem(place + done, output.Width);
            var (depth, height) = Math.DivRem(line, output.Height);
            var run = Math.Min(output.Width - column, count - done);
            for (var lane = 0; lane < lanes; lane++)
                target.Put(planar + (lane * Chunk) + done, plane + lane, depth, height, column, run);
            done += run;
        }
    }
}
