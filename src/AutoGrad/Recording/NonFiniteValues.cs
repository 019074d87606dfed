using System.Globalization;
using System.Numerics;
using System.Numerics.Tensors;
using AutoGrad.Graphs;

namespace AutoGrad.Recording;

/// <summary>Finds the operation that first makes NaN or an infinity.</summary>
internal static class NonFiniteValues
{
    /// <summary>Throws where an output is not finite though all operands are.</summary>
    public static void Check<T>(Primitive<T> primitive, ReadOnlySpan<Variable<T>> x, Variable<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (x.IsEmpty || FirstNonFinite(y) is not (>= 0 and var place))
            return;
        foreach (var operand in x)
        {
            if (FirstNonFinite(operand) >= 0)
                return;
        }
        var names = new Formula[x.Length];
        var ranges = new string[x.Length];
        for (var k = 0; k < names.Length; k++)
        {
            var name = x[k].Origin is State<T> state ? state.Name : ((char)('a' + (k % 26))).ToString();
            names[k] = Formula.Symbol(name);
            ranges[k] = x[k].Shape.Size == 0
                ? $"{name} {x[k].Shape} is empty"
                : string.Create(CultureInfo.InvariantCulture, $"{name} {x[k].Shape} is from {TensorPrimitives.Min(x[k].Values)} to {TensorPrimitives.Max(x[k].Values)}");
        }
        throw new NonFiniteValueException(string.Create(CultureInfo.InvariantCulture,
            $"{primitive.Name}: needs to give finite values of finite operands, got {y.Values[place]} at [{Index(place, y.Shape)}] of {y.Shape} for {primitive.Write(names)}, where {string.Join(" and ", ranges)}, in {CallSite.Find()}."));
    }

    private static int FirstNonFinite<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var values = x.Values;
        for (var i = 0; i < values.Length; i++)
        {
            if (!T.IsFinite(values[i]))
                return i;
        }
        return -1;
    }

    private static string Index(int place, Shape shape)
    {
        var index = new int[shape.Rank];
        for (var axis = shape.Rank - 1; axis >= 0; axis--)
            (place, index[axis]) = Math.DivRem(place, shape[axis]);
        return string.Join(", ", index);
    }
}
