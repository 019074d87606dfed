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

    // Around all negative zeros that have a double near them, too.
    [Fact]
    public void Lgamma_IsWithin3UnitsInTheLastPlace_And4ToTheLeft() => CheckBoth("lgamma", x => x > -2 ? 3 : 4, Lgamma, Lgamma);

    // Around the first 33 negative zeros, and the doubles that are nearest to a zero, of all down to -2500 and of many further left, too.
    [Fact]
    public void Digamma_IsWithin3UnitsInTheLastPlace_And4ToTheLeft() => CheckBoth("digamma", x => x > 0 ? 3 : 4, Digamma, Digamma);

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
        string name, Func<double, double> limit, Func<Variable<double>, Variable<double>> twice, Func<Variable<float>, Variable<float>> single)
    {
        Check(SpecialPoints.Of(name), limit, twice, false);
        Check(SpecialPoints.Of($"{name}.single"), limit, single, true);
    }

    private static void Check<T>(SpecialPoints.Point[] points, Func<double, double> limit, Func<Variable<T>, Variable<T>> function, bool isSingle)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Assert.True(points.Length > 150);
        var y = function(Variable.Vector<T>(Array.ConvertAll(points, point => T.CreateTruncating(point.X)))).ToArray();
        for (var i = 0; i < points.Length; i++)
        {
            var value = double.CreateChecked(y[i]);
            var ulps = points[i].Ulps(value, isSingle);
            Expect.True(ulps <= limit(points[i].X), $"{ulps:F2} ulp at {points[i].X:R}: expected {points[i].Y:R}, got {value:R}");
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
