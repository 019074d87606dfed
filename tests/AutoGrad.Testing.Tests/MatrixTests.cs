namespace AutoGrad.Testing.Tests;

public class MatrixTests
{
    private static readonly GradientCheckOptions Quick = new() { Directions = 1 };

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(1e4)]
    public void PositiveDefinite_IsSymmetric_WithTheConditionAskedFor(double condition)
    {
        var x = new Sample([[3, 5, 5]], 4).Inputs<double>(Domain.PositiveDefinite(condition))[0];
        Assert.Equal(x.ToArray(), Op.SwapAxes(x, -1, -2).ToArray());
        var values = Op.SymmetricEigen(x).Values.ToArray();
        foreach (var matrix in values.Chunk(5))
            AssertRange(matrix, condition);
    }

    [Theory]
    [InlineData(4, 4, 10)]
    [InlineData(3, 5, 100)]
    [InlineData(5, 2, 1)]
    public void WellConditioned_HasTheConditionAskedFor(int m, int n, double condition)
    {
        var x = new Sample([[2, m, n]], 4).Inputs<double>(Domain.WellConditioned(condition))[0];
        var values = Op.Svd(x).S.ToArray();
        foreach (var matrix in values.Chunk(Math.Min(m, n)))
            AssertRange(matrix, condition);
    }

    [Fact]
    public void WellConditioned_HasDeterminantsOfBothSigns()
    {
        var determinants = Op.Determinant(new Sample([[40, 3, 3]], 1).Inputs<double>(Domain.WellConditioned())[0]).ToArray();
        Assert.Contains(determinants, value => value > 0);
        Assert.Contains(determinants, value => value < 0);
    }

    [Fact]
    public void Matrices_OfShapesThatHoldNone_AreErrors()
    {
        Assert.Equal("WellConditioned: needs a shape [.., m, n], got [3].",
            Assert.Throws<ShapeException>(() => new Sample([[3]], 1).Inputs<double>(Domain.WellConditioned())).Message);
        Assert.Equal("PositiveDefinite: needs a shape [.., n, n], got [2, 3].",
            Assert.Throws<ShapeException>(() => new Sample([[2, 3]], 1).Inputs<double>(Domain.PositiveDefinite())).Message);
        Assert.Equal("PositiveDefinite: needs a finite condition number of at least 1, got 0.5. (Parameter 'condition')",
            Assert.Throws<ArgumentOutOfRangeException>(() => Domain.PositiveDefinite(0.5)).Message);
    }

    [Fact]
    public void Cholesky_OfPositiveDefiniteMatrices_GivesThemBack_WithTheRightDerivative() =>
        PropertyRunner.Check("Cholesky", Samples.SquareMatrices(), sample =>
        {
            var a = sample.Inputs<double>(Domain.PositiveDefinite())[0];
            AssertClose(a, Op.MatMul(Op.Cholesky(a), Op.Cholesky(a), transposeB: true));
            GradientCheck.Verify<double>(x => Op.Cholesky((x + Op.SwapAxes(x, -1, -2)) / 2), a, Quick);
        });

    [Fact]
    public void Inverse_OfWellConditionedMatrices_UndoesThem_WithTheRightDerivative() =>
        PropertyRunner.Check("Inverse", Samples.SquareMatrices(), sample =>
        {
            var a = sample.Inputs<double>(Domain.WellConditioned())[0];
            AssertClose(a, Op.Inverse(Op.Inverse(a)));
            GradientCheck.Verify<double>(Op.Inverse, a, Quick);
        });

    [Fact]
    public void Solve_OfWellConditionedSystems_SolvesThem_WithTheRightDerivative() =>
        PropertyRunner.Check("Solve", Samples.LinearSystems(), sample =>
        {
            var x = sample.Inputs<double>(Domain.WellConditioned(), Domain.Real);
            AssertClose(x[1], Op.MatMul(x[0], Op.Solve(x[0], x[1])));
            GradientCheck.Verify<double>((a, b) => Op.Solve(a, b), x[0], x[1], Quick);
        });

    [Fact]
    public void SquareMatrices_ShrinkToTheSmallestThatFails() => Shrinks(Samples.SquareMatrices(), "[2, 2]");

    [Fact]
    public void LinearSystems_ShrinkToTheSmallestThatFails() => Shrinks(Samples.LinearSystems(), "[2, 2], [2, 1]");

    private static void Shrinks(FsCheck.Arbitrary<Sample> samples, string smallest)
    {
        var error = Assert.Throws<PropertyFailedException>(() => PropertyRunner.Check("No matrix has two rows", samples, sample =>
        {
            if (sample.Shapes[0][^2] >= 2)
                throw new ArgumentException("two rows");
        }, count: 100));
        Assert.Contains($"\n  smallest case: shapes {smallest}, values of seed ", error.Message, StringComparison.Ordinal);
    }

    // Elements are rounded to float, which moves the values by that much.
    private static void AssertRange(double[] values, double condition)
    {
        Assert.Equal(1, values.Max() / Math.Sqrt(condition), 1e-5);
        Assert.Equal(1, values.Min() * Math.Sqrt(condition), 1e-6 * condition + 1e-5);
    }

    private static void AssertClose(Variable<double> expected, Variable<double> actual) =>
        Assert.All(Op.Abs(expected - actual).ToArray(), error => Assert.InRange(error, 0, 1e-12));
}
