using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace AutoGrad;

/// <summary>What the normalisations have in common.</summary>
internal static class Standardization
{
    /// <summary>A vector [c] as [1, c, 1, ..], so that it broadcasts along axis 1 of a shape; null where there is none.</summary>
    [return: NotNullIfNotNull(nameof(vector))]
    public static Variable<T>? AlongChannels<T>(Variable<T>? vector, Shape shape) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (vector is null)
            return null;
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
