using System.Numerics;
using System.Numerics.Tensors;

namespace AutoGrad.Kernels;

/// <summary>
/// As <see cref="WeightSums{T, TVector, TOps}"/>, for planes too few to fill vectors: these run over neighbouring outputs, so that each weight is the sum of
/// a vector. The number of partial sums follows from the problem alone, and they are added in their order.
/// </summary>
internal static unsafe class PixelSums<T, TVector, TOps>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TVector : struct
    where TOps : struct, IVectorOps<T, TVector>
{
    private const int PartialSums = 16;
    private const int PartialElements = 1 << 20;
    private const int Taps = 4;

    /// <summary>Sets the weights [groups, planes, channels · taps] to the sums for what the target's planes hold.</summary>
    public static void Run(CorrelationOperands<T> operands, long work)
    {
        var correlation = operands.Correlation;
        var row = checked((correlation.Depth + Taps - 1) / Taps * Taps * TOps.Count);
        var group = checked(row * operands.Planes);
        var units = operands.Copies / operands.Groups * correlation.Boxes;
        var sums = Math.Clamp(PartialElements / checked(group * operands.Groups), 1, Math.Min(PartialSums, units));
        using var rented = new RentedSpan<T>(checked(sums * operands.Groups * group));
        fixed (T* memory = rented.Span)
        fixed (int* steps = correlation.Steps)
        {
            var (partials, stepsOf) = ((nint)memory, (nint)steps);
            BlockSplit.For(sums * operands.Groups, work, (operands, partials, stepsOf, sums, units, group, row), static (own, block) =>
            {
                var (index, sum) = Math.DivRem(block, own.sums);
                var target = (T*)own.partials + ((nint)block * own.group);
                new Span<T>(target, own.group).Clear();
                var (first, last) = ((int)((long)own.units * sum / own.sums), (int)((long)own.units * (sum + 1) / own.sums));
                AddUnits(own.operands, index, first, last, target, own.row, (int*)own.stepsOf);
            });
            BlockSplit.For(operands.Groups, (long)sums * operands.Groups * group, (operands, partials, sums, group, row), static (own, index) =>
            {
                var (operands, partials, sums, group, row) = own;
                var first = (T*)partials + ((nint)index * sums * group);
                var total = new Span<T>(first, group);
                for (var sum = 1; sum < sums; sum++)
                    TensorPrimitives.Add(total, new ReadOnlySpan<T>(first + ((nint)sum * group), group), total);
                for (var plane = 0; plane < operands.Planes; plane++)
                {
                    var weights = operands.Weights + (index * operands.GroupStride) + ((nint)plane * operands.PlaneStride);
                    for (var i = 0; i < operands.Correlation.Depth; i++)
                        weights[i] = TOps.Sum(TOps.Load(first + ((nint)plane * row) + ((nint)i * TOps.Count)));
                }
            });
        }
    }

    // A unit is a box of an image.
    private static void AddUnits(in CorrelationOperands<T> operands, int group, int first, int last, T* sums, int row, int* steps)
    {
        var correlation = operands.Correlation;
        var mask = Scratch.Get<T>((2 * TOps.Count) + correlation.BufferLength);
        var buffer = mask + (2 * TOps.Count);
        new Span<T>(mask, TOps.Count).Clear();
        new Span<byte>(mask + TOps.Count, TOps.Count * sizeof(T)).Fill(byte.MaxValue);
        for (var unit = first; unit < last; unit++)
        {
            var (image, box) = Math.DivRem(unit, correlation.Boxes);
            var copy = (image * operands.Groups) + group;
            correlation.Pack(operands.SourceOf(copy), box, buffer);
            var (start, lengths) = correlation.Box(box);
            var target = operands.TargetOf(copy);
            for (var depth = 0; depth < lengths.Depth; depth++)
            {
                var y = target.Data + ((nint)start * correlation.Inner) + ((nint)depth * lengths.Height * lengths.Width);
                var x = buffer + correlation.PlaceOf(depth, 0, 0);
                for (var tap = 0; tap < correlation.Depth; tap += Taps)
                {
                    // Steps repeat the last one beyond their number.
                    var to = sums + ((nint)tap * TOps.Count);
                    for (var plane = 0; plane < operands.Planes;)
                    {
                        plane += AddTile(operands.Planes - plane, y + (plane * target.Plane), target.Plane, lengths, x, steps + tap,
                            correlation.PlaceOf(0, 1, 0), mask, to + ((nint)plane * row), row);
                    }
                }
            }
        }
    }

    private static int AddTile(int planes, T* y, nint plane, Extent lengths, T* x, int* steps, nint line, T* mask, T* sums, nint row)
    {
        switch (planes)
        {
            case 1:
                LineProducts<T, TVector, TOps, One>.Run(y, plane, lengths.Width, x, steps, line, lengths.Height, lengths.Width, mask, sums, row);
                return 1;
            case < 4:
                LineProducts<T, TVector, TOps, Two>.Run(y, plane, lengths.Width, x, steps, line, lengths.Height, lengths.Width, mask, sums, row);
                return 2;
            case < 6:
                LineProducts<T, TVector, TOps, Four>.Run(y, plane, lengths.Width, x, steps, line, lengths.Height, lengths.Width, mask, sums, row);
                return 4;
            default:
                LineProducts<T, TVector, TOps, Six>.Run(y, plane, lengths.Width, x, steps, line, lengths.Height, lengths.Width, mask, sums, row);
                return 6;
        }
    }
}
