using AutoGrad.Kernels;

namespace AutoGrad.Tests.Kernels;

[Collection(nameof(AutoGradSettings))]
public class PassSplitTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(32768, 1)]
    [InlineData(32769, 1)]
    [InlineData(1_000_003, 1)]
    [InlineData(1000, 999)]
    [InlineData(7, 100_000)]
    public void Run_DoesEachUnitOnce_WithTheWholeOperands(int units, int elementsPerUnit) => ThreadCounts.SameBits(() =>
    {
        var y = new float[units];
        PassSplit.Run(new Tile<float> { A = [1, 2], IsElementA = true, B = [3], C = [] }, y, units, elementsPerUnit, default(Increment));
        Assert.All(y, value => Assert.Equal(6, value));
        return y;
    });

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(100_001)]
    public void FillAndCopy_WriteEveryElementAndNoOther(int length) => ThreadCounts.SameBits(() =>
    {
        var (x, y) = (Enumerable.Range(0, length).Select(i => (double)i).ToArray(), new double[length + 2]);
        Passes.Fill(y.AsSpan(1, length), 7.0);
        Assert.Equal([0, .. Enumerable.Repeat(7.0, length), 0], y);
        Passes.Copy<double>(x, y.AsSpan(1, length));
        Assert.Equal([0, .. x, 0], y);
        return y;
    });

    private readonly struct Increment : IPass<float>
    {
        public void Run(in Tile<float> x, Span<float> y, int start, int end)
        {
            Assert.True(x.IsElementA && !x.IsElementB && x.C.IsEmpty);
            for (var i = start; i < end; i++)
                y[i] += x.A[0] + x.A[1] + x.B[0];
        }
    }
}
