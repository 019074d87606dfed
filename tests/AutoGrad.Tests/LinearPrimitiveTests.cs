using static AutoGrad.Differentiate;
using static AutoGrad.Op;

namespace AutoGrad.Tests;

public class LinearPrimitiveTests
{
    [Fact]
    public void Gradient_BehindASelection_OfAnOperationWithNegativeFactors_IsThatWithoutIt()
    {
        var x = Variable.Vector(1.0, 4, 9, 16);
        var weights = Variable.Vector(1.0, 10, 100);
        var plain = Gradient(x => Sum(new Difference().Apply(Sqrt(x)) * weights), x);
        Assert.Equal([-0.5, -9 / 4.0, -15, 12.5], plain.ToArray());
        var selected = Gradient(x => Sum(Where(Variable.Ones<double>([3]), new Difference().Apply(Sqrt(x)), 0) * weights), x);
        Assert.Equal(plain.ToArray(), selected.ToArray());
    }

    // The differences of neighbours: the factors 1 and -1 of an element cancel where both its differences are selected.
    private sealed record Difference : LinearPrimitive<double>
    {
        protected internal override Shape InferShape(ReadOnlySpan<Variable<double>> x) => [x[0].Shape[0] - 1];

        protected internal override void Evaluate(ReadOnlySpan<Variable<double>> x, Span<double> y)
        {
            for (var i = 0; i < y.Length; i++)
                y[i] = ValuesOf(x[0])[i + 1] - ValuesOf(x[0])[i];
        }

        protected internal override Variable<double> Pullback(
            int input, ReadOnlySpan<Variable<double>> x, Variable<double> y, Variable<double> yBar) =>
            Pad(yBar, [(1, 0)]) - Pad(yBar, [(0, 1)]);
    }
}
