using FsCheck;
using FsCheck.Fluent;

namespace AutoGrad.Testing;

/// <summary>Generators of cases for properties of functions of tensors. All shrink towards few and short axes.</summary>
public static class Samples
{
    /// <summary>Cases with inputs of one shape.</summary>
    /// <param name="count">The number of inputs.</param>
    /// <param name="minimumRank">The least number of axes.</param>
    /// <param name="maximumRank">The largest number of axes.</param>
    /// <param name="withEmpty">Whether some axes have a length of 0.</param>
    public static Arbitrary<Sample> OfOneShape(int count = 1, int minimumRank = 0, int maximumRank = 4, bool withEmpty = false) =>
        From(
            Shape(minimumRank, maximumRank, withEmpty).Select(shape => Enumerable.Repeat(shape, count).ToArray()),
            shapes => shapes.All(shape => shape.Equals(shapes[0])) && shapes[0].Rank >= minimumRank);

    /// <summary>Cases with inputs whose shapes broadcast together by NumPy's rule.</summary>
    /// <param name="count">The number of inputs.</param>
    /// <param name="withEmpty">Whether some axes have a length of 0.</param>
    public static Arbitrary<Sample> Broadcastable(int count = 2, bool withEmpty = false) =>
        From(
            Shape(0, 4, withEmpty).SelectMany(
                whole => Gen.ArrayOf(Gen.ArrayOf(Gen.Choose(0, 2), whole.Rank + 1), count),
                (whole, choices) => Array.ConvertAll(choices, choice => Part(whole, choice))),
            BroadcastTogether);

    /// <summary>Cases with inputs of any shapes, which need not fit each other.</summary>
    /// <param name="count">The number of inputs.</param>
    public static Arbitrary<Sample> OfAnyShapes(int count) => From(Gen.ArrayOf(Shape(0, 3, withEmpty: true), count), _ => true);

    /// <summary>Cases with one square matrix, [.., n, n] with n from 1 to 4 and up to two leading axes, for the domains of matrices.</summary>
    /// <param name="maximumRank">The largest number of axes, from 2.</param>
    public static Arbitrary<Sample> SquareMatrices(int maximumRank = 4) =>
        From(Square(maximumRank).Select(shape => new[] { shape }), shapes => IsSquare(shapes[0]));

    /// <summary>Cases of linear systems: a matrix, [.., n, n], and right-hand sides with the same leading axes, [.., n, m].</summary>
    /// <param name="maximumRank">The largest number of axes, from 2.</param>
    public static Arbitrary<Sample> LinearSystems(int maximumRank = 4) =>
        From(
            Square(maximumRank).SelectMany(_ => Gen.Choose(1, 4), (a, m) => new[] { a, a.With(a.Rank - 1, m) }),
            shapes => IsSquare(shapes[0]) && shapes[1].Rank == shapes[0].Rank && shapes[1].With(shapes[1].Rank - 1, shapes[0][^1]).Equals(shapes[0]));

    /// <summary>Cases from a generator of shapes.</summary>
    /// <param name="shapes">The generator, of one shape for each input.</param>
    /// <param name="fits">Whether shapes are such as the generator gives: what a case may shrink to.</param>
    public static Arbitrary<Sample> From(Gen<Shape[]> shapes, Func<Shape[], bool> fits)
    {
        ArgumentNullException.ThrowIfNull(shapes);
        ArgumentNullException.ThrowIfNull(fits);
        return Arb.From(
            shapes.SelectMany(_ => Gen.Choose(0, int.MaxValue - 1), (shape, seed) => new Sample(shape, seed)),
            sample => ShapeShrinker.Shrink([.. sample.Shapes]).Where(fits).Select(smaller => sample with { Shapes = smaller }));
    }

    /// <summary>A shape with axes of lengths from 1 to 4, or from 0 where asked.</summary>
    public static Gen<Shape> Shape(int minimumRank, int maximumRank, bool withEmpty) =>
        Gen.Choose(minimumRank, maximumRank).SelectMany(rank => Gen.ArrayOf(Length(withEmpty), rank), (_, lengths) => AutoGrad.Shape.Create(lengths));

    private static Gen<Shape> Square(int maximumRank) =>
        Shape(1, maximumRank - 1, withEmpty: false).Select(shape => AutoGrad.Shape.Create([.. shape, shape[^1]]));

    private static bool IsSquare(Shape shape) => shape.Rank >= 2 && shape[^1] == shape[^2];

    private static Gen<int> Length(bool withEmpty) => withEmpty
        ? Gen.Frequency((1, Gen.Constant(0)), (9, Gen.Choose(1, 4)))
        : Gen.Choose(1, 4);

    // The last choice says how many leading axes to leave out, the others which axes to take with a length of 1.
    private static Shape Part(Shape whole, int[] choices)
    {
        var start = Math.Min(choices[^1], whole.Rank);
        var lengths = whole.Lengths.ToArray();
        for (var axis = 0; axis < lengths.Length; axis++)
            lengths[axis] = choices[axis] == 0 ? 1 : lengths[axis];
        return AutoGrad.Shape.Create(lengths.AsSpan(start));
    }

    private static bool BroadcastTogether(Shape[] shapes)
    {
        for (var axis = 1; axis <= shapes.Max(shape => shape.Rank); axis++)
        {
            var lengths = shapes.Where(shape => shape.Rank >= axis).Select(shape => shape[shape.Rank - axis]).Where(length => length != 1);
            if (lengths.Distinct().Count() > 1)
                return false;
        }
        return true;
    }
}
