using static AutoGrad.Loss;
using static AutoGrad.Op;

namespace AutoGrad.Tests.Optimizers;

public sealed class OptimizerTests
{
    private static Parameter<double> Vector(string name, params double[] values) => new(Variable.Vector<double>(values), name);

    [Fact]
    public void Minimize_LeavesAParameterThatTheLossDoesNotUse()
    {
        var used = Vector("used", 1, 2);
        var unused = Vector("unused", 3, 4);
        var adam = new AdamW<double>([used, unused], 0.1);
        using var tape = new Tape<double>();
        adam.Minimize(Sum(Square(used.Variable)));

        Assert.Equal([3, 4], unused.Variable.ToArray());
        Assert.Equal([0.0, 0.0], State(adam, "gradientSum.unused").Variable.ToArray());
        Assert.NotEqual([1, 2], used.Variable.ToArray());
    }

    [Fact]
    public void Minimize_RecordsNothing()
    {
        var w = Vector("w", 1, 2);
        using var tape = new Tape<double>();
        var loss = Sum(Square(w.Variable));
        var count = tape.Count;
        new Adam<double>([w]).Minimize(loss);

        Assert.Equal(count, tape.Count);
    }

    [Fact]
    public void Minimize_LeavesTheValuesOfTheTapeReadable()
    {
        var w = Vector("w", 1, 2);
        using var tape = new Tape<double>();
        var read = w.Variable;
        var loss = Sum(Square(read));
        new Sgd<double>([w], 0.25).Minimize(loss);

        Assert.Equal(5, loss.Scalar);
        Assert.Equal([1, 2], read.ToArray());
        Assert.Equal([0.5, 1], w.Variable.ToArray());
    }

    [Fact]
    public void Minimize_TwoParametersWithOneGradient_StepsBoth()
    {
        var a = Vector("a", 1, 2);
        var b = Vector("b", 10, 20);
        var sgd = new Sgd<double>([a, b], 0.5, momentum: 0.5);
        for (var i = 0; i < 2; i++)
        {
            using var tape = new Tape<double>();
            sgd.Minimize(Sum(a + b));
        }

        // The buffer is 1 and then 1.5.
        Assert.Equal([-0.25, 0.75], a.Variable.ToArray());
        Assert.Equal([8.75, 18.75], b.Variable.ToArray());
    }

    [Fact]
    public void Minimize_ASecondTimeOnOneTape_IsStale()
    {
        var w = Vector("w", 1, 2);
        var sgd = new Sgd<double>([w], 0.25);
        using var tape = new Tape<double>();
        var loss = Sum(Square(w.Variable));
        sgd.Minimize(loss);

        var exception = Assert.Throws<StaleGradientException>(() => sgd.Minimize(loss));
        Assert.Equal("Minimize: needs states that are as the tape read them, got w [2], which was assigned since.", exception.Message);
        Assert.Equal([0.5, 1], w.Variable.ToArray());
    }

    [Fact]
    public void Minimize_OfALossThatMixesOldAndNewValues_IsStale()
    {
        var w = Vector("w", 1, 2);
        var sgd = new Sgd<double>([w], 0.25);
        using var tape = new Tape<double>();
        var hidden = Square(w.Variable);
        sgd.Minimize(Sum(hidden));

        Assert.Throws<StaleGradientException>(() => sgd.Minimize(Sum(hidden * w)));
    }

    [Fact]
    public void Minimize_OfALossFromNewValuesAlone_GoesOnWithTheTape()
    {
        var w = Vector("w", 1, 2);
        var sgd = new Sgd<double>([w], 0.25);
        using var tape = new Tape<double>();
        sgd.Minimize(Sum(Square(w.Variable)));
        sgd.Minimize(Sum(Square(w.Variable)));

        Assert.Equal([0.25, 0.5], w.Variable.ToArray());
    }

    [Fact]
    public void Minimize_WithoutATape_SaysToOpenOne()
    {
        var w = Vector("w", 1, 2);
        var exception = Assert.Throws<NotOnTapeException>(() => new Sgd<double>([w], 0.25).Minimize(Sum(Square(w.Variable))));

        Assert.Equal("Minimize: needs a loss that was computed on a tape, got a loss [] that no tape has recorded. " +
            "Open one before computing it: using var tape = new Tape<T>().", exception.Message);
    }

    [Fact]
    public void Minimize_OnADisposedTape_SaysSo()
    {
        var w = Vector("w", 1, 2);
        Variable<double> loss;
        using (new Tape<double>())
            loss = Sum(Square(w.Variable));

        var exception = Assert.Throws<ObjectDisposedException>(() => new Sgd<double>([w], 0.25).Minimize(loss));
        Assert.StartsWith("Minimize: needs a tape that is still open, got a tape that has been disposed.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Minimize_OfAVector_SaysToTakeTheMean()
    {
        var w = Vector("w", 1, 2);
        using var tape = new Tape<double>();
        var exception = Assert.Throws<ShapeException>(() => new Sgd<double>([w], 0.25).Minimize(Square(w.Variable)));

        Assert.Equal("Minimize: needs a loss of one element, got a loss [2]. Take its mean or its sum.", exception.Message);
    }

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    public void Minimize_OfANonFiniteLoss_AssignsNothing(double value, string printed)
    {
        var w = Vector("w", 1, 2);
        var adam = new Adam<double>([w]);
        using var tape = new Tape<double>();
        var exception = Assert.Throws<NonFiniteLossException>(() => adam.Minimize(Sum(w.Variable * value)));

        Assert.Equal($"Minimize: needs a finite loss, got {printed}. Nothing was assigned.", exception.Message);
        Assert.Equal([1, 2], w.Variable.ToArray());
        Assert.Equal(0, State(adam, "step").Variable.Scalar);
    }

    [Fact]
    public void Minimize_OfALossOfOtherParameters_SaysSo()
    {
        var w = Vector("w", 1, 2);
        using var tape = new Tape<double>();
        var exception = Assert.Throws<NotOnTapeException>(() => new Sgd<double>([Vector("other", 1)], 0.25).Minimize(Sum(Square(w.Variable))));

        Assert.Equal("Minimize: needs a loss that depends on at least one parameter of the optimizer, got a loss [] that depends on none of them.",
            exception.Message);
    }

    [Fact]
    public void Minimize_OfALossThatOnlyCompares_SaysWhyThereIsNoDerivative()
    {
        var w = Vector("w", 1, 2);
        using var tape = new Tape<double>();

        Assert.Throws<NotDifferentiableException>(() => new Sgd<double>([w], 0.25).Minimize(Sum(w.Variable > 1)));
    }

    [Fact]
    public void Constructor_WithoutParameters_Throws()
    {
        var exception = Assert.Throws<ArgumentException>(() => new Sgd<double>([], 0.1));

        Assert.StartsWith("Sgd: needs at least one parameter, got none.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parameters_HoldATiedOneOnce()
    {
        var w = Vector("w", 1);

        Assert.Equal([w], new Sgd<double>([w, w], 0.1).Parameters);
    }

    [Fact]
    public void LearningRate_SetBetweenSteps_ScalesTheNext()
    {
        var w = Vector("w", 1);
        var sgd = new Sgd<double>([w], 0.5);
        sgd.SetLearningRate(0.25);
        using (new Tape<double>())
            sgd.Minimize(Sum(Square(w.Variable)));
        Assert.Equal(0.5, w.Variable.Scalar);

        sgd.LearningRate.Assign(sgd.LearningRate.Variable * 2);
        using (new Tape<double>())
            sgd.Minimize(Sum(Square(w.Variable)));
        Assert.Equal(0, w.Variable.Scalar);
    }

    [Theory]
    [InlineData(-0.5)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void SetLearningRate_OfANumberOutOfRange_Throws(double rate)
    {
        var sgd = new Sgd<double>([Vector("w", 1)], 0.5);
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => sgd.SetLearningRate(rate));

        Assert.StartsWith($"Sgd: needs a finite learning rate of at least 0, got {rate}.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void States_HaveNamesOfTheirOwn()
    {
        var adam = new Adam<double>([Vector("0.weight", 1), Vector("0.bias", 1), Vector("0.weight", 1)]);

        Assert.Equal(
            [
                "learningRate", "step", "gradientSum.0.weight#0", "gradientSum.0.bias", "gradientSum.0.weight#2",
                "squareSum.0.weight#0", "squareSum.0.bias", "squareSum.0.weight#2",
            ],
            adam.States.Select(state => state.Name));
    }

    [Fact]
    public void Train_TwiceFromOneSeed_GivesTheSameBits()
    {
        Assert.Equal(TrainXor(seed: 7, steps: 50), TrainXor(seed: 7, steps: 50));
        Assert.NotEqual(TrainXor(seed: 7, steps: 50), TrainXor(seed: 8, steps: 50));
    }

    [Fact]
    public void Train_LearnsXor()
    {
        var losses = TrainXor(seed: 1, steps: 300);

        Assert.InRange(losses[0], 0.5f, 1);
        Assert.InRange(losses[^1], 0, 0.02f);
    }

    [Fact]
    public void Train_AfterTheFirstSteps_ReusesItsMemory()
    {
        var model = new Linear<float>(512, 512, new RandomStream(1));
        var adam = new AdamW<float>(model.Parameters);
        var x = Variable.Ones<float>([4, 512]);
        for (var i = 0; i < 3; i++)
            Step();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++)
            Step();

        // One array of the weight is 1 MiB, and a step computes some twenty of them.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10 * 32 * 1024);

        void Step()
        {
            using var tape = new Tape<float>();
            adam.Minimize(Mean(Square(model.Forward(x))));
        }
    }

    [Fact]
    public void Rule_OfAUser_IsMadeFromPublicParts()
    {
        var w = Vector("w", 1, -2);
        using var tape = new Tape<double>();
        new SignDescent<double>([w], 0.25).Minimize(Sum(Square(w.Variable)));

        Assert.Equal([0.75, -1.75], w.Variable.ToArray());
    }

    private static float[] TrainXor(ulong seed, int steps)
    {
        var random = new RandomStream(seed);
        var model = new Sequential<float>(new Linear<float>(2, 8, random), new Tanh<float>(), new Linear<float>(8, 1, random));
        var adam = new Adam<float>(model.Parameters, 0.05);
        Variable<float> x = new float[,] { { 0, 0 }, { 0, 1 }, { 1, 0 }, { 1, 1 } };
        Variable<float> y = new float[,] { { 0 }, { 1 }, { 1 }, { 0 } };
        var losses = new float[steps];
        for (var i = 0; i < steps; i++)
        {
            using var tape = new Tape<float>();
            var loss = BinaryCrossEntropy(model.Forward(x), y);
            adam.Minimize(loss);
            losses[i] = loss.Scalar;
        }
        return losses;
    }

    private static State<double> State(Optimizer<double> optimizer, string name) => optimizer.States.Single(state => state.Name == name);

    private sealed class SignDescent<T>(IEnumerable<Parameter<T>> parameters, double learningRate) : Optimizer<T>(parameters, learningRate)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        protected override Action<Parameter<T>, Variable<T>> Rule()
        {
            var learningRate = LearningRate.Variable;
            return (parameter, gradient) => parameter.Assign(parameter.Variable - (learningRate * Sign(gradient)));
        }
    }
}
