namespace AutoGrad.Testing;

/// <summary>Smaller shapes than given ones: what a failing case tries next.</summary>
internal static class ShapeShrinker
{
    public static IEnumerable<Shape[]> Shrink(Shape[] shapes)
    {
        // All at once first: lengths that must agree shrink together.
        var common = shapes.Length == 0 ? 0 : shapes.Min(shape => shape.Rank);
        for (var fromEnd = common; fromEnd > 0; fromEnd--)
        {
            var place = fromEnd;
            yield return Array.ConvertAll(shapes, shape => Without(shape, shape.Rank - place));
        }
        foreach (var length in shapes.SelectMany(shape => shape).Where(length => length > 1).Distinct())
        {
            foreach (var smaller in Smaller(length))
                yield return Array.ConvertAll(shapes, shape => Shape.Create([.. shape.Select(other => other == length ? smaller : other)]));
        }
        for (var i = 0; i < shapes.Length; i++)
        {
            var shape = shapes[i];
            for (var axis = 0; axis < shape.Rank; axis++)
            {
                yield return Replaced(shapes, i, Without(shape, axis));
                foreach (var smaller in Smaller(shape[axis]))
                    yield return Replaced(shapes, i, shape.With(axis, smaller));
            }
        }
    }

    private static int[] Smaller(int length) => length switch
    {
        <= 1 => [],
        2 => [1],
        _ => [1, length - 1],
    };

    private static Shape Without(Shape shape, int axis) => Shape.Create([.. shape.Lengths[..axis], .. shape.Lengths[(axis + 1)..]]);

    private static Shape[] Replaced(Shape[] shapes, int index, Shape shape)
    {
        var replaced = (Shape[])shapes.Clone();
        replaced[index] = shape;
        return replaced;
    }
}
