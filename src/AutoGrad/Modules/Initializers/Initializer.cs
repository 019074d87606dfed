using System.Numerics;

namespace AutoGrad;

/// <summary>
/// How the first value of a parameter is made. The numbers are drawn in double and then rounded, so that a model in float starts from the
/// rounded parameters of the same model in double. A shape [outputs, inputs, ..] has fan-in inputs·r and fan-out outputs·r, with r the
/// product of the lengths after the second, which is the receptive field of a convolution.
/// </summary>
public abstract partial record Initializer
{
    /// <summary>Makes a value.</summary>
    /// <param name="shape">Its shape.</param>
    /// <param name="random">Where the numbers come from.</param>
    /// <exception cref="ShapeException">The initializer depends on the fans, and the shape has fewer than two axes.</exception>
    public Variable<T> Create<T>(Shape shape, RandomStream random) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(random);
        var values = new double[shape.Size];
        Fill(values, shape, random);
        return Variable.Create<T>(Array.ConvertAll(values, T.CreateTruncating), shape);
    }

    /// <summary>Fills a value of a shape, row-major; the elements are 0 before the call.</summary>
    protected abstract void Fill(Span<double> values, Shape shape, RandomStream random);

    /// <summary>The fans of a shape [outputs, inputs, ..].</summary>
    /// <param name="initializer">The name for the message.</param>
    /// <param name="shape">The shape.</param>
    /// <exception cref="ShapeException">The shape has fewer than two axes.</exception>
    protected static (int FanIn, int FanOut) FansOf(string initializer, Shape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (shape.Rank < 2)
            Guard.ThrowShape(initializer, "needs a shape [outputs, inputs, ..]", $"{shape}");
        var receptiveField = Shape.Create(shape.Lengths[2..]).Size;
        return (shape[1] * receptiveField, shape[0] * receptiveField);
    }
}
