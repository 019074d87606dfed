namespace AutoGrad.Tests.Optimizers;

public sealed class SgdTests
{
    private static Parameter<double>[] Parameters => [new(1.0, "w")];

    // The gradient of 3w is 3 whatever w is, so every step follows from the rule by hand.
    private static double[] Train(Func<Parameter<double>[], Optimizer<double>> make, int steps)
    {
        var parameters = Parameters;
        var optimizer = make(parameters);
        var values = new double[steps];
        for (var i = 0; i < steps; i++)
        {
            using var tape = new Tape<double>();
            optimizer.Minimize(3 * parameters[0]);
            values[i] = parameters[0].Variable.Scalar;
        }
        return values;
    }

    [Fact]
    public void Plain_StepsAgainstTheGradient() => Assert.Equal([-0.5, -2], Train(p => new Sgd<double>(p, 0.5), 2));

    [Fact]
    public void Momentum_AddsHalfOfTheLastStep() =>
        // The buffer is 3, 4.5, 5.25.
        Assert.Equal([-0.5, -2.75, -5.375], Train(p => new Sgd<double>(p, 0.5, momentum: 0.5), 3));

    [Fact]
    public void Nesterov_LooksAhead() =>
        // 3 + 0.5 · 3 = 4.5 and 3 + 0.5 · 4.5 = 5.25.
        Assert.Equal([-1.25, -3.875], Train(p => new Sgd<double>(p, 0.5, momentum: 0.5, nesterov: true), 2));

    [Fact]
    public void WeightDecay_AddsToTheGradient() =>
        // 3 + 0.5 · 1 = 3.5 and 3 - 0.5 · 0.75 = 2.625.
        Assert.Equal([-0.75, -2.0625], Train(p => new Sgd<double>(p, 0.5, weightDecay: 0.5), 2));

    [Fact]
    public void States_HoldABufferOnlyWithMomentum()
    {
        Assert.Equal(["learningRate"], new Sgd<double>(Parameters, 0.5).States.Select(state => state.Name));
        Assert.Equal(["learningRate", "momentum.w"], new Sgd<double>(Parameters, 0.5, momentum: 0.5).States.Select(state => state.Name));
    }

    public static TheoryData<Func<Optimizer<double>>, string> Wrong => new()
    {
        { () => new Sgd<double>(Parameters, -1), "Sgd: needs a finite learning rate of at least 0, got -1. (Parameter 'learningRate')" },
        { () => new Sgd<double>(Parameters, 1, momentum: 1), "Sgd: needs a momentum from 0 to less than 1, got 1. (Parameter 'momentum')" },
        { () => new Sgd<double>(Parameters, 1, momentum: double.NaN), "Sgd: needs a momentum from 0 to less than 1, got NaN. (Parameter 'momentum')" },
        { () => new Sgd<double>(Parameters, 1, nesterov: true), "Sgd: needs a momentum above 0 for Nesterov's form, got 0. (Parameter 'momentum')" },
        { () => new Sgd<double>(Parameters, 1, weightDecay: -1), "Sgd: needs a finite weightDecay of at least 0, got -1. (Parameter 'weightDecay')" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Constructor_OfANumberOutOfRange_Throws(Func<Optimizer<double>> make, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentOutOfRangeException>(make).Message);
}
