using System.Numerics.Tensors;

namespace AutoGrad.Tests;

public class VariableTests
{
    [Fact]
    public void Value_HasTheShape()
    {
        var matrix = Variable.Matrix(new double[,] { { 1, 2, 3 }, { 4, 5, 6 } }).Value;
        Assert.Equal([2, 3], matrix.Lengths);
        Assert.Equal(6, matrix[1, 2]);

        var scalar = Variable.Scalar(7.0).Value;
        Assert.Equal([1], scalar.Lengths);
        Assert.Equal(7, scalar[0]);
    }

    [Fact]
    public void Value_OfPooledMemory_HasTheShape()
    {
        using var tape = new Tape<double>();
        // The arrays of the pool are longer than the value.
        var x = (Variable.Ones<double>([3, 7]) * 2).Value;
        Assert.Equal([3, 7], x.Lengths);
        Assert.Equal(21, x.FlattenedLength);
        Assert.Equal(2, x[2, 6]);
        Assert.Equal([1], (Variable.Scalar(1.0) * 2).Value.Lengths);
        Assert.Equal(0, (Variable.Ones<double>([3, 0]) * 2).Value.FlattenedLength);
    }

    [Theory]
    [InlineData(new[] { 0 })]
    [InlineData(new[] { 2, 0 })]
    [InlineData(new[] { 0, 2 })]
    public void Value_OfAnEmptyVariable_HasTheShape(int[] lengths)
    {
        var x = Variable.Zeros<double>(Shape.Create(lengths));
        Assert.Equal(lengths, x.Value.Lengths.ToArray().Select(length => (int)length));
        Assert.Equal(0, x.Value.FlattenedLength);
        Assert.Empty(x.ToArray());
    }

    [Fact]
    public void Scalar_NeedsOneElement()
    {
        Assert.Equal(3, Variable.Full([1, 1], 3.0).Scalar);
        Assert.Equal("Scalar: needs a variable of one element, got [2, 1].",
            Assert.Throws<ShapeException>(() => Variable.Full([2, 1], 3.0).Scalar).Message);
        Assert.Equal("Scalar: needs a variable of one element, got [0].",
            Assert.Throws<ShapeException>(() => Variable.Full([0], 3.0).Scalar).Message);
    }

    [Fact]
    public void ToArray_IsACopy()
    {
        var x = Variable.Vector(1.0, 2.0);
        x.ToArray()[0] = 9;
        Assert.Equal([1, 2], x.ToArray());
    }

    [Fact]
    public void Conversions_Copy()
    {
        double[] array = [1, 2];
        double[,] matrix = { { 1, 2 } };
        var tensor = Tensor.Create([1.0, 2.0], [1, 2]);
        Variable<double> fromArray = array;
        Variable<double> fromMatrix = matrix;
        Variable<double> fromTensor = tensor;
        (array[0], matrix[0, 0]) = (9, 9);
        tensor[0, 0] = 9;

        Assert.Equal([1, 2], fromArray.ToArray());
        Assert.Equal([1, 2], fromMatrix.ToArray());
        Assert.Equal([1, 2], fromTensor.ToArray());
        Assert.Equal(Shape.Create([1, 2]), fromTensor.Shape);
    }

    [Fact]
    public void Operators_BroadcastAndCompare()
    {
        Variable<double> a = new double[] { 1, 2, 3 };
        Assert.Equal([3, 4, 5], (a + 2).ToArray());
        Assert.Equal([1, 0, -1], (2 - a).ToArray());
        Assert.Equal([2, 4, 6], (a * 2).ToArray());
        Assert.Equal([6, 3, 2], (6 / a).ToArray());
        Assert.Equal([-1, -2, -3], (-a).ToArray());
        Assert.Equal([0, 0, 1], (a > 2).ToArray());
        Assert.Equal([0, 1, 1], (a >= 2).ToArray());
        Assert.Equal([1, 0, 0], (a < 2).ToArray());
        Assert.Equal([1, 1, 0], (a <= 2).ToArray());
        Assert.Equal([0, 1, 1], (2 <= a).ToArray());
        Assert.Equal([2, 3, 4, 3, 4, 5], (a + new double[,] { { 1 }, { 2 } }).ToArray());
    }

    [Fact]
    public void Operators_OfNull_Throw()
    {
        var a = Variable.Scalar(1.0);
        Variable<double> none = null!;
        foreach (var action in new Func<Variable<double>>[]
        {
            () => a + none, () => none + a, () => a - none, () => none - a, () => a * none, () => none * a, () => a / none, () => none / a,
            () => -none, () => a > none, () => none > a, () => a >= none, () => a < none, () => a <= none,
        })
        {
            Assert.Equal("inputs", Assert.Throws<ArgumentNullException>(action).ParamName);
        }
    }

    [Fact]
    public void Detach_IsNotDifferentiated()
    {
        using var tape = new Tape<double>();
        var x = Variable.Scalar(3.0);
        var square = x * x;
        var y = x * square.Detach();
        Assert.Equal(27, y.Scalar);
        Assert.Equal(9, tape.Gradient(y, x).Scalar);
        Assert.Equal(0, Differentiate.Gradient<double>(z => (z * z).Detach(), 3).Scalar);
    }

    [Fact]
    public void Value_OfALiveVariable_NeverChanges()
    {
        // Values of live variables never change while thousands of other operations run, on tapes and off them.
        var random = new Random(11);
        var live = new List<(Variable<double> Variable, double[] Copy)>();
        var tapes = new Stack<Tape<double>>();
        var tapeOf = new List<Tape<double>?>();
        for (var i = 0; i < 6000; i++)
        {
            var choice = random.Next(100);
            if (choice < 3 && tapes.Count < 3)
            {
                tapes.Push(new());
            }
            else if (choice < 6 && tapes.Count > 0)
            {
                var tape = tapes.Pop();
                for (var j = live.Count - 1; j >= 0; j--)
                {
                    // Every third is read before its tape goes; the others go with it.
                    if (tapeOf[j] == tape && j % 3 == 0)
                        _ = live[j].Variable.Value;
                }
                tape.Dispose();
                for (var j = live.Count - 1; j >= 0; j--)
                {
                    if (!IsLive(live[j].Variable))
                    {
                        live.RemoveAt(j);
                        tapeOf.RemoveAt(j);
                    }
                }
            }
            else
            {
                var variable = Make(random, live);
                live.Add((variable, variable.ToArray()));
                tapeOf.Add(tapes.Count > 0 ? tapes.Peek() : null);
                if (choice < 40 && tapes.Count > 0)
                    _ = tapes.Peek().Gradient(Op.Sum(Op.Sin(variable) * variable), variable, recorded: choice % 2 == 0);
            }
            if (live.Count > 60)
            {
                live.RemoveRange(0, 20);
                tapeOf.RemoveRange(0, 20);
            }
            if (i % 20 == 0)
                Assert.All(live, item => Assert.Equal(item.Copy, item.Variable.ToArray()));
        }
        Assert.All(live, item => Assert.Equal(item.Copy, item.Variable.ToArray()));
        while (tapes.TryPop(out var tape))
            tape.Dispose();
    }

    private static bool IsLive(Variable<double> variable) => !variable.ToString().Contains("given back", StringComparison.Ordinal);

    private static Variable<double> Make(Random random, List<(Variable<double> Variable, double[] Copy)> live)
    {
        if (live.Count == 0 || random.Next(5) == 0)
            return Variable.Full([random.Next(1, 5), random.Next(0, 9)], random.NextDouble());
        var x = live[random.Next(live.Count)].Variable;
        return random.Next(10) switch
        {
            0 => Op.Sin(x),
            1 => x + 1,
            2 => x * x,
            3 => Op.Reshape(x, x.Shape.Size),
            4 => Op.Identity(x),
            5 => Op.Permute(x, [.. Enumerable.Range(0, x.Shape.Rank).Reverse()]),
            6 => x.Detach(),
            7 => Op.Tanh(Op.Exp(-(x * x))),
            8 => Op.Sum(x) + x,
            _ => Differentiate.Gradient(v => Op.Sum(Op.Cos(v) * v), x),
        };
    }
}
