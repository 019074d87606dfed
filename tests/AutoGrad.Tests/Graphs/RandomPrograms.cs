using System.Numerics;
using static AutoGrad.Op;

namespace AutoGrad.Tests.Graphs;

/// <summary>Programs drawn at random: elementwise chains, broadcasts, reductions, products and movements over a few inputs.</summary>
internal static class RandomPrograms
{
    public static readonly Shape[] Inputs = [[3, 4], [4], [3, 1], [], [70, 3]];

    /// <summary>The function of a seed. The same seed gives the same function in every element type.</summary>
    public static Func<Variable<T>[], Variable<T>[]> Of<T>(ulong seed) where T : unmanaged, IFloatingPointIeee754<T> => inputs =>
    {
        var random = new RandomStream(seed);
        List<Variable<T>> values = [.. inputs];
        var count = 3 + random.Next(15);
        for (var i = 0; i < count; i++)
            values.Add(Next(values, random));
        return [values[^1], Sum(Tanh(values[inputs.Length + random.Next(values.Count - inputs.Length)]))];
    };

    /// <summary>Arguments for the function.</summary>
    public static Variable<T>[] Arguments<T>(ulong seed) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var random = new RandomStream(seed, 1);
        return Array.ConvertAll(Inputs, shape => Normal<T>(shape, random));
    }

    private static Variable<T> Next<T>(List<Variable<T>> values, RandomStream random) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (a, b) = (values[random.Next(values.Count)], values[random.Next(values.Count)]);
        var axis = a.Shape.Rank == 0 ? 0 : random.Next(a.Shape.Rank);
        switch (random.Next(24))
        {
            case 0: return Tanh(a);
            case 1: return Exp(Minimum(a, 1));
            case 2: return Sin(a);
            case 3: return Sigmoid(a);
            case 4: return Square(a) * 0.1;
            case 5: return Relu(a);
            case 6: return Sqrt(Abs(a));
            case 7: return -a;
            case 8: return Erf(a);
            case 9: return a * 1;
            case 10 when a.Shape.Rank > 0: return Sum(a, axis, keepDimensions: random.Next(2) == 0);
            case 11 when a.Shape.Rank > 0: return Mean(a, axis, keepDimensions: true);
            case 12 when a.Shape.Rank > 0: return Max(a, axis);
            case 13 when a.Shape.Rank > 0: return Softmax(a, axis);
            case 14 when a.Shape.Rank == 2: return Transpose(a);
            case 15 when a.Shape.Rank == 2: return MatMul(a, a, transposeB: true) * 0.1;
            case 16: return Reshape(a, [a.Shape.Size]);
            case 17 when a.Shape.Rank > 0: return a[..1];
            default: break;
        }
        if (Shape.TryBroadcast(a.Shape, b.Shape) is null)
            return a - 0.5;
        return random.Next(8) switch
        {
            0 => a - b,
            1 => a * b,
            2 => Maximum(a, b),
            3 => Where(a > b, a, b * 0.5),
            4 => a / (1 + Square(b)),
            5 => LogAddExp(a, b),
            6 => Atan2(a, b + 3),
            _ => a + b,
        };
    }
}
