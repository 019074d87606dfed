using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Tests.Kernels;

/// <summary>Gathers and scatters against plain loops, on several numbers of threads.</summary>
[Collection(nameof(AutoGradSettings))]
public class IndexedCopyTests
{
    // Shapes in one part and in many: of one column and of few; with tables that are copied, that are turned into lines in one piece and in several,
    // and that are longer than what is moved; with nothing to move.
    public static TheoryData<int, int, int, int> Shapes => new()
    {
        { 1, 1, 1, 1 }, { 2, 3, 4, 5 }, { 3, 7, 0, 2 }, { 1, 100, 70_001, 1 }, { 500, 11, 130, 1 }, { 40_000, 2, 1, 1 }, { 1, 5000, 300, 37 },
        { 2, 3000, 90, 100 }, { 6, 20, 5000, 3 }, { 1, 70_000, 9, 40 },
        { 1, 100, 900, 100 }, { 3, 64, 129, 16 }, { 1, 4000, 1100, 33 }, { 2, 2049, 1025, 70 }, { 1, 3001, 2101, 15 }, { 1, 20_000, 4100, 17 }, { 1, 300_000, 40_000, 1 },
        { 2, 5, 0, 17 }, { 1, 0, 0, 20 }, { 0, 3, 4, 5 }, { 2, 3, 4, 0 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void GatherAndScatter_MatchPlainLoops_WithTheSameBitsOnEveryNumberOfThreads(int outer, int length, int count, int inner)
    {
        Check<float>(outer, length, count, inner);
        Check<double>(outer, length, count, inner);
    }

    [Theory]
    [InlineData(1, 100, 70_001, 1)]
    [InlineData(2, 3000, 90, 100)]
    [InlineData(6, 20, 5000, 3)]
    [InlineData(1, 100, 900, 100)]
    [InlineData(2, 2049, 1100, 70)]
    public void BadIndices_AreReportedByTheFirst(int outer, int length, int count, int inner)
    {
        foreach (var bad in new[] { -1, length, 0.5f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, 3e9f })
        {
            foreach (var first in new[] { 0, outer * count * inner / 3, (outer * count * inner) - 1 })
            {
                var indices = Indices<float>(outer * count * inner, length);
                (indices[^1], indices[first]) = (float.NaN, bad);
                var (table, elements) = (new float[outer * length * inner], new float[indices.Length]);
                Assert.Equal(first, IndexedCopy.Gather(table, indices, elements, outer, length, count, inner));
                Assert.Equal(first, IndexedCopy.ScatterAdd(elements, indices, table, outer, length, count, inner));
                Assert.Equal(first, IndexedCopy.Scatter(elements, indices, table, outer, length, count, inner));
            }
        }
    }

    private static void Check<T>(int outer, int length, int count, int inner) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var indices = Indices<T>(outer * count * inner, length);
        var (table, elements) = (Values<T>(outer * length * inner), Values<T>(indices.Length));
        // What is no number, or zero with a sign, is moved and added as any other.
        T[] special = [T.NaN, T.PositiveInfinity, T.NegativeInfinity, T.NegativeZero, T.Epsilon];
        special.AsSpan(0, Math.Min(special.Length, table.Length)).CopyTo(table);
        special.AsSpan(0, Math.Min(special.Length, elements.Length)).CopyTo(elements);
        var (gathered, added, scattered) = (new T[indices.Length], (T[])table.Clone(), (T[])table.Clone());
        var summed = new T[table.Length];
        for (var position = 0; position < indices.Length; position++)
        {
            var (block, column) = (position / (count * inner), position % inner);
            var place = (((block * length) + int.CreateChecked(indices[position])) * inner) + column;
            gathered[position] = table[place];
            added[place] += elements[position];
            summed[place] += elements[position];
            scattered[place] = elements[position];
        }
        var nothing = Enumerable.Repeat(T.NaN, table.Length).ToArray();
        Assert.Equal(gathered, Moved(nothing[..0], gathered.Length, y => IndexedCopy.Gather(table, indices, y, outer, length, count, inner)));
        Assert.Equal(added, Moved(table, table.Length, y => IndexedCopy.ScatterAdd(elements, indices, y, outer, length, count, inner)));
        Assert.Equal(scattered, Moved(table, table.Length, y => IndexedCopy.Scatter(elements, indices, y, outer, length, count, inner)));
        Assert.Equal(summed, Moved(nothing, table.Length, y => IndexedCopy.ScatterSum(elements, indices, y, outer, length, count, inner)));
    }

    private delegate int Move<T>(Span<T> y);

    // What a move makes of an output on each number of threads.
    private static T[] Moved<T>(T[] before, int count, Move<T> move) where T : unmanaged, IFloatingPointIeee754<T> => ThreadCounts.SameBits(() =>
        GuardedOutput.Of([.. before, .. Enumerable.Repeat(T.Pi, count - before.Length)], y => Assert.Equal(-1, move(y))));

    private static T[] Indices<T>(int count, int length) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var values = new double[count];
        new RandomStream(5).FillUniform<double>(values, 0, Math.Max(1, length));
        return Array.ConvertAll(values, value => T.CreateTruncating(Math.Floor(value)));
    }

    private static T[] Values<T>(int count) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var values = new T[count];
        new RandomStream(6).FillNormal<T>(values, T.Zero, T.One);
        return values;
    }
}
