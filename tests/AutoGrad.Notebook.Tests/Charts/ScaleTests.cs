using AutoGrad.Notebook.Charts;

namespace AutoGrad.Notebook.Tests.Charts;

public sealed class ScaleTests
{
    [Fact]
    public void Place_IsInProportion_OrInRatio()
    {
        Assert.Equal(150, new Scale(new Axis(), (0, 2), 100, 200)[1]);
        Assert.Equal(150, new Scale(new Axis { IsLogarithmic = true }, (0.01, 100), 100, 200)[1], 1e-9);
        Assert.Equal(125, new Scale(new Axis { IsReversed = true }, (0, 4), 100, 200)[3]);
    }

    [Fact]
    public void Place_OfWhatTheAxisCannotShow_IsNaN()
    {
        Assert.Equal(double.NaN, new Scale(new Axis(), (0, 2), 100, 200)[double.PositiveInfinity]);
        Assert.Equal(double.NaN, new Scale(new Axis { IsLogarithmic = true }, (1, 2), 100, 200)[0]);
    }

    [Theory]
    [InlineData(new[] { 1.0, 3, double.NaN }, 0.1, false, false, 0.8, 3.2)]
    [InlineData(new[] { 1.0, 3 }, 0.1, false, true, 0, 3.3)]
    [InlineData(new[] { -1.0, -3 }, 0.1, false, true, -3.3, 0)]
    [InlineData(new[] { 5.0, 5 }, 0.1, false, false, 2.5, 7.5)]
    [InlineData(new[] { double.NaN }, 0.1, false, false, 0, 1)]
    [InlineData(new[] { -1.0, 0.1, 10 }, 0.5, true, false, 0.01, 100)]
    [InlineData(new[] { -1.0 }, 0.5, true, false, 1, 10)]
    public void Bounds_HoldWhatTheAxisCanShow(double[] values, double padding, bool logarithmic, bool fromZero, double min, double max)
    {
        var bounds = new Axis { IsLogarithmic = logarithmic }.Bounds(values, padding, fromZero);
        Assert.Equal(min, bounds.Min, 1e-9);
        Assert.Equal(max, bounds.Max, 1e-9);
    }
}
