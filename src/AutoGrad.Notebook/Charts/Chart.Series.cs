using System.Numerics;
using AutoGrad.Notebook.Charts.Marks;

namespace AutoGrad.Notebook;

public sealed partial class Chart
{
    /// <summary>Adds a line through values at 0, 1, 2, ...; it breaks where one is NaN or infinite.</summary>
    /// <param name="y">The values.</param>
    /// <param name="name">What the legend calls it; null for nothing.</param>
    /// <returns>The chart.</returns>
    public Chart Line<T>(IEnumerable<T> y, string? name = null) where T : INumber<T>
    {
        var ys = Numbers(y, nameof(y));
        return Add(new LineMark(name, NextColor(), [.. Enumerable.Range(0, ys.Length)], ys));
    }

    /// <summary>Adds a line through points, in their order.</summary>
    /// <param name="x">Where they are on the horizontal axis.</param>
    /// <param name="y">As many values on the vertical axis.</param>
    /// <param name="name">What the legend calls it; null for nothing.</param>
    /// <returns>The chart.</returns>
    /// <exception cref="ArgumentException">There are more of one than of the other.</exception>
    public Chart Line<TX, TY>(IEnumerable<TX> x, IEnumerable<TY> y, string? name = null) where TX : INumber<TX> where TY : INumber<TY>
    {
        var (xs, ys) = Pairs("Chart.Line", Numbers(x, nameof(x)), Numbers(y, nameof(y)));
        return Add(new LineMark(name, NextColor(), xs, ys));
    }

    /// <summary>Adds the graph of an elementwise function.</summary>
    /// <param name="function">The function; it is called once, with 481 numbers [481].</param>
    /// <param name="from">Where the graph begins.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="name">What the legend calls it; null for nothing.</param>
    /// <returns>The chart.</returns>
    /// <exception cref="ArgumentException">The function gives another number of values.</exception>
    public Chart Curve<T>(Func<Variable<T>, Variable<T>> function, double from, double to, string? name = null) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        const int Count = 481;
        T[] x = [.. Enumerable.Range(0, Count).Select(i => T.CreateTruncating(from + ((to - from) * i / (Count - 1))))];
        var y = function(x);
        if (y.Shape.Size != Count)
            throw new ArgumentException($"Chart.Curve: needs a function that gives a value for each of {Count} numbers, got {y.Shape}.", nameof(function));
        return Line(x, y.ToArray(), name);
    }

    /// <summary>Adds a dashed line at one value, across the whole chart: a bound, or a known optimum.</summary>
    /// <param name="y">The value.</param>
    /// <param name="name">What the legend calls it; null for nothing.</param>
    /// <returns>The chart.</returns>
    public Chart Level(double y, string? name = null) => Add(new LevelMark(name, y));

    /// <summary>Adds points.</summary>
    /// <param name="x">Where they are on the horizontal axis.</param>
    /// <param name="y">As many values on the vertical axis.</param>
    /// <param name="name">What the legend calls them; null for nothing.</param>
    /// <returns>The chart.</returns>
    /// <exception cref="ArgumentException">There are more of one than of the other.</exception>
    public Chart Points<TX, TY>(IEnumerable<TX> x, IEnumerable<TY> y, string? name = null) where TX : INumber<TX> where TY : INumber<TY>
    {
        var (xs, ys) = Pairs("Chart.Points", Numbers(x, nameof(x)), Numbers(y, nameof(y)));
        return Add(new PointMark(name, NextColor(), xs, ys));
    }

    /// <summary>Adds points of several classes, in the colours that <see cref="Regions"/> gives to the classes.</summary>
    /// <param name="points">The points, [n, 2].</param>
    /// <param name="classes">The class of each, a whole number of at least 0, [n] or [n, 1].</param>
    /// <param name="names">What the legend calls the classes; none for nothing.</param>
    /// <returns>The chart.</returns>
    /// <exception cref="ArgumentException">The shapes are others, or a class has no name though others have.</exception>
    public Chart Points<T>(Variable<T> points, Variable<T> classes, params IReadOnlyList<string> names) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(classes);
        ArgumentNullException.ThrowIfNull(names);
        if (points.Shape.Rank != 2 || points.Shape[1] != 2 || classes.Shape.Size != points.Shape[0])
            throw new ArgumentException($"Chart.Points: needs points [n, 2] and as many classes [n], got points {points.Shape} and classes {classes.Shape}.", nameof(points));
        var values = Numbers(points.ToArray(), nameof(points));
        var labels = Array.ConvertAll(classes.ToArray(), int.CreateChecked);
        foreach (var label in labels.Distinct().Order())
        {
            if (label < 0 || (names.Count > 0 && label >= names.Count))
                throw new ArgumentException($"Chart.Points: needs classes from 0 to {(names.Count > 0 ? $"{names.Count - 1}, which have names" : "any number")}, got {label}.", nameof(classes));
            var rows = Enumerable.Range(0, labels.Length).Where(row => labels[row] == label).ToArray();
            var name = names.Count > 0 && !_marks.Any(mark => mark.Name == names[label]) ? names[label] : null;
            Add(new PointMark(name, label, [.. rows.Select(row => values[2 * row])], [.. rows.Select(row => values[(2 * row) + 1])]));
        }
        return this;
    }

    private static (double[] Xs, double[] Ys) Pairs(string operation, double[] xs, double[] ys) => xs.Length == ys.Length
        ? (xs, ys)
        : throw new ArgumentException($"{operation}: needs as many x as y, got {xs.Length} and {ys.Length}.");
}
