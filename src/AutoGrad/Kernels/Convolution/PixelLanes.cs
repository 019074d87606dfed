using System.Numerics;

namespace AutoGrad.Kernels;

/// <summary>
/// A correlation whose vectors run over neighbouring outputs, for few planes or few channels: the weights are taken where they lie. Lines that are
/// short run on into the packed rim, and what comes out of that is dropped; others end with a vector. One or two planes are taken by themselves.
/// </summary>
internal static unsafe class PixelLanes<T, TVector, TOps>
    where T : unmanaged, INumberBase<T>
    where TVector : struct
    where TOps : struct, IVectorOps<T, TVector>
{
    private const int Chunk = 512;
    private const int Rows = 12;
    private const int Spare = OffsetTables.Spare;

    private static int Wide => 2 * TOps.Count;

    public static void Run(CorrelationOperands<T> operands, long work)
    {
        var correlation = operands.Correlation;
        var rows = PlanCache<(int, int), int[]>.Get((operands.PlaneStride, operands.Planes), RowsOf);
        fixed (int* steps = correlation.Steps, weightSteps = operands.WeightSteps, planes = rows)
        {
            var (stepsOf, weightStepsOf, rowsOf) = ((nint)steps, (nint)weightSteps, (nint)planes);
            BlockSplit.For(operands.Copies * correlation.Boxes, work, (operands, stepsOf, weightStepsOf, rowsOf), static (own, block) =>
            {
                var (copy, box) = Math.DivRem(block, own.operands.Correlation.Boxes);
                RunBox(own.operands, copy, box, (int*)own.stepsOf, (int*)own.weightStepsOf, (int*)own.rowsOf);
            });
        }
    }

    private static int[] RowsOf((int Stride, int Planes) weights)
    {
        var rows = OffsetTables.Multiples(weights.Stride, weights.Planes + Spare);
        rows.AsSpan(weights.Planes).Fill(rows[weights.Planes - 1]);
        return rows;
    }

    private static void RunBox(in CorrelationOperands<T> operands, int copy, int box, int* steps, int* weightSteps, int* rows)
    {
        var correlation = operands.Correlation;
        var (first, lengths) = correlation.Box(box);
        var (output, pitch) = (correlation.Output, correlation.Row);

        // Vectors at the end of the last row read further by less than what is computed at once.
        var spare = LineTile<T, TVector, TOps>.Length;
        var sums = Scratch.Get<T>((Rows * (Chunk + Wide)) + correlation.BufferLength + spare);
        var buffer = sums + (Rows * (Chunk + Wide));
        correlation.Pack(operands.SourceOf(copy), box, buffer);
        new Span<T>(buffer + correlation.BufferLength, spare).Clear();
        var weights = operands.Weights + (copy % operands.Groups * operands.GroupStride);
        var target = operands.TargetOf(copy);
        if (target.IsDense && lengths.Width >= TOps.Count && operands.Planes >= OffsetSweep<T, TVector, TOps>.LeastExact)
        {
            RunLines(correlation, target, first, lengths, weights, rows, operands.Planes, weightSteps, buffer, steps);
            return;
        }

        var linesAtOnce = Math.Max(1, Chunk / pitch);
        var (firstDepth, firstHeight, firstWidth) = output.Depth > 1 ? (first, 0, 0) : output.Height > 1 ? (0, first, 0) : (0, 0, first);
        for (var depth = 0; depth < lengths.Depth; depth++)
        {
            for (var height = 0; height < lengths.Height; height += linesAtOnce)
            {
                for (var width = 0; width < lengths.Width; width += Chunk)
                {
                    var (lines, columns) = (Math.Min(linesAtOnce, lengths.Height - height), Math.Min(Chunk, lengths.Width - width));
                    var length = ((lines - 1) * pitch) + columns;
                    var start = buffer + correlation.PlaceOf(depth, height, width);
                    for (var plane = 0; plane < operands.Planes; plane += Rows)
                    {
                        var count = Math.Min(Rows, operands.Planes - plane);
                        Sum(operands.Planes, weights, rows + plane, count, weightSteps, start, steps, sums, length, correlation.Depth);
                        for (var row = 0; row < count * lines; row++)
                        {
                            var (index, line) = Math.DivRem(row, lines);
                            target.Put(sums + (index * (Chunk + Wide)) + (line * pitch), plane + index,
                                firstDepth + depth, firstHeight + height + line, firstWidth + width, columns);
                        }
                    }
                }
            }
        }
    }

    // Lines of at least a vector are computed where they belong.
    private static void RunLines(Correlation correlation, in OutputGrid<T> target, int first, Extent lengths, T* weights, int* rows, int planes,
        int* weightSteps, T* buffer, int* steps)
    {
        var place = target.Data + ((nint)first * correlation.Inner);
        for (var depth = 0; depth < lengths.Depth; depth++)
        {
            for (var height = 0; height < lengths.Height; height++, place += lengths.Width)
            {
                OffsetSweep<T, TVector, TOps>.RunExact(weights, rows, planes, weightSteps, buffer + correlation.PlaceOf(depth, height, 0), steps,
                    place, target.Plane, lengths.Width, correlation.Depth);
            }
        }
    }

    private static void Sum(int planes, T* weights, int* rows, int count, int* weightSteps, T* start, int* steps, T* sums, int length, int depth)
    {
        if (planes < CorrelationKernel.LeastTiled)
        {
            for (var row = 0; row < count; row++)
                LineTile<T, TVector, TOps>.Run(weights + rows[row], weightSteps, start, steps, sums + (row * (Chunk + Wide)), length, depth);
            return;
        }

        for (var v = 0; v < length; v += Wide)
        {
            OffsetSweep<T, TVector, TOps>.Run(length - v > TOps.Count ? 2 : 1, weights, rows, count, weightSteps, start + v, steps,
                sums + v, Chunk + Wide, depth, false);
        }
    }
}
