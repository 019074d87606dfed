using System.Numerics;
using System.Numerics.Tensors;

namespace AutoGrad.Data;

/// <summary>Small data sets in the plane and on the line, made by formula: what a first model is tried on.</summary>
/// <remarks>
/// The classes take turns row by row. Everything is computed in <see cref="double"/> and rounded once, so that a data set in
/// <see cref="float"/> is the rounded one in <see cref="double"/>. Noise is normal, and added to each coordinate.
/// </remarks>
public static class Synthetic
{
    /// <summary>Arms of a spiral around the origin, one for each class, each from the centre to radius 1.</summary>
    /// <param name="rows">The number of rows, at least one for each class.</param>
    /// <param name="classes">The number of arms, at least 1.</param>
    /// <param name="noise">The standard deviation of the noise, finite and at least 0.</param>
    /// <param name="seed">The seed of the noise.</param>
    /// <param name="turns">How often an arm goes round.</param>
    /// <returns>Features [rows, 2] and targets [rows].</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static Dataset<T> Spirals<T>(int rows, int classes, double noise, ulong seed, double turns = 0.75) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Guard.Argument(classes >= 1, "Synthetic.Spirals", "needs at least 1 class", $"{classes}", nameof(classes));
        Guard.Argument(double.IsFinite(turns), "Synthetic.Spirals", "needs a finite number of turns", Text(turns), nameof(turns));
        return Plane<T>(nameof(Spirals), rows, classes, noise, seed, (kind, place) =>
        {
            var angle = 2 * Math.PI * (((double)kind / classes) + (turns * place));
            return (place * Math.Cos(angle), place * Math.Sin(angle));
        });
    }

    /// <summary>Two half circles of radius 1 that reach into each other: the upper around [0, 0] and the lower around [1, 0.5].</summary>
    /// <param name="rows">The number of rows, at least 2.</param>
    /// <param name="noise">The standard deviation of the noise, finite and at least 0.</param>
    /// <param name="seed">The seed of the noise.</param>
    /// <returns>Features [rows, 2] and targets [rows].</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static Dataset<T> Moons<T>(int rows, double noise, ulong seed) where T : unmanaged, IFloatingPointIeee754<T> =>
        Plane<T>(nameof(Moons), rows, 2, noise, seed, (kind, place) =>
        {
            var (x, y) = (Math.Cos(Math.PI * place), Math.Sin(Math.PI * place));
            return kind == 0 ? (x, y) : (1 - x, 0.5 - y);
        });

    /// <summary>A circle of radius 1 and a smaller one in it.</summary>
    /// <param name="rows">The number of rows, at least 2.</param>
    /// <param name="noise">The standard deviation of the noise, finite and at least 0.</param>
    /// <param name="seed">The seed of the noise.</param>
    /// <param name="innerRadius">The radius of the smaller circle, class 1, in (0, 1).</param>
    /// <returns>Features [rows, 2] and targets [rows].</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static Dataset<T> Circles<T>(int rows, double noise, ulong seed, double innerRadius = 0.5) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Guard.Argument(innerRadius > 0 && innerRadius < 1, "Synthetic.Circles", "needs innerRadius in (0, 1)", Text(innerRadius), nameof(innerRadius));
        return Plane<T>(nameof(Circles), rows, 2, noise, seed, (kind, place) =>
        {
            var radius = kind == 0 ? 1 : innerRadius;
            return (radius * Math.Cos(2 * Math.PI * place), radius * Math.Sin(2 * Math.PI * place));
        }, isClosed: true);
    }

    /// <summary>The corners [0, 0], [0, 1], [1, 0] and [1, 1] in turn, of class 1 where one coordinate alone is 1: no line parts the classes.</summary>
    /// <param name="rows">The number of rows, at least 2; 4 without noise are the table of truth.</param>
    /// <param name="noise">The standard deviation of the noise, finite and at least 0.</param>
    /// <param name="seed">The seed of the noise.</param>
    /// <returns>Features [rows, 2] and targets [rows].</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static Dataset<T> Xor<T>(int rows, double noise, ulong seed) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var shifts = Noise(nameof(Xor), rows, 2, noise, seed, 2L * rows);
        var corners = new double[rows, 2];
        var targets = new T[rows];
        for (var row = 0; row < rows; row++)
        {
            var (a, b) = ((row >> 1) & 1, row & 1);
            (corners[row, 0], corners[row, 1]) = (a + shifts[2 * row], b + shifts[(2 * row) + 1]);
            targets[row] = T.CreateTruncating(a ^ b);
        }
        return InPlane(corners, targets, 2);
    }

    /// <summary>A stair from 0 to 1 over evenly spaced x in [0, 1), to be learnt as a function: y is the number of steps below, over their number.</summary>
    /// <param name="rows">The number of rows, at least 1.</param>
    /// <param name="steps">The number of steps upwards, at least 1: y has one level more.</param>
    /// <param name="noise">The standard deviation of the noise on y, finite and at least 0.</param>
    /// <param name="seed">The seed of the noise.</param>
    /// <returns>Features [rows, 1], the x, and targets [rows, 1], the y.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static Dataset<T> Steps<T>(int rows, int steps, double noise, ulong seed) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Guard.Argument(steps >= 1, "Synthetic.Steps", "needs at least 1 step", $"{steps}", nameof(steps));
        var shifts = Noise(nameof(Steps), rows, 1, noise, seed, rows);
        var (x, y) = (new T[rows], new T[rows]);
        for (var row = 0; row < rows; row++)
        {
            x[row] = T.CreateTruncating((double)row / rows);
            y[row] = T.CreateTruncating(((double)((long)row * (steps + 1L) / rows) / steps) + shifts[row]);
        }
        return new(Tensor.Create(x, [rows, 1]), Tensor.Create(y, [rows, 1]));
    }

    // Each class goes along its curve from place 0 to 1, or to just before 1 where the curve comes back to its start.
    private static Dataset<T> Plane<T>(
        string name, int rows, int classes, double noise, ulong seed, Func<int, double, (double X, double Y)> curve, bool isClosed = false)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var shifts = Noise(name, rows, classes, noise, seed, 2L * rows);
        var points = new double[rows, 2];
        var targets = new T[rows];
        for (var row = 0; row < rows; row++)
        {
            var kind = row % classes;
            var count = ((rows - kind - 1) / classes) + 1;
            var place = (double)(row / classes) / Math.Max(isClosed ? count : count - 1, 1);
            var (x, y) = curve(kind, place);
            (points[row, 0], points[row, 1]) = (x + shifts[2 * row], y + shifts[(2 * row) + 1]);
            targets[row] = T.CreateTruncating(kind);
        }
        return InPlane(points, targets, classes);
    }

    private static Dataset<T> InPlane<T>(double[,] points, T[] targets, int classes) where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] features = [.. points.Cast<double>().Select(T.CreateTruncating)];
        return new(Tensor.Create(features, [targets.Length, 2]), Tensor.Create(targets), ["x", "y"], Enumerable.Range(0, classes).Select(kind => $"{kind}"));
    }

    private static double[] Noise(string name, int rows, int leastRows, double deviation, ulong seed, long count)
    {
        Guard.Argument(rows >= leastRows, $"Synthetic.{name}", $"needs at least {leastRows} rows", $"{rows}", nameof(rows));
        Guard.Argument(
            double.IsFinite(deviation) && deviation >= 0, $"Synthetic.{name}", "needs a finite noise of at least 0", Text(deviation), "noise");
        var shifts = new double[count];
        new RandomStream(seed, StreamNumbers.Synthetic).FillNormal(shifts, 0, deviation);
        return shifts;
    }

    private static string Text(double number) => FormattableString.Invariant($"{number}");
}
