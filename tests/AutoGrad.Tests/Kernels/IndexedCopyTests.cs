using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Tests.Kernels;

/// <summary>Gathers and scatters against plain loops, on several numbers of threads.</summary>
[Collection(nameof(AutoGradSettings))]
public class IndexedCopyTests
{
    // Shapes in one part and in many; with tables that one slice of columns holds, and that several share.
    public static TheoryData<int, int, int, int> Shapes => new()
    {
        { 1, 1, 1, 1 }, { 2, 3, 4, 5 }, { 3, 7, 0, 2 }, { 1, 100, 70_001, 1 }, { 500, 11, 130, 1 }, { 40_000, 2, 1, 1 }, { 1, 5000, 300, 37 },
        { 2, 3000, 90, 100 }, { 6, 20, 5000, 3 }, { 1, 70_000, 9, 40 },
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
        var (gathered, added, scattered) = (new T[indices.Length], (T[])table.Clone(), (T[])table.Clone());
        for (var position = 0; position < indices.Length; position++)
        {
            var (block, column) = (position / (count * inner), position % inner);
            var place = (((block * length) + int.CreateChecked(indices[position])) * inner) + column;
            gathered[position] = table[place];
            added[place] += elements[position];
            scattered[place] = elements[position];
        }
        Assert.Equal(gathered, ThreadCounts.SameBits(() =>
        {
            var y = new T[indices.Length];
            Assert.Equal(-1, IndexedCopy.Gather(table, indices, y, outer, length, count, inner));
            return y;
        }));
        Assert.Equal(added, ThreadCounts.SameBits(() =>
        {
            var y = (T[])table.Clone();
            Assert.Equal(-1, IndexedCopy.ScatterAdd(elements, indices, y, outer, length, count, inner));
            return y;
        }));
        Assert.Equal(scattered, ThreadCounts.SameBits(() =>
        {
            var y = (T[])table.Clone();
            Assert.Equal(-1, IndexedCopy.Scatter(elements, indices, y, outer, length, count, inner));
            return y;
        }));
    }

    private static T[] Indices<T>(int count, int length) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var values = new double[count];
        new RandomStream(5).FillUniform<double>(values, 0, length);
        return Array.ConvertAll(values, value => T.CreateTruncating(Math.Floor(value)));
    }

    private static T[] Values<T>(int count) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var values = new T[count];
        new RandomStream(6).FillNormal<T>(values, T.Zero, T.One);
        return values;
    }
}
