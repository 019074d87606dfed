using AutoGrad.Kernels;

namespace AutoGrad.Tests.Kernels;

public class BroadcastTests
{
    [Fact]
    public void Next_OfRandomShapes_VisitsEveryElementInOrder()
    {
        var random = new Random(4);
        for (var i = 0; i < 2000; i++)
        {
            var rank = random.Next(6);
            var lengths = Enumerable.Range(0, rank).Select(_ => random.Next(1, 4)).ToArray();
            Check(Part(random, lengths), Part(random, lengths));
        }
    }

    [Theory]
    [InlineData(new int[0], new int[0])]
    [InlineData(new[] { 1 }, new int[0])]
    [InlineData(new[] { 1, 1 }, new[] { 1 })]
    [InlineData(new[] { 2, 3 }, new[] { 3 })]
    [InlineData(new[] { 2, 1 }, new[] { 1, 3 })]
    [InlineData(new[] { 4, 1, 3 }, new[] { 4, 2, 1 })]
    public void Next_VisitsEveryElementInOrder(int[] a, int[] b) => Check(Shape.Create(a), Shape.Create(b));

    [Theory]
    [InlineData(new int[0], 1)]
    [InlineData(new[] { 1, 1 }, 1)]
    [InlineData(new[] { 2, 3, 4 }, 1)]
    public void Next_OfASingleElementOrEqualShapes_IsOneRun(int[] shape, int expected)
    {
        var runs = new Broadcast(Shape.Create(shape), Shape.Create([2, 3, 4]));
        var count = 0;
        while (runs.Next(out _))
            count++;
        Assert.Equal(expected, count);
    }

    [Theory]
    [InlineData(new[] { 0 }, new int[0])]
    [InlineData(new[] { 0, 1 }, new[] { 1, 3 })]
    [InlineData(new[] { 2, 0 }, new[] { 1 })]
    [InlineData(new[] { 2, 1, 3 }, new[] { 0, 1 })]
    public void Operations_OnEmptyAxes_GiveEmptyResults(int[] a, int[] b)
    {
        var (x, y) = (Variable.Ones<double>(Shape.Create(a)), Variable.Ones<double>(Shape.Create(b)));
        foreach (var z in new[] { x + y, y + x, x * y, Op.Maximum(x, y), Op.Greater(y, x), Op.Where(x, y, x), Op.Where(y, y, x), Op.Pow(x, y) })
        {
            Assert.Equal(0, z.Shape.Size);
            Assert.Equal(Shape.Broadcast("", x.Shape, y.Shape), z.Shape);
        }
        var (xBar, yBar) = Differentiate.Gradient((u, v) => Op.Sum(u * v) + Op.Sum(Op.Where(u, u, v)), x, y);
        Assert.Equal(x.Shape, xBar.Shape);
        Assert.Equal(y.Shape, yBar.Shape);
        Assert.All(xBar.ToArray().Concat(yBar.ToArray()), v => Assert.Equal(0, v));
    }

    private static Shape Part(Random random, int[] lengths) =>
        Shape.Create([.. lengths.Select(length => random.Next(3) == 0 ? 1 : length).Skip(random.Next(lengths.Length + 1))]);

    private static void Check(Shape a, Shape b)
    {
        var shape = Shape.Broadcast("", a, b);
        var (places, next) = (new List<(int A, int B)>(), 0);
        var runs = new Broadcast(a, b);
        while (runs.Next(out var run))
        {
            Assert.Equal(next, run.Output);
            next += run.Length;
            for (var i = 0; i < run.Length; i++)
                places.Add((run.A + (run.StretchesA ? 0 : i), run.B + (run.StretchesB ? 0 : i)));
        }
        Assert.Equal(Enumerable.Range(0, shape.Size).Select(i => (Place(a, shape, i), Place(b, shape, i))), places);
    }

    // Where an element of the broadcast shape lies in an operand.
    private static int Place(Shape operand, Shape shape, int index)
    {
        var (place, stride) = (0, 1);
        for (var axis = 1; axis <= operand.Rank; axis++)
        {
            place += operand[^axis] == 1 ? 0 : index % shape[^axis] * stride;
            stride *= operand[^axis];
            index /= shape[^axis];
        }
        return place;
    }
}
