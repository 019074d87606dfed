namespace AutoGrad.Testing.Tests;

public class BothTypesTests
{
    private static readonly Variable<double> Point = new[] { 0.7, -1.3, 2.1 };

    [Fact]
    public void Verify_OfAFunctionThatIsTheSameInBothTypes_Passes()
    {
        GradientCheck.Verify(Op.Tanh, Op.Tanh, Point);
        GradientCheck.Verify((a, b) => a * Op.Sin(b), (a, b) => a * Op.Sin(b), Point, Point);
        GradientCheck.Verify(x => Op.MatMul(x[0], x[1]), x => Op.MatMul(x[0], x[1]), [Variable.Ones<double>([2, 3]), Point]);
    }

    [Fact]
    public void Verify_OfAFunctionThatOverflowsInFloatAlone_Passes() =>
        GradientCheck.Verify(Op.Exp, Op.Exp, 100, new() { Checks = GradientChecks.FloatAgainstDouble });

    [Fact]
    public void Verify_OfAValueThatLosesItsDigitsInFloat_Throws()
    {
        var error = Assert.Throws<GradientCheckException>(() =>
            GradientCheck.Verify(x => x + 0.25f, x => x + 0.5, Variable.Vector(1.0, 2.0), new() { Name = "shift", Checks = GradientChecks.FloatAgainstDouble }));
        Assert.Equal(
            """
            shift: Float against double is wrong.
                                         float      double  error  tolerance
              output, element [0]         1.25         1.5   0.25      5E-05
              input 0, element [1]  0.88580209  0.88580206     ok      2E-05
              value and cotangents; inputs [2], output [2]; seed 1
            """.ReplaceLineEndings("\n"), error.Message);
        Assert.Equal((GradientChecks.FloatAgainstDouble, null), (error.Check, error.Input));
    }

    [Fact]
    public void Verify_OfACotangentThatDiffersInFloat_NamesTheInput()
    {
        var error = Assert.Throws<GradientCheckException>(() => GradientCheck.Verify(
            (a, b) => a * Op.ScaleGradient(b, 1.01f), (a, b) => a * b, Point, Point, new() { Checks = GradientChecks.FloatAgainstDouble }));
        Assert.Equal((GradientChecks.FloatAgainstDouble, 1), (error.Check, error.Input));
    }

    [Fact]
    public void Verify_OfOutputsOfDifferentShapes_Throws()
    {
        var error = Assert.Throws<GradientCheckException>(() => GradientCheck.Verify(
            x => Op.Sum(x), x => x, Point, new() { Checks = GradientChecks.FloatAgainstDouble }));
        Assert.Equal("f: the output is [] in float and [3] in double.", error.Message);
    }

    [Fact]
    public void Verify_WithoutThatCheck_DoesNotCompare() =>
        GradientCheck.Verify(x => x + 0.25f, x => x + 0.5, Point, new() { Checks = GradientChecks.All & ~GradientChecks.FloatAgainstDouble });

    [Fact]
    public void Throws_WhereFunctionAndDerivativeThrowTheSame_Passes() =>
        GradientCheck.Verify(x => Op.MatMul(x[0], x[1]), [Point, Variable.Ones<double>([2])], new() { Checks = GradientChecks.Throws });

    [Fact]
    public void Verify_WhereTheFunctionThrows_ThrowsTheSame() =>
        Assert.Throws<ShapeException>(() => GradientCheck.Verify(x => Op.MatMul(x[0], x[1]), [Point, Variable.Ones<double>([2])]));

    [Fact]
    public void Throws_WhereOnlyTheDerivativeThrows_IsWrong()
    {
        var error = Assert.Throws<GradientCheckException>(() => GradientCheck.Verify<double>(
            x => new CubePrimitive(_ => throw new NotSupportedException("no rule")).Apply(x), Point, new() { Name = "Cube", Checks = GradientChecks.Throws }));
        Assert.Equal(
            """
            Cube: the reverse mode does not throw exactly when the function throws.
              the function      throws nothing
              the reverse mode  throws NotSupportedException: no rule
              inputs [3]
            """.ReplaceLineEndings("\n"), error.Message);
        Assert.Equal(GradientChecks.Throws, error.Check);
        Assert.IsType<NotSupportedException>(error.InnerException);
    }

    [Fact]
    public void Throws_WhereOnlyTheFunctionThrowsByItself_IsWrong()
    {
        var calls = 0;
        Assert.Throws<GradientCheckException>(() => GradientCheck.Verify<double>(
            x => calls++ == 0 ? throw new NotSupportedException("only once") : x, Point, new() { Checks = GradientChecks.Throws }));
    }
}
