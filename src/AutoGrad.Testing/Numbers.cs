using System.Globalization;
using System.Numerics;

namespace AutoGrad.Testing;

/// <summary>Variables as plain numbers, which the checks compute with in double.</summary>
internal static class Numbers
{
    public static double[] Of<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> =>
        Array.ConvertAll(x.ToArray(), double.CreateChecked);

    public static Variable<T> ToVariable<T>(ReadOnlySpan<double> values, Shape shape) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var elements = new T[values.Length];
        for (var i = 0; i < elements.Length; i++)
            elements[i] = T.CreateTruncating(values[i]);
        return Variable.Create<T>(elements, shape);
    }

    /// <summary>The inner product, and the sum of the absolute values of its terms, which says how much it may round.</summary>
    public static (double Value, double Size) Dot<T>(Variable<T>[] a, Variable<T>[] b) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (sum, size) = (0.0, 0.0);
        for (var i = 0; i < a.Length; i++)
        {
            foreach (var (left, right) in Of(a[i]).Zip(Of(b[i])))
            {
                sum += left * right;
                size += Math.Abs(left * right);
            }
        }
        return (sum, size);
    }

    /// <summary>Random numbers from ±½ to ±1: none is so small that its element hides.</summary>
    public static double[] Draw(int count, Random random)
    {
        var values = new double[count];
        for (var i = 0; i < values.Length; i++)
            values[i] = (random.Next(2) == 0 ? 1 : -1) * (0.5 + (0.5 * random.NextDouble()));
        return values;
    }

    public static string Print(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>The index of an element in a shape, as in [0, 2].</summary>
    public static string Index(int element, Shape shape) => $"[{string.Join(", ", Indices(element, shape))}]";

    /// <summary>The index of an element in a shape, a number for each axis.</summary>
    public static int[] Indices(int element, Shape shape)
    {
        var indices = new int[shape.Rank];
        for (var axis = shape.Rank - 1; axis >= 0; axis--)
            (element, indices[axis]) = Math.DivRem(element, shape[axis]);
        return indices;
    }
}
