using AutoGrad.Kernels.Special;

namespace AutoGrad.Tests.Kernels.Special;

public class GeluTanhKernelTests
{
    // x·σ(u), with u = x(c + d·x²) to 28 digits: of e^u, the part that doubles hold exactly apart from the rest.
    [Fact]
    public void Gelu_KeepsItsDigits_FarToTheLeft()
    {
        double[] x = [.. Enumerable.Range(-20 * 64, 25 * 64).Select(i => i / 64.0)];
        var y = new double[x.Length];
        GeluTanhKernel.Gelu<double>(x, y);
        for (var i = 0; i < x.Length; i++)
        {
            var exact = (decimal)x[i];
            var u = exact * (1.5957691216057307117597842397m + (0.07135481627260024877633875228m * exact * exact));
            var whole = decimal.Floor(u * 1024) / 1024;
            var power = Math.Exp((double)whole) * Math.Exp((double)(u - whole));
            var expected = x[i] * (u > 0 ? 1 / (1 + (1 / power)) : power / (1 + power));
            Expect.True(Math.Abs(y[i] - expected) <= 7 * (Math.BitIncrement(Math.Abs(expected)) - Math.Abs(expected)), $"At {x[i]}: expected {expected:R}, got {y[i]:R}");
        }
    }

    [Fact]
    public void Gelu_Vanishes_AndReachesX()
    {
        double[] x = [0, -0.0, -21.7, -1e300, 21.7, 1e300, double.PositiveInfinity, double.NegativeInfinity, double.NaN];
        var y = new double[x.Length];
        GeluTanhKernel.Gelu<double>(x, y);
        Assert.Equal([0, -0.0, -0.0, -0.0, 21.7, 1e300, double.PositiveInfinity, double.NaN, double.NaN], y);
        Assert.All(y[1..4], v => Assert.True(double.IsNegative(v)));
    }
}
