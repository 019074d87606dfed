namespace AutoGrad.Testing;

/// <summary>Where the elements of an input are drawn from. Elements are rounded to float, so that float and double see the same point.</summary>
public sealed class Domain
{
    private readonly Func<Random, IReadOnlyList<Shape>, int, double[]> _draw;

    private Domain(Func<Random, IReadOnlyList<Shape>, int, double[]> draw, bool isConstant = false)
    {
        _draw = draw;
        IsConstant = isConstant;
    }

    /// <summary>Numbers from -2 to 2.</summary>
    public static Domain Real { get; } = Between(-2, 2);

    /// <summary>Numbers from ¼ to 2.</summary>
    public static Domain Positive { get; } = Between(0.25, 2);

    /// <summary>Numbers of either sign, with an absolute value from ¼ to 2.</summary>
    public static Domain NonZero { get; } = Each(random => (random.Next(2) == 0 ? 1 : -1) * (0.25 + (1.75 * random.NextDouble())));

    /// <summary>Masks, of 0 and 1: constants, in which nothing is differentiated.</summary>
    public static Domain Mask { get; } = new((random, shapes, input) => Many(shapes[input].Size, () => random.Next(2)), isConstant: true);

    /// <summary>Whether the input is a constant, in which nothing is differentiated.</summary>
    public bool IsConstant { get; }

    /// <summary>Numbers from one bound to another.</summary>
    public static Domain Between(double low, double high) => Each(random => low + ((high - low) * random.NextDouble()));

    /// <summary>
    /// Numbers that differ from each other, and from those of another phase, by at least 0.06: for maxima and comparisons, which have a
    /// kink or a jump where two elements are equal.
    /// </summary>
    /// <param name="phase">0 or 1: two inputs of different phases have no element in common.</param>
    public static Domain Separated(int phase = 0) => new((random, shapes, input) =>
    {
        var count = shapes[input].Size;
        var places = Enumerable.Range(0, count).ToArray();
        random.Shuffle(places);
        return Array.ConvertAll(places, place =>
            (0.2 * (place - (count / 2))) + (0.1 * phase) + (0.02 * ((2 * random.NextDouble()) - 1)));
    });

    /// <summary>Whole numbers from 0 to a count less 1, which the shapes of the inputs decide: constants, in which nothing is differentiated.</summary>
    public static Domain Indices(Func<IReadOnlyList<Shape>, int> count) => new(
        (random, shapes, input) =>
        {
            var bound = count(shapes);
            return Many(shapes[input].Size, () => random.Next(bound));
        },
        isConstant: true);

    /// <summary>
    /// Symmetric positive definite matrices, [.., n, n], with a given condition number: Q·D·Qᵀ for a random orthogonal Q, and eigenvalues from
    /// the square root of the condition number down to its inverse.
    /// </summary>
    /// <param name="condition">The largest eigenvalue by the smallest, where there are two at least.</param>
    /// <exception cref="ArgumentOutOfRangeException">The condition number is less than 1, or not finite.</exception>
    public static Domain PositiveDefinite(double condition = 10) => Matrices(nameof(PositiveDefinite), condition, isSquare: true,
        (random, _, n) => RandomMatrix.PositiveDefinite(random, n, condition));

    /// <summary>
    /// Matrices, [.., m, n], with a given condition number: U·D·Vᵀ for random orthogonal U and V, and singular values from the square root of the
    /// condition number down to its inverse.
    /// </summary>
    /// <param name="condition">The largest singular value by the smallest, where there are two at least.</param>
    /// <exception cref="ArgumentOutOfRangeException">The condition number is less than 1, or not finite.</exception>
    public static Domain WellConditioned(double condition = 10) => Matrices(nameof(WellConditioned), condition, isSquare: false,
        (random, m, n) => RandomMatrix.WellConditioned(random, m, n, condition));

    /// <summary>Draws the elements of one input.</summary>
    /// <param name="random">Where they come from.</param>
    /// <param name="shapes">The shapes of all inputs.</param>
    /// <param name="input">Which input.</param>
    /// <exception cref="ShapeException">The domain is one of matrices, and the shape holds none of them.</exception>
    public double[] Draw(Random random, IReadOnlyList<Shape> shapes, int input)
    {
        ArgumentNullException.ThrowIfNull(shapes);
        return Array.ConvertAll(_draw(random, shapes, input), value => (double)(float)value);
    }

    private static Domain Each(Func<Random, double> draw) => new((random, shapes, input) => Many(shapes[input].Size, () => draw(random)));

    private static Domain Matrices(string name, double condition, bool isSquare, Func<Random, int, int, double[]> draw)
    {
        Guard.Argument(condition >= 1 && double.IsFinite(condition), name, "needs a finite condition number of at least 1", Numbers.Print(condition), nameof(condition));
        return new((random, shapes, input) =>
        {
            var shape = shapes[input];
            if (shape.Rank < 2 || (isSquare && shape[^1] != shape[^2]))
                Guard.ThrowShape(name, $"needs a shape {(isSquare ? "[.., n, n]" : "[.., m, n]")}", $"{shape}");
            return RandomMatrix.Batch(shape, (m, n) => draw(random, m, n));
        });
    }

    private static double[] Many(int count, Func<double> draw)
    {
        var values = new double[count];
        for (var i = 0; i < values.Length; i++)
            values[i] = draw();
        return values;
    }
}
