using static AutoGrad.Op;
using static AutoGrad.Tests.Primitives.Reduction.CornerCases;

namespace AutoGrad.Tests.Primitives.Reduction;

public class ExtremeTests
{
    [Fact]
    public void MaxAndMin_ShareTheDerivativeAmongTies_AndAmongNaN()
    {
        Check(Max, [3, 1, 3, 3, 2], [3], [1 / 3.0, 0, 1 / 3.0, 1 / 3.0, 0]);
        Check(Min, [-3, -1, -3], [-3], [0.5, 0, 0.5]);
        Check(Max, [1, NaN, 3], [NaN], [0, 1, 0]);
        Check(Min, [NaN, 1, NaN], [NaN], [0.5, 0, 0.5]);
        Check(Max, [1, Inf, Inf], [Inf], [0, 0.5, 0.5]);
        Check(Min, [-Inf, -Inf], [-Inf], [0.5, 0.5]);
        Check(Min, [0, -0.0], [-0.0], [0.5, 0.5]);
    }

    [Fact]
    public void ArgMaxAndArgMin_GiveTheFirstOfTies_AndTheFirstNaN()
    {
        foreach (var padding in new[] { 0, 3, 40 })
        {
            // Of whole vectors and of what is left of them.
            double[] Padded(params double[] x) => [.. Enumerable.Repeat(2.0, padding), .. x, .. Enumerable.Repeat(2.0, padding)];
            Assert.Equal(padding + 1, ArgMax<double>(Padded(1, 5, 5, 3)).Scalar);
            Assert.Equal(padding, ArgMin<double>(Padded(1, 5, 1, 3)).Scalar);
            Assert.Equal(padding + 2, ArgMax<double>(Padded(1, Inf, NaN, NaN)).Scalar);
            Assert.Equal(padding + 2, ArgMin<double>(Padded(1, -Inf, NaN, NaN)).Scalar);
            Assert.Equal(padding + 1, ArgMax<double>(Padded(1, 7, -0.0, 7)).Scalar);
        }
        Assert.Equal(0, ArgMax(Variable.Vector(-0.0, 0)).Scalar);
        Assert.Equal(0, ArgMax(Variable.Vector(-Inf, -Inf)).Scalar);
        Assert.Equal(0, ArgMin(Variable.Vector(Inf, Inf)).Scalar);
    }

    [Fact]
    public void ArgMax_AlongTheFirstAxis_GivesTheFirstNaNOfEachColumn()
    {
        var x = new double[3, 20];
        for (var column = 0; column < 20; column++)
            (x[0, column], x[1, column], x[2, column]) = (1, column % 2 == 0 ? NaN : 2, column % 3 == 0 ? NaN : 2);
        Equal([.. Enumerable.Range(0, 20).Select(column => column % 2 == 1 && column % 3 == 0 ? 2.0 : 1)], ArgMax<double>(x, 0).ToArray());
    }

    [Fact]
    public void ArgMax_OfTwoAxes_CountsInRowMajorOrderAlongThem()
    {
        var x = Variable.Create<double>([0, 1, 2, 9, 4, 5, 6, 7, 8, 3, 11, 10], [2, 3, 2]);
        Equal([3, 1, 2], ArgMax(x, [2, 0]).ToArray());
        Equal([0, 0, 0], ArgMin(x, [0, 2]).ToArray());
    }
}
