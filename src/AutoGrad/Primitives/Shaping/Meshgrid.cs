using System.Numerics;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The coordinates of every point of a grid, from those along each of its axes: yₖ[i₁, .., iₙ] = xₖ[iₖ], n times [n₁, .., nₙ].</summary>
    /// <param name="x">A vector for each axis.</param>
    /// <param name="indexing">Which axis each goes along: its own, or with the first two exchanged.</param>
    /// <returns>A variable for each vector, all of the shape of the grid.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such indexing.</exception>
    /// <exception cref="ShapeException">One is not a vector, or the grid has more points than an array can hold.</exception>
    public static Variable<T>[] Meshgrid<T>(ReadOnlySpan<Variable<T>> x, MeshIndexing indexing = MeshIndexing.Matrix)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Guard.Argument(Enum.IsDefined(indexing), nameof(Meshgrid), "needs Matrix or Cartesian", $"{indexing}", nameof(indexing));
        var (lengths, axes) = (new int[x.Length], new int[x.Length]);
        for (var k = 0; k < x.Length; k++)
        {
            if (ShapeOf(x[k]).Rank != 1)
                Guard.ThrowShape(nameof(Meshgrid), "needs vectors", string.Join(", ", x.ToArray().Select(ShapeOf)));
            axes[k] = indexing == MeshIndexing.Cartesian && k < 2 && x.Length >= 2 ? 1 - k : k;
            lengths[axes[k]] = x[k].Shape.Size;
        }
        var grid = Shape.Create(lengths);
        var y = new Variable<T>[x.Length];
        for (var k = 0; k < y.Length; k++)
        {
            var single = new int[x.Length - axes[k]];
            Array.Fill(single, 1);
            single[0] = x[k].Shape.Size;
            y[k] = BroadcastTo(Reshape(x[k], Shape.Create(single)), grid);
        }
        return y;
    }
}
