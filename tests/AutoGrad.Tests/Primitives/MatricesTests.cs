using static AutoGrad.Differentiate;
using static AutoGrad.Op;

namespace AutoGrad.Tests.Primitives;

public class MatricesTests
{
    private static readonly Variable<double> S = Variable.Scalar(1.0);
    private static readonly Variable<double> V2 = Variable.Vector(1.0, 2);
    private static readonly Variable<double> M23 = Variable.Create<double>([1, 2, 3, 4, 5, 6], [2, 3]);

    public static TheoryData<string, Func<object>> Messages => new()
    {
        { "Diagonal: needs x [.., m, n], got x [2].", () => Diagonal(V2) },
        { "Diagonal: needs an axis from -2 to 1, got axis 2 and x [2, 3].", () => Diagonal(M23, 0, 2, 0) },
        { "Diagonal: needs distinct axes, got axis 1 twice for x [2, 3].", () => Diagonal(M23, 0, 1, -1) },
        { "DiagonalMatrix: needs x [.., n], got x [].", () => DiagonalMatrix(S) },
        { "Shape: needs at most 2147483591 elements, empty axes aside, got [100002, 100002].", () => DiagonalMatrix(V2, -100000) },
        { "Shape: needs at most 2147483591 elements, empty axes aside, got [2147483647, 2147483647].", () => DiagonalMatrix(V2, int.MinValue) },
        { "Trace: needs x [.., m, n], got x [2].", () => Trace(V2) },
        { "LowerTriangle: needs x [.., m, n], got x [2].", () => LowerTriangle(V2) },
        { "UpperTriangle: needs x [.., m, n], got x [].", () => UpperTriangle(S) },
        { "Outer: needs vectors a [m] and b [n], got a [2] and b [2, 3].", () => Outer(V2, M23) },
        { "Outer: needs vectors a [m] and b [n], got a [] and b [2].", () => Outer(S, V2) },
        { "Meshgrid: needs vectors, got [2], [2, 3].", () => Meshgrid([V2, M23]) },
    };

    [Theory]
    [MemberData(nameof(Messages), DisableDiscoveryEnumeration = true)]
    public void Message_NamesTheOperationTheRuleAndEveryShape(string message, Func<object> apply) =>
        Assert.Equal(message, Assert.Throws<ShapeException>(apply).Message);

    [Fact]
    public void Null_NamesTheArgument()
    {
        Variable<double> none = null!;
        foreach (var (parameter, action) in new (string, Func<object>)[]
        {
            ("x", () => Diagonal(none)), ("x", () => Diagonal(none, 0, 0, 1)), ("x", () => DiagonalMatrix(none)), ("x", () => Trace(none)),
            ("inputs", () => LowerTriangle(none)), ("a", () => Outer(none, V2)), ("b", () => Outer(V2, none)), ("x", () => Meshgrid([V2, none])),
        })
        {
            Assert.Equal(parameter, Assert.Throws<ArgumentNullException>(action).ParamName);
        }
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => Meshgrid([V2], (MeshIndexing)2));
        Assert.Equal("Meshgrid: needs Matrix or Cartesian, got 2. (Parameter 'indexing')", exception.Message);
    }

    [Fact]
    public void Diagonals_FarAway_AreEmpty()
    {
        Assert.Equal([0], Diagonal(M23, 3).Shape);
        Assert.Equal([0], Diagonal(M23, -2).Shape);
        Assert.Equal([0], Diagonal(M23, int.MaxValue).Shape);
        Assert.Equal([0], Diagonal(M23, int.MinValue).Shape);
        Assert.Equal([0], Diagonal(Variable.Zeros<double>([0, 3])).Shape);
        Assert.Equal([3], Diagonal(M23, 2).ToArray());
        Assert.Equal([1, 5], Diagonal(M23).ToArray());
        Assert.Equal([4], Diagonal(M23, 1, 1, 0).ToArray());
    }

    [Fact]
    public void DiagonalMatrix_AndDiagonal_AreInverse()
    {
        Assert.Equal([0, 0, 0, 1, 0, 0, 0, 2, 0], DiagonalMatrix(V2, -1).ToArray());
        foreach (var offset in new[] { -3, 0, 2 })
            Assert.Equal(M23.ToArray(), Diagonal(DiagonalMatrix(M23, offset), offset).ToArray());
        Assert.Equal([1, 1], DiagonalMatrix(Variable.Zeros<double>([0]), 1).Shape);
        Assert.Equal([0, 0], DiagonalMatrix(Variable.Zeros<double>([0])).Shape);
    }

    [Fact]
    public void Triangles_LeaveOutEvenNaN()
    {
        var x = Variable.Matrix(new[,] { { -0.0, double.NaN }, { double.PositiveInfinity, 1 } });
        Assert.Equal([-0.0, 0, double.PositiveInfinity, 1], LowerTriangle(x).ToArray());
        Assert.Equal([0, double.NaN, 0, 0], UpperTriangle(x, 1).ToArray());
        Assert.Equal(x.ToArray(), LowerTriangle(x, int.MaxValue).ToArray());
        Assert.Equal(x.ToArray(), UpperTriangle(x, int.MinValue).ToArray());
        Assert.Equal([0, 0, 0, 0], UpperTriangle(x, int.MaxValue).ToArray());
        Assert.Equal([0, 3], LowerTriangle(Variable.Zeros<double>([0, 3])).Shape);
    }

    [Fact]
    public void Trace_OfNothing_IsZero()
    {
        Assert.Equal(6, Trace(M23).Scalar);
        Assert.Equal(0, Trace(Variable.Zeros<double>([0, 3])).Scalar);
        Assert.Equal([1, 0, 0, 0, 1, 0], Gradient(Trace, M23).ToArray());
    }

    [Fact]
    public void Meshgrid_OfOneOrNone()
    {
        Assert.Equal(V2.ToArray(), Meshgrid([V2], MeshIndexing.Cartesian)[0].ToArray());
        Assert.Empty(Meshgrid<double>([]));
        Assert.Equal([2, 3, 1], Meshgrid([Variable.Zeros<double>([3]), V2, Variable.Ones<double>([1])], MeshIndexing.Cartesian)[2].Shape);
    }
}
