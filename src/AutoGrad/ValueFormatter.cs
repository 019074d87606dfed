using System.Globalization;
using System.Numerics;
using System.Text;

namespace AutoGrad;

/// <summary>Prints values as nested rows in brackets, at most six of each axis.</summary>
internal static class ValueFormatter
{
    private const int Edge = 3;

    public static string Format<T>(ReadOnlySpan<T> values, Shape shape) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (shape.Rank == 0)
            return Element(values[0]);
        if (shape.Size == 0)
            return $"[] {shape}";
        var text = new StringBuilder();
        Append(text, values, shape, 0);
        return text.ToString();
    }

    private static void Append<T>(StringBuilder text, ReadOnlySpan<T> values, Shape shape, int axis)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var innermost = axis == shape.Rank - 1;
        var separator = innermost ? ", " : ",\n" + new string(' ', axis + 1);
        var length = shape[axis];
        var stride = values.Length / length;
        text.Append('[');
        for (var i = 0; i < length; i++)
        {
            if (i > 0)
                text.Append(separator);
            if (length > 2 * Edge && i == Edge)
            {
                text.Append("...").Append(separator);
                i = length - Edge;
            }
            if (innermost)
                text.Append(Element(values[i]));
            else
                Append(text, values.Slice(i * stride, stride), shape, axis + 1);
        }
        text.Append(']');
    }

    private static string Element<T>(T value) where T : unmanaged, IFloatingPointIeee754<T> =>
        value.ToString("G6", CultureInfo.InvariantCulture);
}
