using static AutoGrad.Op;

namespace AutoGrad.Tests.Primitives;

public sealed class RandomTests
{
    private static readonly Shape Large = [100_000];

    public static TheoryData<string, Func<RandomStream, Variable<double>>, double, double> Moments => new()
    {
        { "Uniform", random => Uniform<double>(Large, random, 2, 6), 4, 16.0 / 12 },
        { "Normal", random => Normal<double>(Large, random), 0, 1 },
        { "Normal with mean and deviation", random => Normal(Variable.Full(Large, 3.0), 2, random), 3, 4 },
        { "Bernoulli", random => Bernoulli<double>(Large, 0.25, random), 0.25, 0.1875 },
        { "Bernoulli of probabilities", random => Bernoulli(Variable.Full(Large, 0.75), random), 0.75, 0.1875 },
        { "Gumbel", random => Gumbel<double>(Large, random), 0.5772156649015329, Math.PI * Math.PI / 6 },
    };

    // Five standard errors of the mean; those of the variance are larger for the Gumbel's heavy tail.
    [Theory]
    [MemberData(nameof(Moments))]
    public void MeanAndVariance_AreThoseOfTheDistribution(string name, Func<RandomStream, Variable<double>> draw, double mean, double variance)
    {
        var values = draw(new(11)).ToArray();
        var average = values.Average();
        Expect.True(Math.Abs(average - mean) < 5 * Math.Sqrt(variance / values.Length), $"{name}: mean {average}");
        Expect.True(Math.Abs(values.Average(value => (value - average) * (value - average)) - variance) < 0.04 * variance, $"{name}: variance");
    }

    [Fact]
    public void DrawingAgain_GivesOtherNumbers_AndTheSameSeedTheSame()
    {
        var random = new RandomStream(3);
        var first = Normal<float>([50], random).ToArray();
        Assert.NotEqual(first, Normal<float>([50], random).ToArray());
        Assert.Equal(first, Normal<float>([50], new(3)).ToArray());
    }

    [Fact]
    public void ARecordedDraw_DrawsAnewWhenItIsEvaluatedAgain()
    {
        using var tape = new Tape<double>();
        var y = Normal<double>([20], new(3));
        var again = new double[20];
        tape.Record[0].Primitive.Evaluate([], again);
        Assert.NotEqual(y.ToArray(), again);
        var both = new RandomStream(3);
        Assert.Equal([.. y.ToArray(), .. again], Normal<double>([40], both).ToArray());
    }

    [Fact]
    public void TwoOfOneStream_AreNeverEqual_AndAreNotPure()
    {
        var random = new RandomStream(3);
        using var tape = new Tape<double>();
        Func<Variable<double>>[] draws =
        [
            () => Uniform<double>([2], random), () => Normal<double>([2], random), () => Bernoulli<double>([2], 0.5, random), () => Gumbel<double>([2], random),
            () => Permutation<double>(2, random),
        ];
        foreach (var draw in draws)
        {
            draw();
            draw();
            var (a, b) = (tape.Record[tape.Count - 2].Primitive, tape.Record[tape.Count - 1].Primitive);
            Assert.Equal(a, a);
            Assert.NotEqual(a, b);
            Assert.NotEqual((Primitive<double>)a, (Primitive<double>)b);
            Assert.False(a.IsPure);
        }
        _ = Tanh<double>(1.0);
        Assert.True(tape.Record[tape.Count - 1].Primitive.IsPure);
    }

    [Fact]
    public void MeanAndDeviation_HaveTheirReparameterisedDerivatives()
    {
        var z = Normal<double>([3], new(5)).ToArray();
        var (mean, deviation) = Differentiate.Gradient((m, d) => Sum(Normal(m, d, new(5))), Variable.Vector(1.0, 2, 3), Variable.Vector(0.5, 0.5, 2));
        Assert.Equal([1, 1, 1], mean.ToArray());
        Assert.Equal(z, deviation.ToArray());
    }

    public static TheoryData<Action, string> Arguments => new()
    {
        { () => Uniform<double>([2], new(1), 1, 1), "Uniform: needs low below high and a finite difference, got low 1 and high 1. (Parameter 'low')" },
        { () => Uniform<double>([2], new(1), 0, double.PositiveInfinity), "Uniform: needs low below high and a finite difference, got low 0 and high ∞. (Parameter 'low')" },
        { () => Bernoulli<double>([2], 1.5, new(1)), "Bernoulli: needs a probability from 0 to 1, got 1.5. (Parameter 'probability')" },
        { () => Permutation<double>(-1, new(1)), "Permutation: needs a count from 0 to what the element type can hold, got -1. (Parameter 'n')" },
    };

    [Theory]
    [MemberData(nameof(Arguments))]
    public void ArgumentsOutOfRange_Throw(Action draw, string message) => Assert.Equal(message, Assert.Throws<ArgumentOutOfRangeException>(draw).Message);
}
