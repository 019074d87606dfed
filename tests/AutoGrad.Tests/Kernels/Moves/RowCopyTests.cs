using AutoGrad.Kernels;

namespace AutoGrad.Tests.Kernels;

[Collection(nameof(AutoGradSettings))]
public class RowCopyTests
{
    [Theory]
    [InlineData(1, 1, 1, 1)]
    [InlineData(3, 5, 0, 2)]
    [InlineData(1, 100, 70_000, 1)]
    [InlineData(5, 40, 9000, 1)]
    [InlineData(1, 300, 2000, 150)]
    [InlineData(4, 30, 700, 17)]
    [InlineData(2, 3, 5, 40_000)]
    public void TakeAndAdd_MatchPlainLoops_WithTheSameBitsOnEveryNumberOfThreads(int outer, int length, int count, int inner)
    {
        var rows = Enumerable.Range(0, count).Select(j => ((j * 7919) + (j / 3)) % length).ToArray();
        var (table, elements) = (Values(outer * length * inner), Values(outer * count * inner));
        var (taken, added) = (new float[elements.Length], (float[])table.Clone());
        for (var position = 0; position < elements.Length; position++)
        {
            var (row, column) = Math.DivRem(position, inner);
            var (block, j) = Math.DivRem(row, count);
            var place = (((block * length) + rows[j]) * inner) + column;
            taken[position] = table[place];
            added[place] += elements[position];
        }
        Assert.Equal(taken, ThreadCounts.SameBits(() => GuardedOutput.Of<float>(elements.Length, y => RowCopy.Take<float>(table, rows, y, length, inner))));
        Assert.Equal(added, ThreadCounts.SameBits(() => GuardedOutput.Of(table, y => RowCopy.Add<float>(elements, rows, y, length, inner))));
    }

    private static float[] Values(int count)
    {
        var values = new float[count];
        new RandomStream(6).FillNormal<float>(values, 0, 1);
        return values;
    }
}
