using AutoGrad.Testing;
using FsCheck;
using FsCheck.Fluent;
using static AutoGrad.Op;

namespace AutoGrad.Tests.Primitives;

internal static partial class PrimitiveCases<T>
{
    private static IEnumerable<PrimitiveCase<T>> LinearAlgebra()
    {
        foreach (var (transposeA, transposeB) in new[] { (false, false), (false, true), (true, false), (true, true) })
        {
            var name = $"MatMul{(transposeA ? ", a transposed" : "")}{(transposeB ? ", b transposed" : "")}";
            yield return Product(name, transposeA, transposeB, Matrices(transposeA, transposeB, Gen.Constant(Array.Empty<int>()), Gen.Constant(Array.Empty<int>())));
            foreach (var (batches, a, b) in new (string, int[], int[])[]
            {
                ("equal batches", [2], [2]), ("one matrix b", [3, 2], []), ("one matrix a", [], [2, 3]), ("batches that stretch both", [3, 1], [2]),
                ("a batch of length 1", [1], [2]), ("an empty batch", [0], [1]),
            })
            {
                yield return Product($"{name}, {batches}", transposeA, transposeB, Matrices(transposeA, transposeB, Gen.Constant(a), Gen.Constant(b))) with
                {
                    Derivative = a is [0] ? Derivative.IsZero : Derivative.Exists,
                };
            }
            yield return Product($"{name}, a vector by a matrix", transposeA, transposeB, Gen.Choose(1, 4).SelectMany(
                _ => Gen.Choose(1, 4), (k, n) => new Shape[] { [k], transposeB ? [n, k] : [k, n] }));
            yield return Product($"{name}, a matrix by a vector", transposeA, transposeB, Gen.Choose(1, 4).SelectMany(
                _ => Gen.Choose(1, 4), (k, m) => new Shape[] { transposeA ? [k, m] : [m, k], [k] }));
        }
        yield return Product("MatMul of two vectors", false, false, Gen.Choose(1, 5).Select(k => new Shape[] { [k], [k] }));
        yield return Product("MatMul of a batch by a vector", false, false, Lengths(3, 1, 4).Select(a => new Shape[] { a, [a[2]] }));
        yield return Product("MatMul of a vector by a batch", false, false, Lengths(3, 1, 4).Select(b => new Shape[] { [b[1]], b }));
    }

    private static PrimitiveCase<T> Product(string name, bool transposeA, bool transposeB, Gen<Shape[]> shapes)
    {
        Variable<T> Function(Variable<T>[] x) => MatMul(x[0], x[1], transposeA, transposeB);
        return new(name, nameof(MatMul), Where(shapes, Function), [Domain.Real, Domain.Real], Function, x => Product(x[0], x[1], transposeA, transposeB));
    }

    private static Gen<Shape[]> Matrices(bool transposeA, bool transposeB, Gen<int[]> batchA, Gen<int[]> batchB) =>
        Gen.ArrayOf(Gen.Frequency((1, Gen.Constant(0)), (9, Gen.Choose(1, 4))), 3).SelectMany(_ => batchA.Zip(batchB), (lengths, batch) =>
        {
            var (m, k, n) = (lengths[0], lengths[1], lengths[2]);
            return new Shape[]
            {
                [.. batch.Item1, .. transposeA ? [k, m] : new[] { m, k }],
                [.. batch.Item2, .. transposeB ? [n, k] : new[] { k, n }],
            };
        });

    private static Dense Product(Dense a, Dense b, bool transposeA, bool transposeB)
    {
        var (isRow, isColumn) = (a.Shape.Rank == 1, b.Shape.Rank == 1);
        var matrixA = isRow ? new Dense(transposeA ? [a.Shape[0], 1] : [1, a.Shape[0]], a.Values) : a;
        var matrixB = isColumn ? new Dense(transposeB ? [1, b.Shape[0]] : [b.Shape[0], 1], b.Values) : b;
        var (m, k) = transposeA ? (matrixA.Shape[^1], matrixA.Shape[^2]) : (matrixA.Shape[^2], matrixA.Shape[^1]);
        var n = transposeB ? matrixB.Shape[^2] : matrixB.Shape[^1];
        var batch = Dense.Broadcast(Shape.Create(matrixA.Shape.Lengths[..^2]), Shape.Create(matrixB.Shape.Lengths[..^2]));
        var product = Dense.Fill([.. batch, m, n], index =>
        {
            var sum = 0.0;
            for (var j = 0; j < k; j++)
            {
                var left = transposeA ? (j, index[^2]) : (index[^2], j);
                var right = transposeB ? (index[^1], j) : (j, index[^1]);
                sum += Element(matrixA, index, left) * Element(matrixB, index, right);
            }
            return sum;
        });
        return new([.. batch, .. isRow ? [] : new[] { m }, .. isColumn ? [] : new[] { n }], product.Values);
    }

    private static double Element(Dense matrix, int[] index, (int Row, int Column) place)
    {
        var batch = index[(index.Length - matrix.Shape.Rank)..^2];
        for (var axis = 0; axis < batch.Length; axis++)
            batch[axis] = matrix.Shape[axis] == 1 ? 0 : batch[axis];
        return matrix[[.. batch, place.Row, place.Column]];
    }
}
