namespace AutoGrad.Testing.Tests;

public class DomainTests
{
    private static readonly Shape[] Shapes = [[300], [200]];

    [Fact]
    public void Between_StaysWithinItsBoundsAndFillsThem()
    {
        var values = Draw(Domain.Between(-3, 5));
        Assert.All(values, value => Assert.InRange(value, -3, 5));
        Assert.True(values.Min() < -2.5 && values.Max() > 4.5);
    }

    [Fact]
    public void NonZero_HasBothSignsAndStaysAwayFromZero()
    {
        var values = Draw(Domain.NonZero);
        Assert.All(values, value => Assert.InRange(Math.Abs(value), 0.25, 2));
        Assert.Contains(values, value => value > 0);
        Assert.Contains(values, value => value < 0);
    }

    [Fact]
    public void Separated_KeepsItsDistance_WithinAndBetweenPhases()
    {
        double[] values = [.. Draw(Domain.Separated()), .. Draw(Domain.Separated(1))];
        Array.Sort(values);
        for (var i = 1; i < values.Length; i++)
            Assert.True(values[i] - values[i - 1] > 0.059, $"{values[i - 1]} and {values[i]}");
    }

    [Fact]
    public void Mask_IsAConstantOfZerosAndOnes()
    {
        Assert.True(Domain.Mask.IsConstant);
        Assert.Equal([0, 1], Draw(Domain.Mask).Distinct().Order());
    }

    [Fact]
    public void Indices_AreWholeNumbersBelowWhatTheShapesSay()
    {
        var domain = Domain.Indices(shapes => shapes[1][0] / 50);
        Assert.True(domain.IsConstant);
        Assert.Equal([0, 1, 2, 3], Draw(domain).Distinct().Order());
    }

    [Fact]
    public void Draw_GivesNumbersThatFloatHolds() => Assert.All(Draw(Domain.Real), value => Assert.Equal((float)value, value));

    private static double[] Draw(Domain domain) => domain.Draw(new Random(3), Shapes, 0);
}
