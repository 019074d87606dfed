using static AutoGrad.Differentiate;

namespace AutoGrad.Tests.Primitives.Reduction;

/// <summary>A value and a gradient, for a cotangent of 1, 10, 100 and so on, against figures that are known.</summary>
internal static class CornerCases
{
    public const double Inf = double.PositiveInfinity;
    public const double NaN = double.NaN;

    public static void Check(Func<Variable<double>, Variable<double>> function, double[] x, double[] value, double[] gradient)
    {
        Variable<double> point = x;
        var y = function(point);
        Equal(value, y.ToArray());
        var yBar = Variable.Create<double>([.. Enumerable.Range(0, y.Shape.Size).Select(i => Math.Pow(10, i))], y.Shape);
        Equal(gradient, Vjp(function, point, yBar).Product.ToArray());
    }

    public static void Equal(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(expected[i].Equals(actual[i]) || Math.Abs(expected[i] - actual[i]) <= 1e-13 * Math.Abs(expected[i]),
                $"expected [{string.Join(", ", expected)}], got [{string.Join(", ", actual)}]");
        }
    }
}
