namespace AutoGrad.Testing.Tests;

public class GradientCheckTests
{
    private static readonly Variable<double> Point = new[] { 0.7, -1.3, 2.1 };

    [Fact]
    public void Verify_OfRightFunctions_Passes()
    {
        GradientCheck.Verify<double>(x => Op.Sum(Op.Tanh(x) * Op.Exp(x)), Point);
        GradientCheck.Verify<double>((a, b) => Op.Divide(a, Op.Softplus(b)), Point, Variable.Vector(1.0, 2.0, 3.0));
        GradientCheck.Verify<double>(x => Op.MatMul(x[0], x[1]) + x[2], [Variable.Create([1.0, 2.0], [1, 2]), Variable.Create([3.0, 4.0], [2, 1]), 0.5]);
        GradientCheck.Verify<double>(x => new CubePrimitive(z => 3 * z * z).Apply(x), Point);
    }

    [Fact]
    public void Verify_OfRightFunctionsInFloat_Passes() =>
        GradientCheck.Verify<float>((a, b) => Op.Sigmoid(a) * Op.Square(b), Variable.Vector(0.5f, -2f), Variable.Vector(1.5f, 3f));

    [Theory]
    [InlineData(1e-8, 1e-8)]
    [InlineData(1e8, 1)]
    [InlineData(1e-3, 1e6)]
    public void Verify_OfRightFunctionsOfOtherScales_Passes(double point, double factor) =>
        GradientCheck.Verify<double>(x => factor * Op.Sqrt(x), point);

    [Fact]
    public void Verify_WithoutElements_Passes() => GradientCheck.Verify(Op.Exp, Variable.Zeros<double>([2, 0]));

    [Theory]
    [InlineData(GradientChecks.Reverse)]
    [InlineData(GradientChecks.Forward)]
    public void Verify_OfADerivativeThatIsOffByOnePercent_Throws(GradientChecks check)
    {
        var error = Fails(x => new CubePrimitive(z => 3.03 * z * z).Apply(x), check);
        Assert.False(error.IsInconclusive);
    }

    [Fact]
    public void Verify_OfAWrongDerivative_SaysEverything()
    {
        var error = Assert.Throws<GradientCheckException>(() => GradientCheck.Verify<double>(
            x => new CubePrimitive(z => Op.Where(Op.Greater(z, 2), 6 * z * z, 3 * z * z)).Apply(x),
            Variable.Vector(1.0, 3.0),
            new() { Name = "Cube", Checks = GradientChecks.Reverse, Seed = 7 }));
        Assert.Equal(
            """
            Cube: Reverse mode is wrong.
                                     derivative  difference quotient  error  tolerance
              direction 0 of seed 7    80.59197            39.417876   41.2    3.9E-09
              input 0, element [1]   -29.850658           -14.925329   14.9    1.7E-09
              inputs [2], output [2]
            """.ReplaceLineEndings("\n"), error.Message);
        Assert.Equal((GradientChecks.Reverse, false, 0), (error.Check, error.IsInconclusive, error.Input));
        Assert.Equal([1], error.Element!);
        Assert.Equal((-29.85066, -14.92533, 14.92533), (Math.Round(error.Derivative, 5), Math.Round(error.Expected, 5), Math.Round(error.Error, 5)));
        Assert.InRange(error.Tolerance, 1e-10, 1e-8);
    }

    [Fact]
    public void Verify_OfAWrongPushforward_NamesTheElementOfTheOutput()
    {
        var error = Assert.Throws<GradientCheckException>(() => GradientCheck.Verify<double>(
            (a, b) => new ForgetfulProductPrimitive().Apply(a, b), Point, Point, new() { Checks = GradientChecks.Forward }));
        Assert.Contains("f: Forward mode is wrong.", error.Message, StringComparison.Ordinal);
        Assert.Contains("  output, element [", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_OfModesThatDisagree_Throws()
    {
        var error = Assert.Throws<GradientCheckException>(() => GradientCheck.Verify<double>(
            (a, b) => new ForgetfulProductPrimitive().Apply(a, b), Point, Point, new() { Checks = GradientChecks.InnerProduct }));
        Assert.StartsWith("f: Inner product is wrong.", error.Message, StringComparison.Ordinal);
        Assert.Contains("⟨yBarᵀJ, xDot⟩", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_OfAPullbackThatIsNotLinear_Throws() =>
        Assert.StartsWith("f: Linearity in the cotangent is wrong.", Fails(x => new BentPullbackPrimitive().Apply(x), GradientChecks.Linearity).Message, StringComparison.Ordinal);

    // Detached, the derivative has the right value, but it is a constant.
    [Fact]
    public void Verify_OfADerivativeWithoutDerivative_Throws() =>
        Assert.StartsWith("The derivative of f: Second order", Fails(x => new CubePrimitive(z => (3 * z * z).Detach()).Apply(x), GradientChecks.SecondOrder).Message, StringComparison.Ordinal);

    [Fact]
    public void Verify_OfADerivativeThatIsNotANumber_Throws() =>
        Assert.False(Fails(x => new CubePrimitive(z => z * double.NaN).Apply(x), GradientChecks.Reverse).IsInconclusive);

    [Fact]
    public void Verify_AtAKink_IsInconclusive()
    {
        var error = Assert.Throws<GradientCheckException>(() => GradientCheck.Verify<double>(Op.Relu, 0, new() { Checks = GradientChecks.Reverse }));
        Assert.True(error.IsInconclusive);
        Assert.Matches(
            @"^f: Reverse mode cannot be judged here, because the difference quotients do not settle\.\n" +
            @" +derivative  difference quotient +difference  uncertain by\n" +
            @"  direction 0 of seed 1( +-?[\d.E-]+){4}\n" +
            @"  inputs \[\], output \[\]\n" +
            @"  Choose a point further from kinks, jumps and poles\.$", error.Message);
    }

    [Fact]
    public void Verify_AtAJump_IsInconclusive() =>
        Assert.True(Assert.Throws<GradientCheckException>(() => GradientCheck.Verify<double>(Op.Sign, 0)).IsInconclusive);

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.0001)]
    [InlineData(1e-9)]
    public void Verify_NearAKink_Passes(double point) => GradientCheck.Verify<double>(Op.Relu, point);

    [Fact]
    public void Verify_NearAPole_Passes() => GradientCheck.Verify<double>(Op.Log, 1e-3);

    [Fact]
    public void Verify_DoesOnlyTheChecksAskedFor() =>
        GradientCheck.Verify<double>(x => new BentPullbackPrimitive().Apply(x), Point, new() { Checks = GradientChecks.None });

    private static GradientCheckException Fails(Func<Variable<double>, Variable<double>> f, GradientChecks checks) =>
        Assert.Throws<GradientCheckException>(() => GradientCheck.Verify<double>(f, Point, new() { Checks = checks }));
}
