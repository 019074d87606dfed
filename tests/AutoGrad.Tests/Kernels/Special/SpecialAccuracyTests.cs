using System.Numerics;
using AutoGrad.Kernels.Special;
using static AutoGrad.Op;

namespace AutoGrad.Tests.Kernels.Special;

/// <summary>The accuracy that the operations state, against values to many digits, and that every width of register gives the same bits.</summary>
public class SpecialAccuracyTests
{
    [Fact]
    public void Erf_IsWithin2UnitsInTheLastPlace() => CheckBoth("erf", _ => 2, Erf, Erf);

    [Fact]
    public void Erfc_IsWithin3UnitsInTheLastPlace() => CheckBoth("erfc", _ => 3, Erfc, Erfc);

    [Fact]
    public void ErfInv_IsWithin3UnitsInTheLastPlace() => CheckBoth("erfinv", _ => 3, ErfInv, ErfInv);

    [Fact]
    public void Lgamma_IsWithin3UnitsInTheLastPlace_OrAsStatedToTheLeft()
    {
        var scales = SpecialPoints.Of("lgamma").ToDictionary(point => point.X, point => Lgamma<double>(-point.X).ToArray()[0]);
        CheckBoth("lgamma", x => x > -2 ? 3 : 4, Lgamma, Lgamma, (point, y) =>
            point.X < -2 && Math.Abs(point.Y) < 0.6 && point.Error(y) <= Math.Max(5e-16, 1e-16 * scales[point.X]));
    }

    [Fact]
    public void Digamma_IsWithin3UnitsInTheLastPlace_OrAsStatedToTheLeft() =>
        CheckBoth("digamma", x => x > 0 ? 3 : 4, Digamma, Digamma, (point, y) => point.X < 0 && Math.Abs(point.Y) < 1 && point.Error(y) <= 1e-15);

    [Fact]
    public void EveryWidth_GivesTheSameBits()
    {
        CheckWidths<ErrorFunction.Erf>("erf", default);
        CheckWidths<ErrorFunction.Erfc>("erfc", default);
        CheckWidths<ErrorFunction.Gelu>("erfc", default);
        CheckWidths<InverseErrorFunction>("erfinv", default);
        CheckWidths<LogGamma>("lgamma", default);
        CheckWidths<AutoGrad.Kernels.Special.Digamma>("digamma", default);
        CheckWidths("digamma", new AutoGrad.Kernels.Special.Polygamma(3));
    }

    private static void CheckBoth(
        string name, Func<double, double> limit, Func<Variable<double>, Variable<double>> twice, Func<Variable<float>, Variable<float>> single,
        Func<SpecialPoints.Point, double, bool>? isExempt = null)
    {
        Check(SpecialPoints.Of(name), limit, twice, false, isExempt);
        Check(SpecialPoints.Of($"{name}.single"), limit, single, true, null);
    }

    private static void Check<T>(
        SpecialPoints.Point[] points, Func<double, double> limit, Func<Variable<T>, Variable<T>> function, bool isSingle, Func<SpecialPoints.Point, double, bool>? isExempt)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Assert.True(points.Length > 150);
        var y = function(Variable.Vector<T>(Array.ConvertAll(points, point => T.CreateTruncating(point.X)))).ToArray();
        for (var i = 0; i < points.Length; i++)
        {
            var value = double.CreateChecked(y[i]);
            var ulps = points[i].Ulps(value, isSingle);
            Assert.True(ulps <= limit(points[i].X) || isExempt?.Invoke(points[i], value) == true, $"{ulps:F2} ulp at {points[i].X:R}: expected {points[i].Y:R}, got {value:R}");
        }
    }

    private static void CheckWidths<TFunction>(string name, TFunction function) where TFunction : struct, ILaneFunction
    {
        double[] x = [.. SpecialPoints.Of(name).Select(point => point.X), 0, -0.0, -1, -30, double.NaN, double.PositiveInfinity, double.NegativeInfinity];
        var expected = Run<Lanes1>();
        Assert.Equal(expected, Run<Lanes128>());
        Assert.Equal(expected, Run<Lanes256>());
        Assert.Equal(expected, Run<Lanes512>());

        long[] Run<TLanes>() where TLanes : unmanaged, ILanes<TLanes>
        {
            var y = new double[x.Length];
            LaneMap.ApplyIn<TFunction, TLanes>(function, x, y);
            // One NaN is as good as another.
            return Array.ConvertAll(y, value => BitConverter.DoubleToInt64Bits(double.IsNaN(value) ? double.NaN : value));
        }
    }
}
