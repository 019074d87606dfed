using AutoGrad.Notebook.Charts;
using static AutoGrad.Op;

namespace AutoGrad.Notebook.Tests.Charts;

public sealed class MarchingSquaresTests
{
    private static PlaneGrid Grid(Func<Variable<double>, Variable<double>, Variable<double>> f) =>
        PlaneGrid.Evaluate<double>("Test", p => f(p[.., 0], p[.., 1]), (-2, 2), (-1.5, 1.5), 41, 31);

    [Fact]
    public void Circle_IsOneClosedLine_AtItsRadius()
    {
        var line = Assert.Single(MarchingSquares.Trace(Grid((x, y) => Square(x) + Square(y)), 1));
        Assert.Equal(line[0], line[^1]);
        Assert.All(line, point => Assert.Equal(1, Math.Sqrt((point.X * point.X) + (point.Y * point.Y)), 2e-3));
        var length = line.Zip(line.Skip(1), (a, b) => Math.Sqrt(Math.Pow(a.X - b.X, 2) + Math.Pow(a.Y - b.Y, 2))).Sum();
        Assert.Equal(2 * Math.PI, length, 0.02);
    }

    [Fact]
    public void Plane_IsOneStraightLine_FromEdgeToEdge()
    {
        var line = Assert.Single(MarchingSquares.Trace(Grid((x, y) => x + (2 * y)), 0.55));
        Assert.All(line, point => Assert.Equal(0.55, point.X + (2 * point.Y), 1e-12));
        Assert.Equal(2, Math.Max(line[0].X, line[^1].X), 1e-12);
        Assert.Equal(-2, Math.Min(line[0].X, line[^1].X), 1e-12);
    }

    [Fact]
    public void Saddle_IsTwoBranches_OnEitherSide()
    {
        foreach (var level in new[] { -0.001, 0.001 })
        {
            var lines = MarchingSquares.Trace(Grid((x, y) => (x - 0.03) * (y - 0.04)), level);
            Assert.Equal(2, lines.Count);
            Assert.All(lines, line => Assert.Equal(Math.Sign(line[0].X - 0.03), Math.Sign(line[^1].X - 0.03)));
        }
    }

    [Fact]
    public void Holes_ArePassedBy_AndNothingIsFoundOutsideTheValues()
    {
        var lines = MarchingSquares.Trace(Grid((x, y) => Where(x > 0, x * double.NaN, y)), 0.02);
        Assert.All(Assert.Single(lines), point => Assert.InRange(point.X, -2, 0));
        Assert.Empty(MarchingSquares.Trace(Grid((x, y) => x), 3));
    }

    [Fact]
    public void Function_OfAnotherShape_Throws()
    {
        var error = Assert.Throws<ArgumentException>(() => PlaneGrid.Evaluate<double>("Chart.Contours", p => Sum(p), (0, 1), (0, 1), 3, 2));
        Assert.Equal("Chart.Contours: needs a function of points [n, 2] that gives [n] or [n, values], got [] for [6, 2]. (Parameter 'function')", error.Message);
        error = Assert.Throws<ArgumentException>(() => PlaneGrid.Evaluate<double>("Chart.Contours", p => p, (1, 1), (0, double.NaN), 3, 2));
        Assert.Equal("Chart.Contours: needs finite ranges that are not empty, got x from 1 to 1 and y from 0 to NaN.", error.Message);
    }
}
