namespace AutoGrad.Tests.Optimizers;

public sealed class RmsPropTests
{
    private static Parameter<double>[] Parameters => [new(1.0, "w")];

    [Fact]
    public void FirstStep_DividesByTheRootOfTheMeanSquare()
    {
        var parameters = Parameters;
        using var tape = new Tape<double>();
        new RmsProp<double>(parameters, 0.5, decay: 0.75, epsilon: 1).Minimize(6 * parameters[0].Variable);

        // √(0.25 · 36) = 3.
        Assert.Equal(1 - (0.5 * 6 / (3 + 1)), parameters[0].Variable.Scalar, 1e-14);
    }

    [Fact]
    public void Centered_OfEqualGradients_NeverTakesTheRootOfANegativeNumber()
    {
        var parameters = Parameters;
        var centered = new RmsProp<double>(parameters, 0.1, decay: 0.1, epsilon: 1, centered: true);
        for (var i = 0; i < 100; i++)
        {
            using var tape = new Tape<double>();
            centered.Minimize(0.3 * parameters[0].Variable);
            Assert.True(double.IsFinite(parameters[0].Variable.Scalar));
        }
    }

    [Fact]
    public void States_AreWhatTheFormNeeds()
    {
        Assert.Equal(["learningRate", "squareMean.w"], new RmsProp<double>(Parameters).States.Select(state => state.Name));
        Assert.Equal(["learningRate", "squareMean.w", "gradientMean.w", "momentum.w"],
            new RmsProp<double>(Parameters, momentum: 0.5, centered: true).States.Select(state => state.Name));
    }

    public static TheoryData<Func<Optimizer<double>>, string> Wrong => new()
    {
        { () => new RmsProp<double>(Parameters, decay: 1), "RmsProp: needs decay from 0 to less than 1, got 1. (Parameter 'decay')" },
        { () => new RmsProp<double>(Parameters, epsilon: -1), "RmsProp: needs a finite epsilon of at least 0, got -1. (Parameter 'epsilon')" },
        { () => new RmsProp<double>(Parameters, momentum: -0.5), "RmsProp: needs momentum from 0 to less than 1, got -0.5. (Parameter 'momentum')" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Constructor_OfANumberOutOfRange_Throws(Func<Optimizer<double>> make, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentOutOfRangeException>(make).Message);
}
