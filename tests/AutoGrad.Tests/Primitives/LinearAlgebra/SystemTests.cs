using AutoGrad.Tests.Kernels;
using static AutoGrad.Op;

namespace AutoGrad.Tests.Primitives.LinearAlgebra;

[Collection(nameof(AutoGradSettings))]
public class SystemTests
{
    private static readonly Variable<double> M22 = new double[,] { { 2, 1 }, { 1, 3 } };
    private static readonly Variable<double> M23 = Variable.Ones<double>([2, 3]);
    private static readonly Variable<double> V3 = Variable.Ones<double>([3]);
    private static readonly Variable<double> Rank1 = new double[,] { { 1, 2 }, { 2, 4 } };

    private static readonly (string Message, Func<Variable<double>> Apply)[] WrongShapes =
    [
        ("Cholesky: needs x [.., n, n], got x [2, 3].", () => Cholesky(M23)),
        ("Cholesky: needs x [.., n, n], got x [3].", () => Cholesky(V3)),
        ("Inverse: needs x [.., n, n], got x [2, 3].", () => Inverse(M23)),
        ("Determinant: needs x [.., n, n], got x [2, 3].", () => Determinant(M23)),
        ("LogDeterminant: needs x [.., n, n], got x [2, 3].", () => LogDeterminant(M23).Sign),
        ("Solve: needs a [.., n, n] and b [n], got a [2, 2] and b [3].", () => Solve(M22, V3)),
        ("Solve: needs a [.., n, n] and b [.., n, m], got a [2, 3] and b [2, 3].", () => Solve(M23, M23)),
        ("Solve: needs a [.., n, n] and b [.., n, m], got a [2, 2] and b [].", () => Solve(M22, Variable.Scalar(1.0)) ),
        ("Solve: needs batches that broadcast together (aligned from the last axis, equal or 1), got a [2, 1, 1] and b [3, 1, 1].",
            () => Solve(Variable.Ones<double>([2, 1, 1]), Variable.Ones<double>([3, 1, 1]))),
        ("TriangularSolve: needs a [.., n, n] and b [n], got a [2, 2] and b [3].", () => TriangularSolve(M22, V3)),
    ];

    public static TheoryData<int> Indices => [.. Enumerable.Range(0, WrongShapes.Length)];

    [Theory]
    [MemberData(nameof(Indices))]
    public void WrongShapes_AreAnError(int index) =>
        Assert.Equal(WrongShapes[index].Message, Assert.Throws<ShapeException>(() => WrongShapes[index].Apply()).Message);

    [Fact]
    public void Batches_GiveTheSameBitsOnAnyNumberOfThreads_AndEachResultIsThatOfItsMatrix()
    {
        var a = Normal<double>([3, 1, 50, 10, 10], new RandomStream(1));
        var b = Normal<double>([4, 1, 10, 2], new RandomStream(2));
        var c = MatMul(a, a, transposeB: true);
        (Func<Variable<double>, Variable<double>, Variable<double>> Apply, Variable<double> A)[] operations =
        [
            ((a, b) => Solve(a, b), a), ((a, b) => TriangularSolve(a, b), a), ((a, b) => Inverse(a), a), ((a, b) => Cholesky(a), c),
            ((a, b) => LogDeterminant(a).LogAbsolute, a), ((a, b) => Svd(a).S, a),
        ];
        foreach (var (apply, matrices) in operations)
        {
            var all = ThreadCounts.SameBits(() => apply(matrices, b).ToArray());
            var last = apply(matrices[2, 0, 49], b[3, 0]).ToArray();
            Assert.Equal(last, all[^last.Length..]);
        }
        // The first of several that fail is named.
        var broken = Where(Reshape(Variable.Vector(Enumerable.Range(0, 150).Select(i => i is 71 or 140 ? 1.0 : 0).ToArray()), 3, 1, 50, 1, 1) > 0, 0, a);
        Assert.Equal("Inverse: needs matrices that are not singular, got a zero pivot in row 0 of matrix [1, 0, 21] of x [3, 1, 50, 10, 10].",
            Assert.Throws<SingularMatrixException>(() => Inverse(broken)).Message);
    }

    [Fact]
    public void SingularMatrices_AreAnError()
    {
        Assert.Equal("Solve: needs matrices that are not singular, got a zero pivot in row 1 of x [2, 2].",
            Assert.Throws<SingularMatrixException>(() => Solve(Rank1, M22)).Message);
        Assert.Equal("Inverse: needs matrices that are not singular, got a zero pivot in row 1 of matrix [1, 0] of x [2, 1, 2, 2].",
            Assert.Throws<SingularMatrixException>(() => Inverse(Reshape(Stack([M22, Rank1]), 2, 1, 2, 2))).Message);
    }

    [Fact]
    public void MatricesThatAreNotPositiveDefinite_AreAnError()
    {
        Assert.Equal("Cholesky: needs positive definite matrices, got pivot 0 in row 1 of x [2, 2].",
            Assert.Throws<NotPositiveDefiniteException>(() => Cholesky(Rank1)).Message);
        Assert.Equal("Cholesky: needs positive definite matrices, got pivot -2 in row 0 of matrix [1] of x [2, 2, 2].",
            Assert.Throws<NotPositiveDefiniteException>(() => Cholesky(Stack([M22, -M22]))).Message);
        Assert.Equal("Cholesky: needs positive definite matrices, got pivot NaN in row 0 of x [1, 1].",
            Assert.Throws<NotPositiveDefiniteException>(() => Cholesky(Variable.Full([1, 1], double.NaN))).Message);
    }

    [Fact]
    public void Cholesky_OfAnAsymmetricMatrix_IsThatOfItsSymmetricPart()
    {
        Variable<double> x = new double[,] { { 4, 1 }, { 3, 3 } };
        Assert.Equal([2, 0, 1, Math.Sqrt(2)], Cholesky(x).ToArray());
    }

    [Fact]
    public void Determinant_OfSingularMatrices_HasTheCofactorsAsGradient()
    {
        Assert.Equal(0, Determinant(Rank1).Scalar);
        Assert.Equal([4, -2, -2, 1], Differentiate.Gradient(Determinant, Rank1).ToArray());
        Assert.Equal([0, 0, 0, 0], Differentiate.Gradient(Determinant, Variable.Zeros<double>([2, 2])).ToArray());
        Assert.Equal([1], Differentiate.Gradient(x => Determinant(x), Variable.Zeros<double>([1, 1])).ToArray());
        Variable<double> rank2 = new double[,] { { 1, 2, 3 }, { 4, 5, 6 }, { 7, 8, 9 } };
        double[] cofactors = [-3, 6, -3, 6, -12, 6, -3, 6, -3];
        Assert.All(Differentiate.Gradient(Determinant, rank2).ToArray().Zip(cofactors), pair => Assert.Equal(pair.Second, pair.First, 1e-13));
    }

    [Fact]
    public void LogDeterminant_OfASingularMatrix_IsMinusInfinity()
    {
        var (sign, logarithm) = LogDeterminant(Rank1);
        Assert.Equal((0, double.NegativeInfinity), (sign.Scalar, logarithm.Scalar));
        Assert.Throws<SingularMatrixException>(() => Differentiate.Gradient(x => LogDeterminant(x).LogAbsolute, Rank1));
    }

    [Fact]
    public void LogDeterminant_StaysFiniteWhereTheDeterminantOverflows()
    {
        Variable<double> x = new double[,] { { 0, 1e200 }, { 1e200, 0 } };
        var (sign, logarithm) = LogDeterminant(x);
        Assert.Equal(double.NegativeInfinity, Determinant(x).Scalar);
        Assert.Equal((-1, 400 * Math.Log(10)), (sign.Scalar, logarithm.Scalar));
    }

    [Fact]
    public void TriangularSolve_OfAZeroOnTheDiagonal_IsInfinite()
    {
        Variable<double> a = new double[,] { { 0, 7 }, { 1, 1 } };
        Assert.Equal([double.PositiveInfinity, double.NegativeInfinity], TriangularSolve(a, Variable.Ones<double>([2])).ToArray());
    }

    [Fact]
    public void EmptyMatricesAndBatches_HaveResults()
    {
        var (none, noBatch) = (Variable.Zeros<double>([0, 0]), Variable.Zeros<double>([0, 2, 2]));
        Assert.Equal(1, Determinant(none).Scalar);
        Assert.Equal((1, 0), (LogDeterminant(none).Sign.Scalar, LogDeterminant(none).LogAbsolute.Scalar));
        Assert.Equal([0, 0], Inverse(none).Shape);
        Assert.Equal([0, 0], Cholesky(none).Shape);
        Assert.Equal([0, 2, 2], Cholesky(noBatch).Shape);
        Assert.Equal([0], Determinant(noBatch).Shape);
        Assert.Equal([0, 2, 1], Solve(noBatch, Variable.Ones<double>([2, 1])).Shape);
        Assert.Equal([0, 2, 2], Differentiate.Gradient(x => Sum(Inverse(x)), noBatch).Shape);
    }

    [Fact]
    public void LargeMatrices_AreSolvedToTheLastDigits()
    {
        const int Size = 300;
        var random = new Random(1);
        var a = Variable.Create<double>(Enumerable.Range(0, Size * Size).Select(_ => random.NextDouble() - 0.5).ToArray(), [Size, Size]);
        Assert.True(Max(Abs(MatMul(a, Solve(a, a)) - a)).Scalar < 1e-10);
        Assert.True(Max(Abs(MatMul(a, Inverse(a)) - Solve(a, a))).Scalar < 1e-9);
        var definite = MatMul(a, a, transposeB: true) + Variable.Create<double>([1], [1]);
        var l = Cholesky(definite);
        Assert.True(Max(Abs(MatMul(l, l, transposeB: true) - definite)).Scalar < 1e-11);
    }
}
