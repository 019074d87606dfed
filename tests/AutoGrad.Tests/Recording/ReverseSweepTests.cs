using static AutoGrad.Op;

namespace AutoGrad.Tests.Recording;

public class ReverseSweepTests
{
    private static readonly Shape[] Shapes = [[2, 3], [3, 2], [6], [1, 6]];

    [Fact]
    public void Run_GivesTheSameBits_WhetherItRecordsOrGivesBackOrConsumes()
    {
        // Random programs with shared storages, broadcasts and many uses of each value. The verb outside a tape consumes the record while it
        // walks it, the second sweep gives back cotangents and adds in place, the third records and does neither.
        for (var seed = 0; seed < 300; seed++)
        {
            var program = seed;
            Variable<double> a = Values(seed);
            Variable<double> b = Values(seed + 1000);
            var (consumedA, consumedB) = Differentiate.Gradient((u, v) => Run(u, v, program, out _), a, b);

            using var tape = new Tape<double>();
            var y = Run(a, b, program, out var middle);
            var scratch = tape.Gradient(y, [a, b, .. middle], recorded: false);
            var recorded = tape.Gradient(y, [a, b, .. middle]);
            Assert.Equal(recorded[0].ToArray(), consumedA.ToArray());
            Assert.Equal(recorded[1].ToArray(), consumedB.ToArray());
            for (var i = 0; i < recorded.Length; i++)
                Assert.Equal(recorded[i].ToArray(), scratch[i].ToArray());

            // And once more, after so many sweeps over the same record.
            Assert.Equal(recorded[0].ToArray(), tape.Gradient(y, a, recorded: false).ToArray());
            Assert.Equal(y.ToArray(), Run(a, b, program, out _).ToArray());
        }
    }

    [Fact]
    public void Run_AgreesWithTheForwardSweep()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var program = seed;
            Variable<double> a = Values(seed);
            Variable<double> b = Values(seed + 1000);
            Variable<double> aDot = Values(seed + 2000);
            Variable<double> bDot = Values(seed + 3000);
            var (aBar, bBar) = Differentiate.Gradient((u, v) => Run(u, v, program, out _), a, b);
            var product = Differentiate.Jvp((u, v) => Run(u, v, program, out _), a, b, aDot, bDot).Product.Scalar;
            var expected = (Sum(aBar * aDot) + Sum(bBar * bDot)).Scalar;
            Assert.Equal(expected, product, 1e-9 * (1 + Math.Abs(expected)));
        }
    }

    [Fact]
    public void Run_OverItsOwnRecord_MayGrowIt()
    {
        // The node list grows, and is moved, while it is walked.
        using var tape = new Tape<double>();
        var x = Variable.Scalar(0.3);
        var y = x;
        for (var i = 0; i < 50; i++)
            y = Sin(y) + (x * y);
        var first = tape.Gradient(y, x);
        var second = tape.Gradient(first, x);
        var outside = Differentiate.Hessian<double>(
            v =>
            {
                var w = v;
                for (var i = 0; i < 50; i++)
                    w = Sin(w) + (v * w);
                return w;
            },
            0.3);
        Assert.Equal(outside.Scalar, second.Scalar);
        Assert.True(tape.Count > 1000);
    }

    [Fact]
    public void Masks_OfRules_AreLocallyConstant_ButThoseOfTheUserAreRefused()
    {
        using var tape = new Tape<double>();
        Variable<double> x = new double[] { -1, 2 };
        var slope = Sum(tape.Gradient(Sum(Relu(x)), x));
        Assert.Equal([0, 0], tape.Gradient(slope, x).ToArray());
        Assert.Equal([0, 0], tape.Gradient(slope, x, recorded: false).ToArray());
        // Nodes before, between and after the derivatives are the user's.
        Assert.Throws<NotDifferentiableException>(() => tape.Gradient(Sum(Greater(x, 0)), x));
        _ = tape.Gradient(Sum(Relu(x)), x);
        Assert.Throws<NotDifferentiableException>(() => tape.Gradient(Greater(Sum(x * x), 0), x));
        // A user's mask of a derivative is the user's.
        var gradient = tape.Gradient(Sum(x * x), x);
        Assert.Throws<NotDifferentiableException>(() => tape.Gradient(Sum(Greater(gradient, 0)), x));
    }

    [Fact]
    public void Pullback_ThatThrows_LeavesTheTapeUsable()
    {
        var weight = new Parameter<double>(2, "weight");
        using var tape = new Tape<double>();
        var x = Variable.Scalar(3.0);
        var stale = weight * x * x;
        weight.Assign(4);
        for (var i = 0; i < 10; i++)
        {
            Assert.Throws<StaleGradientException>(() => tape.Gradient(stale, x));
            Assert.Throws<StaleGradientException>(() => tape.Gradient(stale, x, recorded: false));
        }
        Assert.Same(tape, Recorder<double>.Current);
        Assert.Equal(24, tape.Gradient(weight * x * x, x, recorded: false).Scalar);
    }

    [Fact]
    public void Sweep_GivesEachCotangentBackOnTheWay()
    {
        const int Size = 10_000;
        const int Depth = 200;
        _ = Step();
        _ = Step();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var gradient = Step();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(Size, gradient.Shape.Size);
        // Nothing close to one array for each of the 200 steps.
        Expect.True(allocated < 10L * Size * sizeof(double), $"{allocated} bytes");

        static Variable<double> Step() => Differentiate.Gradient(
            x =>
            {
                for (var i = 0; i < Depth; i++)
                    x = Sin(x);
                return Sum(x);
            },
            Variable.Full([Size], 0.5));
    }

    private static double[] Values(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 6).Select(_ => (2 * random.NextDouble()) - 1)];
    }

    private static Variable<double> Run(Variable<double> a, Variable<double> b, int seed, out Variable<double>[] middle)
    {
        var random = new Random(seed);
        var values = new List<Variable<double>> { a, b, a * b };
        for (var i = 0; i < 25; i++)
        {
            var x = values[random.Next(values.Count)];
            var y = values[random.Next(Math.Max(0, values.Count - 4), values.Count)];
            values.Add(random.Next(12) switch
            {
                0 => x + Reshape(y, x.Shape),
                1 => Reshape(x, y.Shape) - y,
                2 => x * Reshape(y, x.Shape),
                3 => Tanh(x),
                4 => Identity(y),
                5 or 6 => Reshape(x, Shapes[random.Next(Shapes.Length)]),
                7 => Reshape(x, 2, 3) + (0.5 * Sum(Reshape(y, 2, 3), 1, keepDimensions: true)),
                8 => Transpose(Reshape(x, 2, 3)),
                9 => x + x,
                10 => Concatenate([Slice(Reshape(x, 6), 3..), Slice(Reshape(y, 6), ..3)]),
                _ => Reshape(x, 2, 3) * Sum(Reshape(y, 2, 3), 0),
            });
        }
        middle = [.. values.Skip(2).Where((_, i) => i % 3 == 0)];
        // Few values go into the result by themselves, so that most cotangents begin as another's, under the same storage.
        var sum = Sum(Sin(values[^1]));
        foreach (var value in values.Where(_ => random.Next(4) == 0))
            sum += Sum(Sin(value));
        return sum;
    }
}
