using AutoGrad.Kernels;

namespace AutoGrad.Tests.Kernels;

public class IndexPlacesTests
{
    [Fact]
    public void Read_OfWholeNumbersInRange_GivesThem()
    {
        var indices = Enumerable.Range(0, 37).Select(i => i * 450_000f).ToArray();
        var places = new int[indices.Length];
        Assert.Equal(-1, IndexPlaces.Read<float>(indices, places, 16_200_001));
        Assert.Equal(Enumerable.Range(0, 37).Select(i => i * 450_000), places);
        Assert.Equal(-1, IndexPlaces.Read<double>([0, -0.0, 5], places, 6));
        Assert.Equal([0, 0, 5], places[..3]);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(40)]
    [InlineData(0.5)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(2147483648.0)]
    [InlineData(4294967296.0)]
    public void Read_OfABadIndex_GivesItsPositionWhereverItIs(double bad)
    {
        for (var position = 0; position < 37; position++)
        {
            var indices = Enumerable.Range(0, 37).Select(i => i == position ? bad : i).ToArray();
            var places = new int[indices.Length];
            Assert.Equal(position, IndexPlaces.Read<double>(indices, places, 40));
            Assert.Equal(position, IndexPlaces.Read<float>(Array.ConvertAll(indices, index => (float)index), places, 40));
        }
    }
}
