using static AutoGrad.Differentiate;
using static AutoGrad.Op;
using static AutoGrad.Tests.Primitives.Reduction.CornerCases;

namespace AutoGrad.Tests.Primitives.Reduction;

public class OrderTests
{
    [Fact]
    public void Median_IsTheLowerOfTwo_AndGivesItsDerivativeToOneElement()
    {
        Check(Median, [1, 2, 3, 4], [2], [0, 1, 0, 0]);
        Check(Median, [3, 1, 3, 3, 2], [3], [1, 0, 0, 0, 0]);
        Check(Median, [NaN, 2, NaN], [NaN], [1, 0, 0]);
        Check(Median, [Inf, -Inf, 5], [5], [0, 0, 1]);
    }

    [Fact]
    public void Sort_IsStable_AndPutsNaNLast_OrFirstWhenDescending()
    {
        Check(x => Sort(x), [3, NaN, -Inf, Inf, -1], [-Inf, -1, 3, Inf, NaN], [100, 10000, 1, 1000, 10]);
        Check(x => Sort(x, descending: true), [3, NaN, -Inf], [NaN, 3, -Inf], [10, 1, 100]);
        Equal([1, 4, 0, 2, 3], ArgSort(Variable.Vector<double>(3, 1, 3, 3, 2)).ToArray());
        Equal([0, 2, 3, 4, 1], ArgSort(Variable.Vector<double>(3, 1, 3, 3, 2), descending: true).ToArray());
        Equal([2, 0, 1, 3], ArgSort(Variable.Vector(0, -0.0, -1, 0)).ToArray());
        Equal([], Sort(Variable.Zeros<double>([0])).ToArray());
    }

    [Theory]
    [InlineData(3)]
    [InlineData(100)]
    public void TopK_OfManyElements_GivesWhatSortingDoes(int k)
    {
        var random = new Random(1);
        var x = Variable.Create<double>([.. Enumerable.Range(0, 2000).Select(i => i == 1500 ? NaN : random.Next(300))], [1000, 2]);
        var (values, indices) = TopK(x, k, 0);
        Equal(Sort(x, 0, descending: true)[..k].ToArray(), values.ToArray());
        Equal(ArgSort(x, 0, descending: true)[..k].ToArray(), indices.ToArray());
    }

    [Fact]
    public void TopK_GivesTheCotangentsBackToTheirPlaces()
    {
        Check(x => TopK(x, 2).Values, [1, 5, 3], [5, 3], [0, 1, 10]);
        Check(x => TopK(x, 0).Values, [1, 5, 3], [], [0, 0, 0]);
        Equal([0, 2], TopK(Variable.Vector<double>(3, 1, 3, 3), 2).Indices.ToArray());
    }

    [Fact]
    public void CumulativeMaxAndMin_GiveTheDerivativeToTheLastOfTies()
    {
        Check(x => CumulativeMax(x, 0), [3, 1, 3, 3, 2], [3, 3, 3, 3, 3], [11, 0, 100, 11000, 0]);
        Check(x => CumulativeMin(x, 0), [-3, -1, -3, -3, -2], [-3, -3, -3, -3, -3], [11, 0, 100, 11000, 0]);
        Check(x => CumulativeMax(x, 0), [1, NaN, 3, NaN, 5], [1, NaN, NaN, NaN, NaN], [1, 110, 0, 11000, 0]);
    }

    [Fact]
    public void CumulativeLogSumExp_IsRightAtInfinities()
    {
        Func<Variable<double>, Variable<double>> f = x => CumulativeLogSumExp(x, 0);
        Check(f, [-1000, -1001], [-1000, -999.6867383124818], [8.310585786300049, 2.689414213699951]);
        Check(f, [0, -800], [0, 0], [11, 0]);
        Check(f, [-Inf, 0], [-Inf, 0], [1, 10]);
        Check(f, [Inf, 0], [Inf, Inf], [NaN, 0]);
        Check(f, [Inf, -Inf], [Inf, Inf], [NaN, 0]);
        Check(f, [-Inf, -Inf], [-Inf, -Inf], [NaN, NaN]);
        Check(f, [1, NaN], [1, NaN], [NaN, NaN]);
    }

    [Fact]
    public void AllAndAny_TakeNaNForTrue_AndNegativeZeroForFalse()
    {
        foreach (var padding in new[] { 0, 40 })
        {
            double[] Padded(double around, params double[] x) => [.. Enumerable.Repeat(around, padding), .. x, .. Enumerable.Repeat(around, padding)];
            Assert.Equal(1, All<double>(Padded(1, 1, NaN, Inf)).Scalar);
            Assert.Equal(0, All<double>(Padded(1, 1, -0.0)).Scalar);
            Assert.Equal(0, Any<double>(Padded(0, 0, -0.0)).Scalar);
            Assert.Equal(1, Any<double>(Padded(0, 0, NaN)).Scalar);
        }
        Assert.Equal(1, All(Variable.Zeros<double>([0])).Scalar);
        Assert.Equal(0, Any(Variable.Zeros<double>([0])).Scalar);
    }

    [Fact]
    public void Places_HaveNoDerivative_AndSayWhy()
    {
        (string Message, Func<Variable<double>, Variable<double>> Function)[] cases =
        [
            ("ArgMax gives the place of an element, which is a whole number; use Max for its value", ArgMax),
            ("ArgMin gives the place of an element, which is a whole number; use Min for its value", ArgMin),
            ("ArgSort gives places of elements, which are whole numbers; use Sort or TopK for their values", x => ArgSort(x)),
            ("All gives a mask of 0 and 1, which jumps and is flat elsewhere; use Where to select values by it", All),
            ("Any gives a mask of 0 and 1, which jumps and is flat elsewhere; use Where to select values by it", Any),
        ];
        foreach (var (message, function) in cases)
        {
            var failure = Assert.Throws<NotDifferentiableException>(() => Gradient(x => Sum(function(x)), Variable.Vector<double>(1, 2)));
            Assert.Contains(message, failure.Message, StringComparison.Ordinal);
        }
    }
}
