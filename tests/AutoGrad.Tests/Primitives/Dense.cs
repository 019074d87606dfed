using System.Numerics;
using AutoGrad.Testing;

namespace AutoGrad.Tests.Primitives;

/// <summary>A tensor of doubles with nothing but loops over its indices: what the reference implementations compute with.</summary>
internal sealed record Dense(Shape Shape, double[] Values)
{
    public double this[params int[] index] => Values[Offset(index)];

    public static Dense Vector(params double[] values) => new([values.Length], values);

    public static Dense Of<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => new(x.Shape, Numbers.Of(x));

    public static Dense Fill(Shape shape, Func<int[], double> element)
    {
        var values = new double[shape.Size];
        var index = new int[shape.Rank];
        for (var i = 0; i < values.Length; i++)
        {
            var rest = i;
            for (var axis = shape.Rank - 1; axis >= 0; axis--)
                (rest, index[axis]) = Math.DivRem(rest, shape[axis]);
            values[i] = element(index);
        }
        return new(shape, values);
    }

    public static Dense Map(Dense x, Func<double, double> f) => new(x.Shape, Array.ConvertAll(x.Values, value => f(value)));

    public static Dense Map(Dense a, Dense b, Func<double, double, double> f) =>
        Fill(Broadcast(a.Shape, b.Shape), index => f(a.Stretched(index), b.Stretched(index)));

    public static Shape Broadcast(Shape a, Shape b)
    {
        var lengths = new int[Math.Max(a.Rank, b.Rank)];
        for (var i = 1; i <= lengths.Length; i++)
        {
            var (lengthA, lengthB) = (i <= a.Rank ? a[a.Rank - i] : 1, i <= b.Rank ? b[b.Rank - i] : 1);
            lengths[^i] = lengthA == 1 ? lengthB : lengthA;
        }
        return Shape.Create(lengths);
    }

    /// <summary>The element that broadcasting brings to an index of a larger shape.</summary>
    public double Stretched(int[] index)
    {
        var own = index[(index.Length - Shape.Rank)..];
        for (var axis = 0; axis < own.Length; axis++)
            own[axis] = Shape[axis] == 1 ? 0 : own[axis];
        return this[own];
    }

    /// <summary>Each group of elements that differ only in the axes, as one number.</summary>
    public Dense Reduce(int[] axes, bool keepDimensions, Func<double[], double> combine)
    {
        var kept = Enumerable.Range(0, Shape.Rank).Where(axis => keepDimensions || !axes.Contains(axis)).ToArray();
        var shape = Shape.Create(Array.ConvertAll(kept, axis => axes.Contains(axis) ? 1 : Shape[axis]));
        return Fill(shape, index =>
        {
            var group = new List<double>();
            Fill(Shape, candidate =>
            {
                var value = this[candidate];
                if (Enumerable.Range(0, kept.Length).All(i => axes.Contains(kept[i]) || candidate[kept[i]] == index[i]))
                    group.Add(value);
                return value;
            });
            return combine([.. group]);
        });
    }

    /// <summary>Each line of elements along an axis, replaced by another of its length.</summary>
    public Dense MapLines(int axis, Func<double[], double[]> f) => Fill(Shape, index =>
    {
        var line = new double[Shape[axis]];
        var other = (int[])index.Clone();
        for (other[axis] = 0; other[axis] < line.Length; other[axis]++)
            line[other[axis]] = this[other];
        return f(line)[index[axis]];
    });

    private int Offset(int[] index)
    {
        var offset = 0;
        for (var axis = 0; axis < index.Length; axis++)
            offset = (offset * Shape[axis]) + index[axis];
        return offset;
    }
}
