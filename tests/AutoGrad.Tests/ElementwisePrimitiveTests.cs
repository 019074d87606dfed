using System.Numerics;
using AutoGrad.Tests.Kernels;

namespace AutoGrad.Tests;

/// <summary>Large arrays, which several threads compute.</summary>
[Collection(nameof(AutoGradSettings))]
public class ElementwisePrimitiveTests
{
    [Theory]
    [InlineData(new[] { 100_003 }, new[] { 100_003 })]
    [InlineData(new[] { 100_003 }, new[] { 1 })]
    [InlineData(new[] { 1, 1 }, new[] { 100_003 })]
    [InlineData(new[] { 300, 400 }, new[] { 400 })]
    [InlineData(new[] { 400 }, new[] { 300, 400 })]
    [InlineData(new[] { 300, 400 }, new[] { 300, 1 })]
    [InlineData(new[] { 300, 1 }, new[] { 1, 400 })]
    [InlineData(new[] { 200, 200 }, new[] { 200, 1 })]
    [InlineData(new[] { 200, 1 }, new[] { 200, 200 })]
    [InlineData(new[] { 10_007, 10 }, new[] { 10 })]
    [InlineData(new[] { 10 }, new[] { 10_007, 10 })]
    [InlineData(new[] { 3, 5 }, new[] { 4001, 3, 5 })]
    [InlineData(new[] { 10_007, 10 }, new[] { 10_007, 1 })]
    [InlineData(new[] { 2, 70_000 }, new[] { 70_000 })]
    [InlineData(new[] { 2, 70_000 }, new[] { 2, 1 })]
    [InlineData(new[] { 2, 1 }, new[] { 70_000 })]
    [InlineData(new[] { 30, 50, 1, 20 }, new[] { 50, 40, 1 })]
    [InlineData(new[] { 2, 3 }, new[] { 3 })]
    [InlineData(new[] { 21_011, 100 }, new[] { 100 })]
    [InlineData(new[] { 100 }, new[] { 21_011, 100 })]
    public void Binary_OfShapesThatBroadcast_MatchesReference(int[] a, int[] b)
    {
        Check<float>(Shape.Create(a), Shape.Create(b));
        Check<double>(Shape.Create(a), Shape.Create(b));
    }

    // One element beyond a part by itself would be computed in another way by some functions of the library.
    [Theory]
    [InlineData(70_001)]
    [InlineData(65_537)]
    [InlineData(98_307)]
    public void Unary_OfManyElements_HasTheSameBitsOnEveryNumberOfThreads(int count)
    {
        var x = Values<float>([count], 3);
        var z = Values<double>([count], 3);
        ThreadCounts.SameBits(() => Op.Exp(x).ToArray());
        ThreadCounts.SameBits(() => Op.Log(z).ToArray());
        ThreadCounts.SameBits(() => Op.Sigmoid(x).ToArray());
        var y = ThreadCounts.SameBits(() => Op.Tanh(x).ToArray());
        for (var i = 0; i < y.Length; i += 1 + (i % 97))
            Assert.Equal(Math.Tanh(x.ToArray()[i]), y[i], 1e-6);
    }

    [Fact]
    public void Ternary_OfManyElements_MatchesReference()
    {
        var (condition, a, b) = (Op.Greater(Values<double>([300, 1], 1), 0), Values<double>([300, 400], 2), Values<double>([400], 3));
        var (conditions, whole, row) = (condition.ToArray(), a.ToArray(), b.ToArray());
        var y = ThreadCounts.SameBits(() => Op.Where(condition, a, b).ToArray());
        Assert.Equal(whole.Select((value, i) => conditions[i / 400] != 0 ? value : row[i % 400]), y);
    }

    [Theory]
    [InlineData(new int[0], new[] { 100_003 })]
    [InlineData(new[] { 300, 1 }, new[] { 300, 400 })]
    [InlineData(new[] { 400 }, new[] { 300, 400 })]
    [InlineData(new[] { 2, 1, 40_000 }, new[] { 2, 2, 40_000 })]
    [InlineData(new[] { 2, 1 }, new[] { 2, 40_000 })]
    public void BroadcastTo_OfManyElements_MatchesReference(int[] from, int[] to)
    {
        var (x, shape) = (Values<float>(Shape.Create(from), 5), Shape.Create(to));
        var values = x.ToArray();
        var y = ThreadCounts.SameBits(() => Op.BroadcastTo(x, shape).ToArray());
        Assert.Equal(Enumerable.Range(0, shape.Size).Select(i => values[Place(x.Shape, shape, i)]), y);
    }

    private static void Check<T>(Shape a, Shape b) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (x, z, shape) = (Values<T>(a, 1), Values<T>(b, 2), Shape.Broadcast("", a, b));
        var (xs, zs) = (x.ToArray(), z.ToArray());
        var y = ThreadCounts.SameBits(() => Op.Subtract(x, z).ToArray());
        Assert.Equal(Enumerable.Range(0, shape.Size).Select(i => xs[Place(a, shape, i)] - zs[Place(b, shape, i)]), y);
    }

    private static Variable<T> Values<T>(Shape shape, ulong seed) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var values = new T[shape.Size];
        new RandomStream(seed).FillNormal<T>(values, T.Zero, T.One);
        return Variable.Create<T>(values, shape);
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
