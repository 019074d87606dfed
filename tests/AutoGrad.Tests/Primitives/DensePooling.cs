namespace AutoGrad.Tests.Primitives;

/// <summary>Poolings and samplings over any number of spatial axes, as they are defined.</summary>
internal static class DensePooling
{
    /// <summary>Each window's elements that lie in x, with the size of the window, as one number.</summary>
    public static Dense Windows(Dense x, int[] window, int[] stride, int[] before, int[] after, int[] dilation, Func<double[], int, double> combine)
    {
        var lengths = new int[window.Length];
        for (var axis = 0; axis < lengths.Length; axis++)
        {
            for (var start = -before[axis]; start + ((window[axis] - 1) * dilation[axis]) < x.Shape[axis + 2] + after[axis]; start += stride[axis])
                lengths[axis]++;
        }
        return Dense.Fill([x.Shape[0], x.Shape[1], .. lengths], index => combine(
            Elements(x, index, (axis, place) =>
            {
                var tap = place + before[axis] - (index[axis + 2] * stride[axis]);
                return tap >= 0 && tap % dilation[axis] == 0 && tap / dilation[axis] < window[axis];
            }),
            window.Aggregate(1, (size, length) => size * length)));
    }

    /// <summary>The elements of each part, which share a point with the part of that place of a stretch cut evenly.</summary>
    public static Dense Parts(Dense x, int[] size, Func<double[], int, double> combine) =>
        Dense.Fill([x.Shape[0], x.Shape[1], .. size], index =>
        {
            var elements = Elements(x, index, (axis, place) =>
            {
                var (from, to) = (x.Shape[axis + 2], size[axis]);
                return (place + 1) * to > index[axis + 2] * from && place * to < (index[axis + 2] + 1) * from;
            });
            return combine(elements, elements.Length);
        });

    /// <summary>A column for each window, with 0 for its elements that do not lie in x.</summary>
    public static Dense Columns(Dense x, int[] window, int[] stride, int[] before, int[] after, int[] dilation)
    {
        var lengths = Windows(x, window, stride, before, after, dilation, (_, _) => 0).Shape.Lengths[2..].ToArray();
        var size = window.Aggregate(1, (product, length) => product * length);
        return Dense.Fill([x.Shape[0], x.Shape[1] * size, lengths.Aggregate(1, (product, length) => product * length)], index =>
        {
            var place = Place(index[1] % size, index[2], window, lengths, stride, before, dilation);
            return Enumerable.Range(0, place.Length).All(axis => place[axis] >= 0 && place[axis] < x.Shape[axis + 2])
                ? x[[index[0], index[1] / size, .. place]] : 0;
        });
    }

    /// <summary>The sums of the columns' elements at each place.</summary>
    public static Dense FromColumns(Dense x, int[] whole, int[] window, int[] stride, int[] before, int[] after, int[] dilation)
    {
        var lengths = Windows(new([1, 1, .. whole], new double[whole.Aggregate(1, (product, length) => product * length)]),
            window, stride, before, after, dilation, (_, _) => 0).Shape.Lengths[2..].ToArray();
        var size = window.Aggregate(1, (product, length) => product * length);
        return Dense.Fill([x.Shape[0], x.Shape[1] / size, .. whole], index =>
        {
            var sum = 0.0;
            for (var row = 0; row < size; row++)
            {
                for (var column = 0; column < x.Shape[2]; column++)
                {
                    if (Place(row, column, window, lengths, stride, before, dilation).AsSpan().SequenceEqual(index.AsSpan(2)))
                        sum += x[index[0], (index[1] * size) + row, column];
                }
            }
            return sum;
        });
    }

    private static int[] Place(int tap, int position, int[] window, int[] lengths, int[] stride, int[] before, int[] dilation)
    {
        var place = new int[window.Length];
        for (var axis = place.Length - 1; axis >= 0; axis--)
        {
            place[axis] = (position % lengths[axis] * stride[axis]) - before[axis] + (tap % window[axis] * dilation[axis]);
            (tap, position) = (tap / window[axis], position / lengths[axis]);
        }
        return place;
    }

    /// <summary>Sums of the elements, weighted by a function of an output's place, the lengths of input and output, and an input's place.</summary>
    public static Dense Interpolate(Dense x, int[] size, Func<int, int, int, int, double> weight) =>
        Dense.Fill([x.Shape[0], x.Shape[1], .. size], index =>
        {
            var sum = 0.0;
            Dense.Fill(x.Shape, other =>
            {
                var product = other[0] == index[0] && other[1] == index[1] ? x[other] : 0;
                for (var axis = 0; axis < size.Length; axis++)
                    product *= weight(index[axis + 2], x.Shape[axis + 2], size[axis], other[axis + 2]);
                return sum += product;
            });
            return sum;
        });

    public static double Nearest(int place, int from, int to, int other) => Math.Floor((double)place * from / to) == other ? 1 : 0;

    public static double Linear(int place, int from, int to, int other) =>
        Hat(Math.Clamp(((place + 0.5) * from / to) - 0.5, 0, from - 1), other);

    public static double Aligned(int place, int from, int to, int other) => Hat(to == 1 ? 0 : (double)place * (from - 1) / (to - 1), other);

    private static double Hat(double place, int other) => Math.Max(0, 1 - Math.Abs(place - other));

    private static double[] Elements(Dense x, int[] index, Func<int, int, bool> isIn)
    {
        var elements = new List<double>();
        Dense.Fill(x.Shape, other =>
        {
            if (other[0] == index[0] && other[1] == index[1] && Enumerable.Range(0, other.Length - 2).All(axis => isIn(axis, other[axis + 2])))
                elements.Add(x[other]);
            return 0;
        });
        return [.. elements];
    }
}
