namespace AutoGrad.Testing;

/// <summary>Smaller shapes than given ones: what a failing case tries next.</summary>
internal static class ShapeShrinker
{
    public static IEnumerable<Shape[]> Shrink(Shape[] shapes)
    {
        // All at once first: lengths that must agree shrink together.
        if (shapes.Length > 0 && shapes.All(shape => shape.Rank > 0))
            yield return Array.ConvertAll(shapes, shape => Shape.Create(shape.Lengths[1..]));
        foreach (var length in shapes.SelectMany(shape => shape).Where(length => length > 1).Distinct())
        {
            foreach (var smaller in Smaller(length))
                yield return Array.ConvertAll(shapes, shape => Shape.Create([.. shape.Select(other => other == length ? smaller : other)]));
        }
        for (var i = 0; i < shapes.Length; i++)
        {
            var shape = shapes[i];
            if (shape.Rank > 0)
                yield return Replaced(shapes, i, Shape.Create(shape.Lengths[1..]));
            for (var axis = 0; axis < shape.Rank; axis++)
            {
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

    private static Shape[] Replaced(Shape[] shapes, int index, Shape shape)
    {
        var replaced = (Shape[])shapes.Clone();
        replaced[index] = shape;
        return replaced;
    }
}
