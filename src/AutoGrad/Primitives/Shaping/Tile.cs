using System.Numerics;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>x laid out side by side along axes, y[.., i, ..] = x[.., i mod n, ..], [n₁, .., nₖ] to [r₁n₁, .., rₖnₖ].</summary>
    /// <param name="x">The elements.</param>
    /// <param name="repeats">
    /// How often along each axis, aligned from the last: x gets leading axes of length 1 where there are more numbers than axes, and leading
    /// numbers of 1 are added where there are fewer.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    /// <exception cref="ShapeException">The result has more elements than an array can hold.</exception>
    public static Variable<T> Tile<T>(Variable<T> x, params ReadOnlySpan<int> repeats) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var shape = ShapeOf(x);
        var rank = Math.Max(shape.Rank, repeats.Length);
        List<int> single = [], tiled = [], whole = [];
        for (var axis = 0; axis < rank; axis++)
        {
            var (place, source) = (axis - rank + repeats.Length, axis - rank + shape.Rank);
            var (count, length) = (place < 0 ? 1 : repeats[place], source < 0 ? 1 : shape[source]);
            Guard.Argument(count >= 0, nameof(Tile), "needs numbers of at least 0", $"[{string.Join(", ", repeats.ToArray())}]", nameof(repeats));
            single.AddRange(count == 1 ? [length] : [1, length]);
            tiled.AddRange(count == 1 ? [length] : [count, length]);
            // A product that is too large for a length is too large for a shape as well, which then says so.
            whole.Add(length == 0 ? 0 : (int)Math.Min((long)count * length, int.MaxValue));
        }
        var wholeShape = Shape.Create([.. whole]);
        return Reshape(BroadcastTo(Reshape(x, Shape.Create([.. single])), Shape.Create([.. tiled])), wholeShape);
    }
}
