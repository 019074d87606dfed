using System.Numerics;

namespace AutoGrad;

/// <summary>What the normalisations have in common.</summary>
internal static class Standardization
{
    /// <summary>(x - mean)/√(variance + ε) along axes.</summary>
    public static Variable<T> Standardize<T>(Variable<T> x, ReadOnlySpan<int> axes, double epsilon) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var centred = x - Op.Mean(x, axes, keepDimensions: true);
        return centred * Op.Rsqrt(Op.Mean(Op.Square(centred), axes, keepDimensions: true) + epsilon);
    }

    /// <summary>A vector [c] as [1, c, 1, ..], so that it broadcasts along axis 1 of a shape.</summary>
    public static Variable<T> AlongChannels<T>(Variable<T> vector, Shape shape) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var lengths = new int[shape.Rank];
        Array.Fill(lengths, 1);
        lengths[1] = vector.Shape[0];
        return Op.Reshape(vector, Shape.Create(lengths));
    }

    /// <summary>The axes from one on.</summary>
    public static int[] AxesFrom(int first, Shape shape) => [.. Enumerable.Range(first, shape.Rank - first)];

    public static void CheckEpsilon(string name, double epsilon) =>
        Guard.Argument(double.IsFinite(epsilon) && epsilon >= 0, name, "needs a finite epsilon of at least 0", $"{epsilon}", nameof(epsilon));
}
