using System.Numerics;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>One axis in another place, with the others in their order.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="source">The axis; a negative one counts from the end.</param>
    /// <param name="destination">Where it is in the result; a negative one counts from the end.</param>
    /// <exception cref="ShapeException">There is no such axis.</exception>
    public static Variable<T> MoveAxis<T>(Variable<T> x, int source, int destination) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var shape = ShapeOf(x);
        (source, destination) = (shape.Axis(nameof(MoveAxis), source), shape.Axis(nameof(MoveAxis), destination));
        var order = Enumerable.Range(0, shape.Rank).Where(axis => axis != source).ToList();
        order.Insert(destination, source);
        return Permute(x, [.. order]);
    }
}
