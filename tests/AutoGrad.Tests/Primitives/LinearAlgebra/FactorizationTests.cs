using static AutoGrad.Op;

namespace AutoGrad.Tests.Primitives.LinearAlgebra;

public class FactorizationTests
{
    private static readonly Variable<double> M23 = Variable.Ones<double>([2, 3]);
    private static readonly Variable<double> V3 = Variable.Ones<double>([3]);

    private static readonly (string Message, Func<Variable<double>> Apply)[] WrongShapes =
    [
        ("SymmetricEigen: needs x [.., n, n], got x [2, 3].", () => SymmetricEigen(M23).Values),
        ("MatrixExp: needs x [.., n, n], got x [2, 3].", () => MatrixExp(M23)),
        ("Qr: needs x [.., m, n], got x [3].", () => Qr(V3).Q),
        ("Svd: needs x [.., m, n], got x [3].", () => Svd(V3).S),
        ("Kronecker: needs a [.., m, n] and b [.., p, q], got a [2, 3] and b [3].", () => Kronecker(M23, V3)),
        ("Kronecker: needs batches that broadcast together (aligned from the last axis, equal or 1), got a [2, 1, 1] and b [3, 1, 1].",
            () => Kronecker(Variable.Ones<double>([2, 1, 1]), Variable.Ones<double>([3, 1, 1]))),
        ("Dot: needs a [.., n] and b [.., n], got a [3] and b [].", () => Dot(V3, Variable.Scalar(1.0))),
        ("Dot: needs a [.., n] and b [.., n], got a [3] and b [1].", () => Dot(V3, Variable.Ones<double>([1]))),
        ("Dot: needs shapes that broadcast together (aligned from the last axis, equal or 1), got a [2, 3] and b [4, 3].", () => Dot(M23, Variable.Ones<double>([4, 3]))),
        ("Lstsq: needs a [.., m, n] and b [m], got a [2, 3] and b [3].", () => Lstsq(M23, V3)),
        ("Lstsq: needs a [.., m, n] and b [.., m, k], got a [3] and b [2, 3].", () => Lstsq(V3, M23)),
        ("Lstsq: needs batches that broadcast together (aligned from the last axis, equal or 1), got a [2, 1, 1] and b [3, 1, 1].",
            () => Lstsq(Variable.Ones<double>([2, 1, 1]), Variable.Ones<double>([3, 1, 1]))),
    ];

    public static TheoryData<int> Indices => [.. Enumerable.Range(0, WrongShapes.Length)];

    public static TheoryData<int, int> Sizes => new() { { 1, 1 }, { 5, 5 }, { 40, 40 }, { 60, 20 }, { 20, 60 }, { 150, 150 }, { 1, 7 }, { 7, 1 } };

    [Theory]
    [MemberData(nameof(Indices))]
    public void WrongShapes_AreAnError(int index) =>
        Assert.Equal(WrongShapes[index].Message, Assert.Throws<ShapeException>(() => WrongShapes[index].Apply()).Message);

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Factors_GiveTheMatrixBack(int m, int n)
    {
        var x = Random(m, n);
        var (q, r) = Qr(x);
        AssertClose(x, MatMul(q, r));
        AssertOrthonormal(q);
        Assert.All(Enumerable.Range(0, Math.Min(m, n)), i => Assert.True(r.ToArray()[(i * n) + i] > 0));

        var (u, s, v) = Svd(x);
        AssertClose(x, MatMul(u * s, v, transposeB: true));
        AssertOrthonormal(u);
        AssertOrthonormal(v);
        Assert.Equal(s.ToArray().OrderDescending(), s.ToArray());

        var symmetric = MatMul(x, x, transposeB: true) - 3 * MatMul(x, x, transposeB: true) + 0.1 * Random(m, m);
        symmetric += Transpose(symmetric);
        var (values, vectors) = SymmetricEigen(symmetric);
        AssertClose(symmetric, MatMul(vectors * values, vectors, transposeB: true));
        AssertOrthonormal(vectors);
        Assert.Equal(values.ToArray().Order(), values.ToArray());
    }

    [Fact]
    public void Svd_OfDeficientMatrices_HasOrthonormalVectors()
    {
        foreach (var x in new[] { Variable.Zeros<double>([4, 3]), Variable.Ones<double>([4, 3]), MatMul(Random(9, 2), Random(2, 6)), 1e200 * Random(3, 3), 1e-200 * Random(3, 3) })
        {
            var (u, s, v) = Svd(x);
            AssertClose(x, MatMul(u * s, v, transposeB: true));
            AssertOrthonormal(u);
            AssertOrthonormal(v);
        }
    }

    [Fact]
    public void Qr_OfAZeroColumn_HasOrthonormalColumns()
    {
        var (q, r) = Qr(Variable.Zeros<double>([3, 2]));
        AssertOrthonormal(q);
        Assert.All(r.ToArray(), element => Assert.Equal(0, element));
    }

    [Fact]
    public void NonFiniteElements_MakeTheResultsNaN()
    {
        foreach (var value in new[] { double.NaN, double.PositiveInfinity })
        {
            Variable<double> x = new[,] { { 1, value }, { value, 2 } };
            var (values, vectors) = SymmetricEigen(x);
            var (u, s, v) = Svd(x);
            Assert.All([values, vectors, u, s, v, MatrixExp(x)], result => Assert.All(result.ToArray(), element => Assert.Equal(double.NaN, element)));
        }
    }

    [Fact]
    public void EqualValues_HaveAGradient_AndTheirVectorsHaveNone()
    {
        var x = 2 * Variable.Create<double>([1, 0, 0, 1], [2, 2]);
        Assert.Equal([1, 0, 0, 1], Differentiate.Gradient(x => Sum(SymmetricEigen(x).Values), x).ToArray());
        Assert.Equal([1, 0, 0, 1], Differentiate.Gradient(x => Sum(Svd(x).S), x).ToArray());
        Assert.Contains(Differentiate.Gradient(x => Sum(SymmetricEigen(x).Vectors), x).ToArray(), element => !double.IsFinite(element));
        Assert.Contains(Differentiate.Gradient(x => Sum(Svd(x).U), x).ToArray(), element => !double.IsFinite(element));
    }

    [Fact]
    public void MatrixExp_HasTheKnownFigures()
    {
        // A rotation, a nilpotent matrix, and one of a large norm, e^±50.
        AssertClose(Variable.Matrix(new[,] { { Math.Cos(9), -Math.Sin(9) }, { Math.Sin(9), Math.Cos(9) } }), MatrixExp(Variable.Matrix(new[,] { { 0, -9.0 }, { 9, 0 } })));
        Assert.Equal([1, 7, 0, 1], MatrixExp(Variable.Matrix(new[,] { { 0, 7.0 }, { 0, 0 } })).ToArray());
        AssertClose(Variable.Matrix(new[,] { { Math.Cosh(50), Math.Sinh(50) }, { Math.Sinh(50), Math.Cosh(50) } }) / Math.Cosh(50),
            MatrixExp(Variable.Matrix(new[,] { { 0, 50.0 }, { 50, 0 } })) / Math.Cosh(50));
        Assert.Equal([0, 0], MatrixExp(Variable.Zeros<double>([0, 0])).Shape);
    }

    [Fact]
    public void EmptyMatricesAndBatches_HaveResults()
    {
        var (u, s, v) = Svd(Variable.Zeros<double>([3, 0]));
        Assert.Equal(("[3, 0]", "[0]", "[0, 0]"), ($"{u.Shape}", $"{s.Shape}", $"{v.Shape}"));
        var (q, r) = Qr(Variable.Zeros<double>([0, 2, 3]));
        Assert.Equal(("[0, 2, 2]", "[0, 2, 3]"), ($"{q.Shape}", $"{r.Shape}"));
        Assert.Equal([0], SymmetricEigen(Variable.Zeros<double>([0, 0])).Values.Shape);
        Assert.Equal(0, Dot(Variable.Zeros<double>([0]), Variable.Zeros<double>([0])).Scalar);
        Assert.Equal([0, 3], Kronecker(Variable.Zeros<double>([0, 1]), Variable.Zeros<double>([2, 3])).Shape);
    }

    private static Variable<double> Random(int m, int n)
    {
        var random = new Random((100 * m) + n);
        return Variable.Create<double>(Enumerable.Range(0, m * n).Select(_ => (2 * random.NextDouble()) - 1).ToArray(), [m, n]);
    }

    private static void AssertOrthonormal(Variable<double> x)
    {
        var n = x.Shape[1];
        var unit = Variable.Create<double>(Enumerable.Range(0, n * n).Select(i => i / n == i % n ? 1.0 : 0).ToArray(), [n, n]);
        AssertClose(unit, MatMul(x, x, transposeA: true));
    }

    private static void AssertClose(Variable<double> expected, Variable<double> actual)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        var size = Max(Abs(expected)).Scalar;
        Assert.All(expected.ToArray().Zip(actual.ToArray()), pair => Expect.True(Math.Abs(pair.First - pair.Second) <= 1e-13 * size, $"{pair}"));
    }
}
