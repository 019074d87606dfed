using System.Numerics;
using AutoGrad.Kernels.Special;

namespace AutoGrad.Tests.Kernels.Special;

/// <summary>Numbers of 120 bits behind the point, by identities that hold to the last of them, and beside whole numbers of any length.</summary>
public class FixedPointTests
{
    // Some units of 2⁻¹²⁰.
    private const double Tolerance = 5e-35;

    [Fact]
    public void Product_IsThatOfWholeNumbers()
    {
        var random = new Random(1);
        for (var i = 0; i < 2000; i++)
        {
            var (a, b) = (Draw(random, 8), Draw(random, 8));
            // The doubles are multiples of 2⁻⁵², and so are exact in both.
            var exact = new BigInteger(Math.ScaleB(a, 52)) * new BigInteger(Math.ScaleB(b, 52));
            var high = Math.ScaleB((double)(exact >> 52), -52);
            var product = (FixedPoint)a * b;
            Assert.Equal((double)(exact - new BigInteger(Math.ScaleB(high, 104))) * Math.ScaleB(1, -104), (double)(product - high), Tolerance);
        }
    }

    [Fact]
    public void Quotient_TimesDivisor_IsTheDividend()
    {
        var random = new Random(2);
        for (var i = 0; i < 2000; i++)
        {
            var (a, b) = ((FixedPoint)Draw(random, 1) * Draw(random, 1), (FixedPoint)(1 + random.NextDouble()) * Draw(random, 1));
            if (Math.Abs((double)b) > 0.1)
                Assert.Equal(0, (double)((a / b * b) - a), Tolerance);
        }
    }

    [Fact]
    public void Logarithm_OfAProduct_IsTheSum()
    {
        var random = new Random(3);
        for (var i = 0; i < 500; i++)
        {
            // The product of two numbers of 26 bits is exact.
            var (x, y) = ((double)random.Next(1, 1 << 26), (double)random.Next(1, 1 << 26));
            var ((ofX, _), (ofY, _), (ofProduct, inverse)) = (FixedPoint.LogAndInverse(x), FixedPoint.LogAndInverse(y), FixedPoint.LogAndInverse(x * y));
            Assert.Equal(0, (double)(ofX + ofY - ofProduct), 20 * Tolerance);
            Assert.Equal(Math.Log(x), (double)ofX, 1e-14);
            Assert.Equal(1, (double)inverse * (x * y), 1e-12);
        }
    }

    [Fact]
    public void SineAndCosine_OfTwiceTheAngle()
    {
        var random = new Random(4);
        for (var i = 0; i < 500; i++)
        {
            FixedPoint x = random.NextDouble() - 0.5;
            var ((sine, cosine), (sineOfTwice, cosineOfTwice)) = (FixedPoint.SineAndCosine(x), FixedPoint.SineAndCosine(x + x));
            Assert.Equal(0, (double)((sine * cosine) + (sine * cosine) - sineOfTwice), 2 * Tolerance);
            Assert.Equal(0, (double)((cosine * cosine) - (sine * sine) - cosineOfTwice), 2 * Tolerance);
            Assert.Equal(Math.Sin((double)x), (double)sine, 1e-15);
        }
    }

    [Fact]
    public void Constants_HaveAllTheirDigits()
    {
        // π/6 has the sine ½, and ln 2 is the sum of ln(4/3) and ln(3/2).
        var (sine, _) = FixedPoint.SineAndCosine(FixedPoint.Pi / 6);
        Assert.Equal(0, (double)(sine - 0.5), Tolerance);
        var ((ln2, _), (ln9, _), (ln8, _), (lnOf9Over8, _)) =
            (FixedPoint.LogAndInverse(2), FixedPoint.LogAndInverse(9), FixedPoint.LogAndInverse(8), FixedPoint.LogAndInverse(1.125));
        Assert.Equal(0, (double)(ln9 - ln8 - lnOf9Over8), 20 * Tolerance);
        Assert.Equal(0, (double)(ln8 - ln2 - ln2 - ln2), Tolerance);
        Assert.Equal(Math.Log(2), (double)ln2, 1e-16);
    }

    private static double Draw(Random random, int size) => Math.ScaleB(random.NextInt64(-(1L << 52), 1L << 52), -52) * size;
}
