namespace AutoGrad.Tests.Primitives;

/// <summary>Convolution over any number of axes, as it is defined: a loop over the elements of x, w and y that meet.</summary>
internal sealed record DenseConvolution(int Axes)
{
    public int[] Stride { get; init; } = Filled(Axes, 1);

    public int[] Before { get; init; } = Filled(Axes, 0);

    public int[] After { get; init; } = Filled(Axes, 0);

    public int[] Dilation { get; init; } = Filled(Axes, 1);

    public int Groups { get; init; } = 1;

    public bool IsSame { get; init; }

    public bool HasBias { get; init; }

    public Dense Forward(Dense[] operands)
    {
        var (x, w) = (operands[0], operands[1]);
        var padded = Padded(x.Shape, w.Shape);
        var y = new Dense([x.Shape[0], w.Shape[0], .. padded.Outputs(x.Shape, w.Shape)], []);
        return padded.Sum(y.Shape, x.Shape, w.Shape, y.Shape, (i, j, _) => x[i] * w[j], (_, _, o) => o, operands);
    }

    public Dense Transpose(Dense[] operands)
    {
        var (y, w) = (operands[0], operands[1]);
        var lengths = new int[Axes];
        var padded = this;
        if (IsSame)
        {
            for (var axis = 0; axis < Axes; axis++)
                lengths[axis] = y.Shape[axis + 2] * Stride[axis];
            padded = Padded([1, 1, .. lengths], w.Shape);
        }
        else
        {
            for (var axis = 0; axis < Axes; axis++)
                lengths[axis] = ((y.Shape[axis + 2] - 1) * Stride[axis]) - Before[axis] - After[axis] + ((w.Shape[axis + 2] - 1) * Dilation[axis]) + 1;
        }
        Shape x = [y.Shape[0], w.Shape[1] * Groups, .. lengths];
        return padded.Sum(x, x, w.Shape, y.Shape, (_, j, o) => y[o] * w[j], (i, _, _) => i, operands);
    }

    private DenseConvolution Padded(Shape x, Shape w)
    {
        if (!IsSame)
            return this;
        var (before, after) = (new int[Axes], new int[Axes]);
        for (var axis = 0; axis < Axes; axis++)
        {
            // Windows that begin at each stride's element cover as little more than x as they can, half of it in front.
            var begins = Enumerable.Range(0, x[axis + 2]).Where(place => place % Stride[axis] == 0).LastOrDefault();
            var more = Math.Max(0, begins + ((w[axis + 2] - 1) * Dilation[axis]) + 1 - x[axis + 2]);
            (before[axis], after[axis]) = (more / 2, more - (more / 2));
        }
        return this with { Before = before, After = after, IsSame = false };
    }

    private int[] Outputs(Shape x, Shape w)
    {
        var lengths = new int[Axes];
        for (var axis = 0; axis < Axes; axis++)
        {
            var last = x[axis + 2] + Before[axis] + After[axis] - ((w[axis + 2] - 1) * Dilation[axis]) - 1;
            lengths[axis] = last < 0 ? 0 : (last / Stride[axis]) + 1;
        }
        return lengths;
    }

    private Dense Sum(
        Shape result, Shape x, Shape w, Shape y, Func<int[], int[], int[], double> term, Func<int[], int[], int[], int[]> target, Dense[] operands)
    {
        var sums = new Dictionary<string, double>();
        Dense.Fill(y, output => Visit(w, tap =>
        {
            var group = output[1] / (w[0] / Groups);
            if (tap[0] != output[1])
                return;
            var input = new int[Axes + 2];
            (input[0], input[1]) = (output[0], (group * w[1]) + tap[1]);
            for (var axis = 0; axis < Axes; axis++)
            {
                var place = (output[axis + 2] * Stride[axis]) - Before[axis] + (tap[axis + 2] * Dilation[axis]);
                if (place < 0 || place >= x[axis + 2])
                    return;
                input[axis + 2] = place;
            }
            var key = string.Join(',', target(input, tap, output));
            sums[key] = sums.GetValueOrDefault(key) + term(input, tap, output);
        }));
        return Dense.Fill(result, index => sums.GetValueOrDefault(string.Join(',', index)) + (HasBias ? operands[2][index[1]] : 0));
    }

    private static double Visit(Shape w, Action<int[]> visit)
    {
        Dense.Fill(w, tap =>
        {
            visit(tap);
            return 0;
        });
        return 0;
    }

    private static int[] Filled(int count, int value) => Enumerable.Repeat(value, count).ToArray();
}
