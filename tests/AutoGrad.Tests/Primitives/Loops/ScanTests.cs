using static AutoGrad.Op;

namespace AutoGrad.Tests.Primitives.Loops;

/// <summary>Loops as one operation: what they give, what they keep, and what they refuse.</summary>
public class ScanTests
{
    private static readonly Variable<double> Xs = new double[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } };

    [Fact]
    public void Scan_IsACumulativeSum()
    {
        var (last, ys) = Scan((c, x) => (c + x, c + x), Variable.Zeros<double>([2]), Xs);
        Assert.Equal([9, 12], last.ToArray());
        Assert.Equal(CumulativeSum(Xs, 0).ToArray(), ys.ToArray());
        Assert.Equal(Flip(CumulativeSum(Flip(Xs, 0), 0), 0).ToArray(), Scan((c, x) => (c + x, c + x), Variable.Zeros<double>([2]), Xs, reverse: true).Ys.ToArray());
    }

    [Fact]
    public void Scan_OverALength_IteratesAFunction()
    {
        Variable<double> Root(Variable<double> a) => Scan<double>((c, _) => ([(c[0] + (a / c[0])) / 2], []), [1], [], length: 30).Carries[0];
        Assert.Equal(Math.Sqrt(7), Root(7).Scalar, 1e-15);
        // The derivative goes through the 30 steps, and through them twice.
        Assert.Equal(0.5 / Math.Sqrt(7), Differentiate.Gradient<double>(Root, 7).Scalar, 1e-14);
        Assert.Equal(-0.25 / Math.Pow(7, 1.5), Differentiate.Gradient<double>(x => Differentiate.Gradient<double>(Root, x), 7).Scalar, 1e-14);
    }

    [Fact]
    public void Carries_MayChangePlaces()
    {
        var (carries, ys) = Scan<double>((c, x) => ([c[1], c[0] + c[1]], [c[0] * x[0]]), [1, 1], [Variable.Vector(1.0, 1, 1, 1, 1, 1)]);
        Assert.Equal((13, 21), (carries[0].Scalar, carries[1].Scalar));
        Assert.Equal([1, 1, 2, 3, 5, 8], ys[0].ToArray());
    }

    [Fact]
    public void AThousandSteps_AreAFewOperations_WithTheGradientOfTheUnrolledLoop()
    {
        var random = new RandomStream(1);
        var (w, u) = (new Parameter<double>(0.3 * Normal<double>([4, 4], random), "w"), new Parameter<double>(Normal<double>([4, 3], random), "u"));
        var xs = Normal<double>([1000, 3], random);
        Variable<double> Looped() => Sum(Scan((h, x) => Tanh(MatMul(w, h) + MatMul(u, x)) is var next ? (next, next) : default, Variable.Zeros<double>([4]), xs).Ys);
        Variable<double> Unrolled()
        {
            var (h, sum) = (Variable.Zeros<double>([4]), Variable.Scalar(0.0));
            for (var t = 0; t < 1000; t++)
            {
                h = Tanh(MatMul(w, h) + MatMul(u, xs[t]));
                sum += Sum(h);
            }
            return sum;
        }
        using var tape = new Tape<double>();
        var loss = Looped();
        Assert.True(tape.Count < 10);
        var gradients = tape.Gradient(loss, [w, u]);
        using var other = new Tape<double>();
        var expected = other.Gradient(Unrolled(), [w, u]);
        for (var i = 0; i < 2; i++)
        {
            var (a, b) = (expected[i].ToArray(), gradients[i].ToArray());
            for (var k = 0; k < a.Length; k++)
                Assert.Equal(a[k], b[k], 1e-9 * Math.Max(1, Math.Abs(a[k])));
        }
    }

    [Fact]
    public void ALoop_TrainsInACompiledStep()
    {
        static double[] Train(bool compiled)
        {
            var random = new RandomStream(1);
            var w = new Parameter<double>(Normal<double>([2, 2], random), "w");
            var optimizer = new Adam<double>([w], 0.05);
            var xs = Normal<double>([20, 2], random);
            Variable<double> Step(Variable<double> xs)
            {
                var loss = Mean(Square(Scan((h, x) => (Tanh(MatMul(w, h) + x), h), Variable.Zeros<double>([2]), xs).Ys - 0.5));
                optimizer.Minimize(loss);
                return loss;
            }
            var step = Graph.Compile<double>(Step);
            List<double> losses = [];
            for (var i = 0; i < 30; i++)
            {
                using var tape = compiled ? null : new Tape<double>();
                losses.Add((compiled ? step.Invoke(xs) : Step(xs)).Scalar);
            }
            return [.. losses, .. w.Variable.ToArray()];
        }
        var (eager, program) = (Train(compiled: false), Train(compiled: true));
        Assert.True(eager[29] < eager[0]);
        Assert.Equal(eager, program);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void EachStep_DrawsAnew_AsTheUnrolledLoopDoes_AndOnce(bool reverse)
    {
        var xs = Normal<double>([50, 4], new RandomStream(5));
        (Variable<double> H, Variable<double> Y) Step(Variable<double> h, Variable<double> x, RandomStream random)
        {
            var kept = Bernoulli<double>([4], 0.7, random);
            var next = Tanh((h * kept) + x + (0.1 * Uniform<double>([2, 4], random)[0]));
            return (next, next * Normal<double>([], random));
        }
        Variable<double> Looped(Variable<double> h, RandomStream random) =>
            Sum(Reshape(Scan((c, x) => Step(c, x, random), h, xs, reverse).Ys, [200]));
        Variable<double> Unrolled(Variable<double> h, RandomStream random)
        {
            var ys = new Variable<double>[50];
            for (var s = 0; s < 50; s++)
            {
                var t = reverse ? 49 - s : s;
                (h, ys[t]) = Step(h, xs[t], random);
            }
            return Sum(Concatenate(ys));
        }
        var h = Variable.Vector(0.5, -0.5, 1, -1);
        var (looped, unrolled) = (new RandomStream(3), new RandomStream(3));
        for (var run = 0; run < 2; run++)
        {
            var (expected, gradient) = Differentiate.ValueAndGradient(v => Unrolled(v, unrolled), h);
            var (actual, again) = Differentiate.ValueAndGradient(v => Looped(v, looped), h);
            Assert.Equal(expected.Scalar, actual.Scalar);
            // The two loops sum the same cotangents in another order.
            for (var i = 0; i < 4; i++)
                Assert.Equal(gradient.ToArray()[i], again.ToArray()[i], 1e-14);
        }
        Assert.NotEqual(Looped(h, looped).Scalar, Looped(h, looped).Scalar);
        var stream = new RandomStream(3);
        var compiled = Graph.Compile<double>(v => Looped(v, stream));
        var other = new RandomStream(3);
        for (var run = 0; run < 2; run++)
            Assert.Equal(Looped(h, other).Scalar, compiled.Invoke(h).Scalar);
    }

    [Fact]
    public void ABodyThatOnlyComparesAnInput_HasNoDerivativeInIt_AndSaysSo()
    {
        var one = Variable.Scalar(1.0);
        var error = Assert.Throws<NotDifferentiableException>(() => Differentiate.Gradient(x => Sum(Scan((c, part) => (c + (part > 0), c), one, x).Ys), Variable.Vector(1.0, -1)));
        Assert.EndsWith("has a body that depends on it only through operations without derivatives.", error.Message, StringComparison.Ordinal);
        Assert.Equal([3, 1], Differentiate.Gradient(x => Sum(Scan((c, part) => (c + (Relu(part) * 3), c), one, x).Carry) + x[1], Variable.Vector(1.0, -1)).ToArray());
    }

    [Fact]
    public void Scan_SaysWhatDoesNotFit()
    {
        var zero = Variable.Scalar(0.0);
        Assert.Equal("Scan: needs a body that keeps the shape [] of carry 0, got [2].",
            Assert.Throws<ShapeException>(() => Scan((c, x) => (c + x, x), zero, Xs)).Message);
        Assert.Equal("Scan: needs stacks of at least one axis, got xs [].",
            Assert.Throws<ShapeException>(() => Scan((c, x) => (c, x), zero, zero)).Message);
        Assert.Equal("Scan: needs stacks of 3 parts, got xs [3, 2], [2].",
            Assert.Throws<ShapeException>(() => Scan<double>((c, x) => (c, x), [zero], [Xs, Variable.Vector(1.0, 2)])).Message);
        Assert.StartsWith("Scan: needs a stack, or a length of at least 0, got neither.",
            Assert.Throws<ArgumentOutOfRangeException>(() => Scan<double>((c, x) => (c, x), [zero], [])).Message, StringComparison.Ordinal);
        Assert.Equal("Scan: needs a body that gives 1 carries and no null, got 0 carries.",
            Assert.Throws<ArgumentException>(() => Scan<double>((_, x) => ([], x), [zero], [Xs])).Message);
        var state = new State<double>(0, "count");
        Assert.Equal("Scan: needs a body that assigns no state, got one that assigns count. Carry its value, and assign it after the loop.",
            Assert.Throws<ArgumentException>(() => Scan(
                (c, x) =>
                {
                    state.Assign(c + 1);
                    return (c, x);
                }, zero, Xs)).Message);
        Assert.StartsWith("Value: needs a variable that has a value",
            Assert.Throws<TracedValueException>(() => Scan((c, x) => (c.Scalar > 0 ? c : -c, x), zero, Xs)).Message, StringComparison.Ordinal);
    }
}
