using AutoGrad.Testing;
using FsCheck;
using FsCheck.Fluent;
using static AutoGrad.Op;

namespace AutoGrad.Tests.Primitives;

internal static partial class PrimitiveCases<T>
{
    private static Domain SmallElements => Domain.Between(-0.4, 0.4);

    private static IEnumerable<PrimitiveCase<T>> Factorizations()
    {
        foreach (var (name, batch) in MatrixBatches)
        {
            yield return OfMatrix($"{nameof(MatrixExp)}{name}", nameof(MatrixExp), SquareMatrices(batch), MatrixElements, MatrixExp, DenseMatrices.Exponential);
            yield return OfMatrix($"{nameof(SymmetricEigen)}, values{name}", nameof(SymmetricEigen), SquareMatrices(batch), SmallElements,
                x => AsRow(SymmetricEigen(Around(x)).Values), a => Row(DenseMatrices.Eigenvalues(SymmetricPart(Around(a)))));
            yield return OfMatrix($"{nameof(SymmetricEigen)}, vectors{name}", nameof(SymmetricEigen), LargerSquares(batch), SmallElements,
                x => Square(SymmetricEigen(Around(x)).Vectors), a => DenseMatrices.Fill(a.GetLength(0), a.GetLength(0),
                    (i, j) => DenseMatrices.Projector(SymmetricPart(Around(a)), j)[i, i]));
            foreach (var (shape, shapes) in new[] { ("tall", Rectangles(batch, 1)), ("wide", Rectangles(batch, -1)), ("square", LargerSquares(batch)) })
            {
                foreach (var row in OfRectangles($", {shape}{name}", shapes))
                    yield return row;
            }
        }
        foreach (var (name, a, b) in new (string, int[], int[])[] { ("", [], []), (", batches", [2], [2]), (", one b", [2, 1], []), (", batches that stretch both", [2, 1], [3]) })
        {
            yield return OfTwo($"{nameof(Kronecker)}{name}", nameof(Kronecker), Domain.Real, Kronecker, KroneckerProduct,
                Gen.ArrayOf(Gen.Choose(1, 3), 4).Select(n => new Shape[] { [.. a, n[0], n[1]], [.. b, n[2], n[3]] }));
            yield return OfTwo($"{nameof(Dot)}{name}", nameof(Dot), Domain.Real, Dot, (x, y) => Dense.Map(x, y, (p, q) => p * q).Reduce([Math.Max(a.Length, b.Length)], false, p => p.Sum()),
                Gen.Choose(1, 4).Select(n => new Shape[] { [.. a, n], [.. b, n] }));
            foreach (var (shape, m, n) in new[] { ("tall", 3, 2), ("wide", 2, 3), ("square", 2, 2) })
            {
                yield return OfTwo($"{nameof(Lstsq)}, {shape}{name}", nameof(Lstsq), SmallElements, (x, y) => Lstsq(Spread(x), y),
                    (x, y) => DenseMatrices.Each(x, y, LeastSquares), Gen.Choose(1, 2).Select(k => new Shape[] { [.. a, m, n], [.. b, m, k] }));
            }
        }
        yield return OfTwo($"{nameof(Lstsq)}, a vector", nameof(Lstsq), SmallElements, (x, y) => Lstsq(Spread(x), y), (x, y) =>
        {
            var column = DenseMatrices.Each(x, new Dense([y.Shape[0], 1], y.Values), LeastSquares);
            return new([column.Shape[0]], column.Values);
        }, Gen.Choose(2, 4).Select(m => new Shape[] { [m, 2], [m] }));
    }

    private static IEnumerable<PrimitiveCase<T>> OfRectangles(string name, Gen<Shape[]> shapes)
    {
        static double[,] Gram(double[,] a) => DenseMatrices.Product(DenseMatrices.Transpose(a), a);
        static double[,] Thin(double[,] a) => a.GetLength(0) < a.GetLength(1) ? DenseMatrices.Transpose(a) : a;

        yield return OfMatrix($"{nameof(Qr)}, Q{name}", nameof(Qr), shapes, SmallElements, x => Qr(Spread(x)).Q, a =>
        {
            var m = a.GetLength(0);
            return DenseMatrices.Qr(DenseMatrices.Fill(m, Math.Min(m, a.GetLength(1)), (i, j) => Spread(a)[i, j])).Q;
        });
        yield return OfMatrix($"{nameof(Qr)}, R{name}", nameof(Qr), shapes, SmallElements, x => Qr(Spread(x)).R, a =>
        {
            var m = a.GetLength(0);
            var q = DenseMatrices.Qr(DenseMatrices.Fill(m, Math.Min(m, a.GetLength(1)), (i, j) => Spread(a)[i, j])).Q;
            var r = DenseMatrices.Product(DenseMatrices.Transpose(q), Spread(a));
            return DenseMatrices.Fill(r.GetLength(0), r.GetLength(1), (i, j) => i <= j ? r[i, j] : 0);
        });
        yield return OfMatrix($"{nameof(Svd)}, S{name}", nameof(Svd), shapes, SmallElements, x => AsRow(Svd(Spread(x)).S),
            a => Row([.. DenseMatrices.Eigenvalues(Gram(Thin(Spread(a)))).Select(Math.Sqrt).Reverse()]));
        yield return OfMatrix($"{nameof(Svd)}, vectors{name}", nameof(Svd), shapes, SmallElements,
            x =>
            {
                var (u, _, v) = Svd(Spread(x));
                return Concatenate([Square(u), Square(v)], -2);
            }, a =>
            {
                var thin = Thin(Spread(a));
                var (m, n) = (thin.GetLength(0), thin.GetLength(1));
                var values = DenseMatrices.Eigenvalues(Gram(thin));
                var shorter = DenseMatrices.Fill(n, n, (i, j) => DenseMatrices.Projector(Gram(thin), n - 1 - j)[i, i]);
                var longer = DenseMatrices.Fill(m, n, (i, j) => DenseMatrices.Product(thin,
                    DenseMatrices.Product(DenseMatrices.Projector(Gram(thin), n - 1 - j), DenseMatrices.Transpose(thin)))[i, i] / values[n - 1 - j]);
                var (first, second) = a.GetLength(0) < a.GetLength(1) ? (shorter, longer) : (longer, shorter);
                return DenseMatrices.Fill(m + n, n, (i, j) => i < first.GetLength(0) ? first[i, j] : second[i - first.GetLength(0), j]);
            });
        yield return OfMatrix($"{nameof(Svd)}, U S⁻¹ Vᵀ{name}", nameof(Svd), shapes, SmallElements, x =>
        {
            var (u, values, v) = Svd(Spread(x));
            return MatMul(u / AsRow(values), v, transposeB: true);
        }, a =>
        {
            var thin = Thin(Spread(a));
            var inverse = DenseMatrices.Product(thin, DenseMatrices.Inverse(Gram(thin)));
            return a.GetLength(0) < a.GetLength(1) ? DenseMatrices.Transpose(inverse) : inverse;
        });
    }

    private static PrimitiveCase<T> OfTwo(string name, string operation, Domain first, Func<Variable<T>, Variable<T>, Variable<T>> function,
        Func<Dense, Dense, Dense> reference, Gen<Shape[]> shapes) =>
        new(name, operation, Where(shapes, x => function(x[0], x[1])), [first, Domain.Real], x => function(x[0], x[1]), x => reference(x[0], x[1]));

    private static Dense KroneckerProduct(Dense a, Dense b) => DenseMatrices.Each(a, b, (x, y) =>
    {
        var (p, q) = (y.GetLength(0), y.GetLength(1));
        return DenseMatrices.Fill(x.GetLength(0) * p, x.GetLength(1) * q, (i, j) => x[i / p, j / q] * y[i % p, j % q]);
    });

    // By the normal equations, of the first kind or of the second.
    private static double[,] LeastSquares(double[,] matrix, double[,] b)
    {
        var a = Spread(matrix);
        var t = DenseMatrices.Transpose(a);
        return a.GetLength(0) >= a.GetLength(1)
            ? DenseMatrices.Product(DenseMatrices.Inverse(DenseMatrices.Product(t, a)), DenseMatrices.Product(t, b))
            : DenseMatrices.Product(t, DenseMatrices.Product(DenseMatrices.Inverse(DenseMatrices.Product(a, t)), b));
    }

    // The vectors of a single row or column do not depend on its elements, but for a sign: such a case would prove nothing.
    private static Gen<Shape[]> Rectangles(int[] batch, int more) => Gen.Choose(2, 3).SelectMany(_ => Gen.Choose(1, 2),
        (n, extra) => new Shape[] { more > 0 ? [.. batch, n + extra, n] : [.. batch, n, n + extra] });

    private static Gen<Shape[]> LargerSquares(int[] batch) => Gen.Choose(2, 3).Select(n => new Shape[] { [.. batch, n, n] });

    // Eigenvalues and singular values that differ by far: 2, 4, 6 on the diagonal.
    private static Variable<T> Spread(Variable<T> x) => x.Shape.Rank < 2
        ? x
        : x + Numbers.ToVariable<T>([.. Spread(new double[x.Shape[^2], x.Shape[^1]]).Cast<double>()], [x.Shape[^2], x.Shape[^1]]);

    private static double[,] Spread(double[,] a) => DenseMatrices.Fill(a.GetLength(0), a.GetLength(1), (i, j) => a[i, j] + (i == j ? 2 * (i + 1) : 0));

    // The same about zero, -2, 0 and 2: the smaller the matrix, the less its rounding moves vectors whose eigenvalues lie 2 apart.
    private static Variable<T> Around(Variable<T> x) => IsSquare(x) ? Spread(x) - (4 * UnitMatrix(x.Shape[^1])) : x;

    private static double[,] Around(double[,] a) => DenseMatrices.PlusDiagonal(Spread(a), -4);

    private static double[,] SymmetricPart(double[,] a) => DenseMatrices.Fill(a.GetLength(0), a.GetLength(0), (i, j) => (a[i, j] + a[j, i]) / 2);

    private static double[,] Row(double[] values) => DenseMatrices.Fill(1, values.Length, (_, j) => values[j]);

    private static Variable<T> AsRow(Variable<T> x) => Reshape(x, Shape.Create([.. x.Shape.Lengths[..^1], 1, x.Shape[^1]]));
}
