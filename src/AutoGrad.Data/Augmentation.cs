using System.Numerics;

namespace AutoGrad.Data;

/// <summary>
/// Random changes that leave an image what it is, for <see cref="Dataset{T}.Batches(int, ulong, int, bool, IReadOnlyList{Augmentation{T}}?)"/>.
/// </summary>
public static class Augmentation
{
    /// <summary>Moves an image [..., height, width] up or down and left or right, each shift equally likely; zeros come in.</summary>
    /// <param name="most">How far at most, in pixels in each direction, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="most"/> is negative.</exception>
    public static Augmentation<T> Shift<T>(int most) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Guard.Argument(most is >= 0 and < int.MaxValue / 2, "Augmentation.Shift", "needs most of at least 0", $"{most}", nameof(most));
        return (features, shape, random) =>
        {
            var (height, width) = ImageSize(shape, "Augmentation.Shift");
            var (down, right) = (random.Next((2 * most) + 1) - most, random.Next((2 * most) + 1) - most);
            var before = features.ToArray();
            features.Clear();
            var count = width - Math.Abs(right);
            for (var row = 0; row < features.Length / width && count > 0; row++)
            {
                var from = (row % height) - down;
                if (from < 0 || from >= height)
                    continue;
                var start = (row - down) * width;
                before.AsSpan(start + Math.Max(-right, 0), count).CopyTo(features[((row * width) + Math.Max(right, 0))..]);
            }
        };
    }

    /// <summary>Turns left and right around, of an image [..., height, width], or leaves it as it is.</summary>
    /// <param name="probability">How likely it is turned around, in [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="probability"/> is not in [0, 1].</exception>
    public static Augmentation<T> Flip<T>(double probability = 0.5) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Guard.Argument(
            probability is >= 0 and <= 1, "Augmentation.Flip", "needs a probability in [0, 1]", FormattableString.Invariant($"{probability}"), nameof(probability));
        return (features, shape, random) =>
        {
            var (_, width) = ImageSize(shape, "Augmentation.Flip");
            if (random.NextUniform<double>() >= probability)
                return;
            for (var start = 0; start < features.Length; start += width)
                features.Slice(start, width).Reverse();
        };
    }

    /// <summary>Adds normal noise to each feature, of whatever shape.</summary>
    /// <param name="deviation">The standard deviation of the noise, finite and at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="deviation"/> is not finite or is negative.</exception>
    public static Augmentation<T> Noise<T>(double deviation) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Guard.Argument(
            double.IsFinite(deviation) && deviation >= 0, "Augmentation.Noise", "needs a finite deviation of at least 0",
            FormattableString.Invariant($"{deviation}"), nameof(deviation));
        return (features, _, random) =>
        {
            var noise = new T[features.Length];
            random.FillNormal(noise, T.Zero, T.CreateTruncating(deviation));
            for (var i = 0; i < features.Length; i++)
                features[i] += noise[i];
        };
    }

    private static (int Height, int Width) ImageSize(Shape shape, string operation)
    {
        if (shape.Rank < 2)
            Guard.ThrowShape(operation, "needs features [rows, ..., height, width]", $"rows of {shape}");
        return (shape[^2], shape[^1]);
    }
}
