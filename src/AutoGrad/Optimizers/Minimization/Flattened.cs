using System.Numerics;

namespace AutoGrad;

/// <summary>Variables as one vector, their elements one after the other.</summary>
internal sealed class Flattened<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Shape[] _shapes;

    public Flattened(Shape[] shapes)
    {
        _shapes = shapes;
        Size = shapes.Sum(shape => shape.Size);
    }

    public int Size { get; }

    public double[] Join(IReadOnlyList<Variable<T>> variables)
    {
        var x = new double[Size];
        Join(variables, x);
        return x;
    }

    public static void Join(IReadOnlyList<Variable<T>> variables, Span<double> x)
    {
        var i = 0;
        foreach (var variable in variables)
        {
            foreach (var value in variable.Values)
                x[i++] = double.CreateTruncating(value);
        }
    }

    /// <summary>The variables of a vector, which is rounded to what they hold.</summary>
    public Variable<T>[] Split(Span<double> x)
    {
        var variables = new Variable<T>[_shapes.Length];
        var start = 0;
        for (var i = 0; i < variables.Length; i++)
        {
            variables[i] = Variable.Uninitialized<T>(_shapes[i], out var elements);
            var part = x.Slice(start, elements.Length);
            start += elements.Length;
            for (var k = 0; k < elements.Length; k++)
            {
                elements[k] = T.CreateTruncating(part[k]);
                part[k] = double.CreateTruncating(elements[k]);
            }
        }
        return variables;
    }

    public static double Precision => double.CreateTruncating(T.BitIncrement(T.One) - T.One);
}
