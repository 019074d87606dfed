using System.Numerics;

namespace AutoGrad;

// What the factorisations and their derivatives have in common: parts of matrices, by constant masks.
public static partial class Op
{
    private static void RequireSquare(string operation, Shape x)
    {
        if (x.Rank < 2 || x[^1] != x[^2])
            Guard.ThrowShape(operation, "needs x [.., n, n]", $"x {x}");
    }

    private static void RequireMatrix(string operation, Shape x)
    {
        if (x.Rank < 2)
            Guard.ThrowShape(operation, "needs x [.., m, n]", $"x {x}");
    }

    private static Variable<T> Symmetrized<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => 0.5 * (x + Transpose(x));

    private static Variable<T> MatrixMask<T>(int m, int n, Func<int, int, bool> holds) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var mask = Variable.Uninitialized<T>([m, n], out var elements);
        for (var i = 0; i < m; i++)
        {
            for (var j = 0; j < n; j++)
                elements[(i * n) + j] = holds(i, j) ? T.One : T.Zero;
        }
        return mask;
    }

    private static Variable<T> Eye<T>(int n) where T : unmanaged, IFloatingPointIeee754<T> => MatrixMask<T>(n, n, (i, j) => i == j);

    /// <summary>The triangle of each matrix with its diagonal, and zeros in the other one.</summary>
    private static Variable<T> Triangle<T>(Variable<T> x, bool lower) where T : unmanaged, IFloatingPointIeee754<T> =>
        Where(MatrixMask<T>(x.Shape[^2], x.Shape[^1], (i, j) => lower ? i >= j : i <= j), x, 0);

    /// <summary>Each vector [.., n] as the diagonal of a matrix [.., n, n].</summary>
    private static Variable<T> OnDiagonal<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var shape = x.Shape;
        return Where(Eye<T>(shape[^1]), Reshape(x, Shape.Create([.. shape.Lengths, 1])), 0);
    }

    /// <summary>The elements of each row from start on, as a matrix or a vector: one of several results that lie one behind the other.</summary>
    private static Variable<T> Unpacked<T>(Variable<T> packed, int start, params ReadOnlySpan<int> lengths) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var size = Shape.Create(lengths).Size;
        var part = Slice(packed, -1, start..(start + size));
        return Reshape(part, Shape.Create([.. packed.Shape.Lengths[..^1], .. lengths]));
    }

    /// <summary>Makes one batch of a system a X = b from its sides; a vector b becomes a column.</summary>
    private static Variable<T> AsColumn<T>(Variable<T> b) where T : unmanaged, IFloatingPointIeee754<T> =>
        b.Shape.Rank == 1 ? Reshape(b, Shape.Create([b.Shape[0], 1])) : b;

    private static Variable<T> WithoutColumn<T>(Variable<T> x, bool isColumn) where T : unmanaged, IFloatingPointIeee754<T> =>
        isColumn ? Reshape(x, Shape.Create(x.Shape.Lengths[..^1])) : x;
}
