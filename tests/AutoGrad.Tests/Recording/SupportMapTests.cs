using static AutoGrad.Op;

namespace AutoGrad.Tests.Recording;

/// <summary>
/// A selection keeps what it left out away from every derivative, and changes no bit of what it selected. Each case selects f(x) where the
/// condition holds and 0 elsewhere, at points some of which f or its derivatives are infinite or NaN at.
/// </summary>
public sealed class SupportMapTests
{
    private static readonly Dictionary<string, (Func<Variable<double>, Variable<double>> F, Func<Variable<double>, Variable<double>> Condition, double[] X)> Cases = new()
    {
        ["Log"] = (Log, x => x > 0, [-1, 0, -0.0, 0.5, 2]),
        ["Sqrt"] = (Sqrt, x => x > 0, [-1, 0, -0.0, 0.5, 2]),
        ["Divide"] = (x => Divide(Sin(x), x), x => NotEqual(x, 0), [0, -0.0, 0.5, -2]),
        ["Divide by a difference"] = (x => (x + 3) / (x - 1), x => NotEqual(x, 1), [1, 0.5, -2]),
        ["Pow to a number"] = (x => Pow(x, -1.5), x => x > 0, [-1, 0, 0.5, 2]),
        ["Pow to a whole number"] = (x => Pow(x, -2), x => NotEqual(x, 0), [0, 0.5, -2]),
        ["Pow to a variable"] = (x => Pow(x, Sin(x)), x => x > 0, [-1, 0, 0.5, 2]),
        ["Reciprocal"] = (Reciprocal, x => NotEqual(x, 0), [0, -0.0, 0.5, -2]),
        ["Exp that overflows"] = (x => Exp(x), x => x < 100, [1000, 1e300, 0.5, -2]),
        ["Quotient of exponentials"] = (x => Exp(x) / (1 + Exp(x)), x => x < 100, [1000, 1e300, 0.5, -2]),
        ["Log of a root"] = (x => Log(Sqrt(x)) * x, x => x > 0, [-1, 0, 0.5, 2]),
        ["A selection in a selection"] = (x => Where(x > 1, Log(Log(x)), Sqrt(x)), x => x > 0, [-1, 0, 0.5, 2]),
        ["An operand used twice"] = (x => Log(x) + (Sqrt(x) * Log(x)), x => x > 0, [-1, 0, 0.5, 2]),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradient_IsZeroWhereExcluded_AndTheSameBitsWhereSelected(string name) => AssertSelected(name, f => x => Gradient(f, x));

    [Theory]
    [MemberData(nameof(Names))]
    public void SecondDerivative_IsZeroWhereExcluded_AndTheSameBitsWhereSelected(string name) =>
        AssertSelected(name, f => x => Gradient(v => Gradient(f, v), x));

    [Theory]
    [MemberData(nameof(Names))]
    public void Tangent_IsZeroWhereExcluded_AndTheSameBitsWhereSelected(string name) =>
        AssertSelected(name, f => x => Differentiate.Jvp(f, x, Variable.Ones<double>(x.Shape)).Product);

    [Theory]
    [MemberData(nameof(Names))]
    public void TangentOfTheGradient_IsZeroWhereExcluded_AndTheSameBitsWhereSelected(string name) =>
        AssertSelected(name, f => x => Differentiate.Jvp(v => Gradient(f, v), x, Variable.Ones<double>(x.Shape)).Product);

    [Fact]
    public void ASumOfExcludedElements_IsKeptAway()
    {
        Variable<double> x = new[,] { { 0.0, 2.0 }, { 0.5, 4.0 } };
        Variable<double> mask = new[] { 0.0, 1.0 };
        var gradient = Differentiate.Gradient(v => Sum(Where(mask, Sum(Log(v), 1), 0)), x);
        Assert.Equal([0, 0, 2, 0.25], gradient.ToArray());
    }

    [Fact]
    public void Reshaping_CarriesTheSelection()
    {
        Variable<double> x = new[] { 0.0, 2.0, -1.0, 4.0 };
        Variable<double> mask = new[,] { { 0.0, 1.0 }, { 0.0, 1.0 } };
        Assert.Equal([0, 0.5, 0, 0.25], Differentiate.Gradient(v => Sum(Where(mask, Reshape(Log(v), [2, 2]), 0)), x).ToArray());
        Assert.Equal([0, -0.25, 0, -0.0625],
            Differentiate.Gradient(u => Sum(Differentiate.Gradient(v => Sum(Where(mask, Reshape(Log(v), [2, 2]), 0)), u)), x).ToArray());
    }

    [Fact]
    public void Slicing_CarriesTheSelection_AndLeavesOutTheRest()
    {
        Variable<double> x = new[] { 0.0, 0.0, 2.0, 4.0 };
        Variable<double> mask = new[] { 0.0, 1.0 };
        Assert.Equal([0, 0, 0.5, 0], Differentiate.Gradient(v => Sum(Where(mask, Slice(Log(v), 1..3), 0)), x).ToArray());
    }

    [Fact]
    public void Broadcasting_CountsAnElementOfWhichAnyCopyIsSelected()
    {
        Variable<double> mask = new[,] { { 0.0, 1.0 }, { 0.0, 0.0 } };
        static Variable<double> F(Variable<double> mask, Variable<double> x) => Sum(Where(mask, Log(x) * Variable.Ones<double>([2, 2]), 0));
        Assert.Equal([0, 0.25], Differentiate.Gradient(x => F(mask, x), Variable.Vector(0.0, 4)).ToArray());
    }

    [Fact]
    public void BothBranches_AreKeptFromEachOther()
    {
        Variable<double> x = new[] { -4.0, 0.0, 4.0 };
        var gradient = Differentiate.Gradient(v => Sum(Where(v > 0, Sqrt(v), Where(v < 0, -Sqrt(-v), 0))), x);
        Assert.Equal([0.25, 0, 0.25], gradient.ToArray());
    }

    [Fact]
    public void WhatIsUsedOutsideTheSelectionToo_HidesNothing()
    {
        static Variable<double> F(Variable<double> x)
        {
            var root = Sqrt(x);
            return Sum(Where(x > 0, root, 0) + root);
        }
        Assert.Equal([double.PositiveInfinity, 0.5], Differentiate.Gradient(F, Variable.Vector(0.0, 4)).ToArray());
    }

    [Fact]
    public void WithoutASelection_NothingIsHidden()
    {
        Assert.True(double.IsNaN(Differentiate.Gradient(x => Square(Sqrt(x)), Variable.Scalar(0.0)).Scalar));
        Assert.True(double.IsNaN(Differentiate.Gradient(x => Sum(0 * Log(x)), Variable.Vector(0.0)).ToArray()[0]));
    }

    [Fact]
    public void WhatIsSelected_HidesNothing() =>
        Assert.Equal([double.PositiveInfinity, 0], Differentiate.Gradient(x => Sum(Where(x >= 0, Sqrt(x), 0)), Variable.Vector(0.0, -1)).ToArray());

    private static Variable<double> Gradient(Func<Variable<double>, Variable<double>> f, Variable<double> x) =>
        Differentiate.Gradient(v => Sum(f(v)), x);

    private static void AssertSelected(
        string name, Func<Func<Variable<double>, Variable<double>>, Func<Variable<double>, Variable<double>>> derivative)
    {
        var (f, condition, points) = Cases[name];
        var x = Variable.Vector<double>(points);
        var mask = condition(x).ToArray();
        double[] selected = [.. points.Where((_, i) => mask[i] != 0)];
        Assert.InRange(selected.Length, 1, points.Length - 1);
        Variable<double> Selection(Variable<double> v) => Where(condition(v), f(v), 0);

        AssertBits(Spread(f(Variable.Vector<double>(selected)), mask), Selection(x));
        AssertBits(Spread(derivative(f)(Variable.Vector<double>(selected)), mask), derivative(Selection)(x));
    }

    // The values where the mask is not 0, in order, and 0 elsewhere.
    private static double[] Spread(Variable<double> values, double[] mask)
    {
        var next = 0;
        return Array.ConvertAll(mask, condition => condition != 0 ? values.ToArray()[next++] : 0);
    }

    // Zeros may differ in their sign.
    private static void AssertBits(double[] expected, Variable<double> actual)
    {
        Assert.All(expected, value => Assert.True(double.IsFinite(value)));
        Assert.Equal(Array.ConvertAll(expected, value => BitConverter.DoubleToInt64Bits(value + 0.0)),
            Array.ConvertAll(actual.ToArray(), value => BitConverter.DoubleToInt64Bits(value + 0.0)));
    }
}
