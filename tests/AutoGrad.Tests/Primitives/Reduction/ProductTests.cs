using static AutoGrad.Differentiate;
using static AutoGrad.Op;
using static AutoGrad.Tests.Primitives.Reduction.CornerCases;

namespace AutoGrad.Tests.Primitives.Reduction;

public class ProductTests
{
    [Fact]
    public void Prod_HasTheDerivativeOfTheOthers_WithZeros()
    {
        Check(Prod, [2, 3, 4], [24], [12, 8, 6]);
        Check(Prod, [2, 0, 4], [0], [0, 8, 0]);
        Check(Prod, [0, 0, 4], [0], [0, 0, 0]);
        Check(Prod, [2, -0.0, 4], [-0.0], [-0.0, 8, -0.0]);
        Check(Prod, [Inf, 0, 3], [NaN], [0, Inf, NaN]);
        Check(Prod, [5], [5], [1]);
        Check(Prod, [], [1], []);
    }

    [Fact]
    public void Prod_HasSecondAndThirdDerivatives_WithZeros()
    {
        Variable<double> x = new double[] { 0, 0, 4, 2 };
        // Of x₀x₁x₂x₃: only the second derivative in both zeros is other than 0, and the third in three of which two are.
        Equal([0, 8, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], Hessian(Prod, x).ToArray());
        Equal([0, 0, 2, 4], Gradient(v => Sum(Slice(Gradient(w => Sum(Slice(Gradient(Prod, w), 0..1)), v), 1..2)), x).ToArray());
        Equal([7, 6, 5], Gradient(v => Sum(Gradient(Prod, v)), Variable.Vector<double>(2, 3, 4)).ToArray());
        Equal([4, 6, 2], Gradient(v => Sum(Gradient(Prod, v)), Variable.Vector<double>(2, 0, 4)).ToArray());
    }

    [Fact]
    public void CumulativeProd_HasTheRightDerivative_WithZeros()
    {
        Check(x => CumulativeProd(x, 0), [2, 0, 3, 4], [2, 0, 0, 0], [1, 2 * (10 + 300 + 12000), 0, 0]);
        Check(x => CumulativeProd(x, 0), [0, 0, 3], [0, 0, 0], [1, 0, 0]);
        // The last two by themselves would overflow.
        Equal([1e-300, 1, 1e300], CumulativeProd(Variable.Vector<double>(1e-300, 1e300, 1e300), 0).ToArray());
    }

    [Fact]
    public void CumulativeSum_AddsTheCotangentsOfWhatComesAfter()
    {
        Check(x => CumulativeSum(x, 0), [1, 2, 3], [1, 3, 6], [111, 110, 100]);
        Check(x => CumulativeSum(x, -1), [Inf, 1, -Inf, 1], [Inf, Inf, NaN, NaN], [1111, 1110, 1100, 1000]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void CumulativeSum_OfManyElements_IsAsAccurateAsASum(int inner)
    {
        const int length = 100_000;
        var sums = CumulativeSum(Variable.Full<float>([length, inner], 0.1f), 0).ToArray();
        for (var i = 0; i < length; i += 997)
            Assert.Equal((i + 1) * (double)0.1f, sums[i * inner], 0.1f * (i + 1) * 2e-6);
        var cotangent = Vjp(x => CumulativeSum(x, 0), Variable.Zeros<float>([length, inner]), Variable.Full<float>([length, inner], 0.1f)).Product.ToArray();
        Assert.Equal(sums[^1], cotangent[0], 1e-2f);
        Assert.Equal(0.1f, cotangent[^1]);
    }
}
