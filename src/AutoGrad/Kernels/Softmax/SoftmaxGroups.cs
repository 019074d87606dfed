using System.Numerics;
using System.Runtime.CompilerServices;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels;

/// <summary>
/// Softmax and what belongs to it of lines that fill a block of 64 bytes at least, some at a time: all their largest elements are found, then all
/// their sums, and then their results. So the steps from lane to lane, the divisions and the logarithms are done for all of them at once. No bit of
/// a line depends on the others.
/// </summary>
internal static unsafe partial class SoftmaxGroups<T, V, TExponential, TTerm>
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct, IRegister<T, V>
    where TExponential : struct, IHeldFunction<T, V, TExponential>
    where TTerm : struct, IHeldFunction<T, V, TTerm>
{
    // Twice as much stays in the first cache.
    private const int GroupBytes = 16384;
    private const int BlockBytes = 64;

    // Between two loops over a group, registers wait for each other: the more lines, the less for each.
    private const int MostFolds = 4;

    private static int Lanes => LaneFolds<T>.Lines;

    /// <summary>Lines of a length, which lie one after the other in x, into y: as many elements, or one for each line.</summary>
    [SkipLocalsInit]
    public static void Lines(ReadOnlySpan<T> x, Span<T> y, int length, SoftmaxKind kind, LineMemory memory)
    {
        var lines = Math.Clamp(GroupBytes / sizeof(T) / length, 1, MostFolds * Lanes);
        if (lines > Lanes)
            lines -= lines % Lanes;
        var results = Math.Max(lines, Lanes);
        T* unaligned = stackalloc T[(2 * results * (Lanes + 1)) + Lanes];
        T* block = Aligned(unaligned), largest = block + (results * Lanes);
        var lanes = new Span<T>(block, results * Lanes);
        var largestLanes = new Span<T>(largest, lanes.Length);
        var maxima = new Span<T>(largest + lanes.Length, results);
        var sums = new Span<T>(largest + lanes.Length + results, results);
        lanes.Clear();
        largestLanes.Clear();
        // Results that are not in the caches when they are next read are made beside where they go, at the same distance from a block.
        using var rented = new RentedSpan<T>(memory.IsStreamed && kind == SoftmaxKind.Softmax ? (lines * length) + (2 * Lanes) : 0);
        fixed (T* from = x, to = y, aside = rented.Span)
        {
            var group = new Group(from, length, lines, x.Length / length, largest, block, largest + lanes.Length, memory.IsFar);
            Maxima(group.X, length, group.Count, largest);
            for (var start = 0; start < x.Length; start += lines * length, group = group.Next)
            {
                LaneFolds<T>.Max<V>(largestLanes, maxima);
                if (kind == SoftmaxKind.Softmax)
                {
                    var y0 = to + start;
                    var terms = memory.IsStreamed ? Aligned(aside) + (((nint)y0 & (BlockBytes - 1)) / sizeof(T)) : y0;
                    Sums<TExponential, Kept>(group, terms);
                    LaneFolds<T>.Add<V>(lanes, sums);
                    Invert(sums);
                    LineResults<T, V>.Multiply(terms, y0, length, group.Count, sums, memory.IsStreamed);
                    continue;
                }
                Sums<TTerm, Dropped>(group, group.X);
                LaneFolds<T>.Add<V>(lanes, sums);
                Logarithms.Log<T>(sums, sums);
                if (kind == SoftmaxKind.LogSoftmax)
                    LineResults<T, V>.Subtract(group.X, to + start, length, group.Count, maxima, sums, memory.IsStreamed);
                else
                    LogSumExp(x[start..], length, maxima, sums, y.Slice(start / length, group.Count));
            }
        }
    }

    private static T* Aligned(T* memory) => (T*)(((nint)memory + BlockBytes - 1) & -BlockBytes);

    private static void Invert(Span<T> sums)
    {
        for (nuint i = 0; i < (nuint)sums.Length; i += (nuint)V.Count)
            (V.Repeat(T.One) / V.Load(in sums[0], i)).Store(ref sums[0], i);
    }

    private static void LogSumExp(ReadOnlySpan<T> x, int length, ReadOnlySpan<T> maxima, Span<T> logs, Span<T> y)
    {
        for (nuint i = 0; i < (nuint)logs.Length; i += (nuint)V.Count)
            (V.Load(in maxima[0], i) + V.Load(in logs[0], i)).Store(ref logs[0], i);
        logs[..y.Length].CopyTo(y);
        // An infinite maximum is the result itself, unless there is a NaN: its differences are NaN in any case.
        for (var line = 0; line < y.Length; line++)
        {
            if (T.IsNaN(y[line]))
                y[line] = LineExtremes<T>.Max(x.Slice(line * length, length));
        }
    }
}
