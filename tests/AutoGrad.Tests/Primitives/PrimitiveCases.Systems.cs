using AutoGrad.Testing;
using FsCheck;
using FsCheck.Fluent;
using static AutoGrad.Op;

namespace AutoGrad.Tests.Primitives;

internal static partial class PrimitiveCases<T>
{
    private static Domain MatrixElements => Domain.Between(-1, 1);

    private static (string Name, int[] Batch)[] MatrixBatches => [("", []), (", a batch", [2]), (", a batch of two axes", [2, 2])];

    private static IEnumerable<PrimitiveCase<T>> Systems()
    {
        foreach (var (name, batch) in MatrixBatches)
        {
            yield return OfMatrix($"{nameof(Cholesky)}{name}", nameof(Cholesky), SquareMatrices(batch), Domain.Real, x => Cholesky(PositiveDefinite(x)),
                a => DenseMatrices.Cholesky(DenseMatrices.PlusDiagonal(DenseMatrices.Product(a, DenseMatrices.Transpose(a)), 1)));
            yield return OfMatrix($"{nameof(Inverse)}{name}", nameof(Inverse), SquareMatrices(batch), MatrixElements, x => Inverse(Dominant(x)),
                a => DenseMatrices.Inverse(DenseMatrices.PlusDiagonal(a, 4)));
            yield return NumberOfMatrix($"{nameof(Determinant)}{name}", nameof(Determinant), SquareMatrices(batch), x => Determinant(Dominant(x)), DenseMatrices.Determinant);
            yield return NumberOfMatrix($"{nameof(LogDeterminant)}{name}", nameof(LogDeterminant), SquareMatrices(batch), x => LogDeterminant(Dominant(x)).LogAbsolute,
                a => Math.Log(Math.Abs(DenseMatrices.Determinant(a))));
            yield return NumberOfMatrix($"{nameof(LogDeterminant)}, the sign{name}", nameof(LogDeterminant), SquareMatrices(batch), x => LogDeterminant(Dominant(x)).Sign,
                a => Math.Sign(DenseMatrices.Determinant(a))) with
            { Derivative = Derivative.IsZero };
        }
        foreach (var transposed in new[] { false, true })
        {
            foreach (var (name, a, b) in new (string, int[], int[])[] { ("", [], []), (", batches", [2], [2]), (", one b", [2, 1], []), (", batches that stretch both", [2, 1], [3]) })
            {
                var shapes = Gen.Choose(1, 3).SelectMany(_ => Gen.Choose(1, 3), (n, m) => new Shape[] { [.. a, n, n], [.. b, n, m] });
                foreach (var row in Solving($"{(transposed ? ", transposed" : "")}{name}", shapes, transposed))
                    yield return row;
            }
            foreach (var row in Solving($"{(transposed ? ", transposed" : "")}, a vector", Gen.Choose(1, 4).Select(n => new Shape[] { [n, n], [n] }), transposed))
                yield return row;
        }
    }

    private static IEnumerable<PrimitiveCase<T>> Solving(string name, Gen<Shape[]> shapes, bool transposed)
    {
        yield return OfSystem($"{nameof(Solve)}{name}", nameof(Solve), shapes, (a, b) => Solve(a, b, transposed), a => a, transposed);
        foreach (var lower in new[] { true, false })
        {
            yield return OfSystem($"{nameof(TriangularSolve)}, {(lower ? "lower" : "upper")}{name}", nameof(TriangularSolve), shapes,
                (a, b) => TriangularSolve(a, b, lower, transposed),
                a => DenseMatrices.Fill(a.GetLength(0), a.GetLength(0), (i, j) => (lower ? i >= j : i <= j) ? a[i, j] : 0), transposed);
        }
    }

    private static PrimitiveCase<T> OfSystem(
        string name, string operation, Gen<Shape[]> shapes, Func<Variable<T>, Variable<T>, Variable<T>> solve, Func<double[,], double[,]> part, bool transposed)
    {
        Variable<T> Function(Variable<T>[] x) => solve(Dominant(x[0]), x[1]);
        return new(name, operation, Where(shapes, Function), [MatrixElements, Domain.Real], Function, x =>
        {
            var column = x[1].Shape.Rank == 1 ? new Dense([x[1].Shape[0], 1], x[1].Values) : x[1];
            var solution = DenseMatrices.Each(x[0], column, (a, b) =>
            {
                var matrix = part(DenseMatrices.PlusDiagonal(a, 4));
                return DenseMatrices.Product(DenseMatrices.Inverse(transposed ? DenseMatrices.Transpose(matrix) : matrix), b);
            });
            return x[1].Shape.Rank == 1 ? new(Shape.Create(solution.Shape.Lengths[..^1]), solution.Values) : solution;
        });
    }

    private static PrimitiveCase<T> OfMatrix(
        string name, string operation, Gen<Shape[]> shapes, Domain domain, Func<Variable<T>, Variable<T>> function, Func<double[,], double[,]> reference) =>
        new(name, operation, Where(shapes, x => function(x[0])), [domain], x => function(x[0]), x => DenseMatrices.Each(x[0], reference));

    private static PrimitiveCase<T> NumberOfMatrix(
        string name, string operation, Gen<Shape[]> shapes, Func<Variable<T>, Variable<T>> function, Func<double[,], double> reference) =>
        new(name, operation, Where(shapes, x => function(x[0])), [MatrixElements], x => function(x[0]), x =>
        {
            var values = DenseMatrices.Each(x[0], a => new[,] { { reference(DenseMatrices.PlusDiagonal(a, 4)) } });
            return new(Shape.Create(values.Shape.Lengths[..^2]), values.Values);
        });

    private static Gen<Shape[]> SquareMatrices(int[] batch) => Gen.Choose(1, 3).Select(n => new Shape[] { [.. batch, n, n] });

    // Matrices that are well conditioned; where there are none, the operation shall see the shape as it is.
    private static Variable<T> Dominant(Variable<T> x) => IsSquare(x) ? x + (4 * UnitMatrix(x.Shape[^1])) : x;

    private static Variable<T> PositiveDefinite(Variable<T> x) => IsSquare(x) ? MatMul(x, x, transposeB: true) + UnitMatrix(x.Shape[^1]) : x;

    private static bool IsSquare(Variable<T> x) => x.Shape.Rank >= 2 && x.Shape[^1] == x.Shape[^2];

    private static Variable<T> UnitMatrix(int n) => Numbers.ToVariable<T>([.. DenseMatrices.Fill(n, n, (i, j) => i == j ? 1 : 0).Cast<double>()], [n, n]);
}
