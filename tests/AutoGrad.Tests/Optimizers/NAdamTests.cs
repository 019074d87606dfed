namespace AutoGrad.Tests.Optimizers;

public sealed class NAdamTests
{
    private static Parameter<double>[] Parameters => [new(1.0, "w")];

    [Fact]
    public void FirstStep_IsThatOfTheFormula()
    {
        var parameters = Parameters;
        using var tape = new Tape<double>();
        new NAdam<double>(parameters, 0.25, beta1: 0.5, epsilon: 0, momentumDecay: 1).Minimize(3 * parameters[0].Variable);

        // The root of v̂ is 3, m is 1.5.
        var (first, second) = (0.5 * (1 - (0.5 * 0.96)), 0.5 * (1 - (0.5 * 0.96 * 0.96)));
        var step = (second / (1 - (first * second)) * 1.5) + ((1 - first) / (1 - first) * 3);
        Assert.Equal(1 - (0.25 * step / 3), parameters[0].Variable.Scalar, 1e-14);
    }

    public static TheoryData<Func<Optimizer<double>>, string> Wrong => new()
    {
        { () => new NAdam<double>(Parameters, beta1: 1), "NAdam: needs beta1 from 0 to less than 1, got 1. (Parameter 'beta1')" },
        { () => new NAdam<double>(Parameters, beta2: -1), "NAdam: needs beta2 from 0 to less than 1, got -1. (Parameter 'beta2')" },
        { () => new NAdam<double>(Parameters, epsilon: -1), "NAdam: needs a finite epsilon of at least 0, got -1. (Parameter 'epsilon')" },
        {
            () => new NAdam<double>(Parameters, momentumDecay: -1),
            "NAdam: needs a finite momentumDecay of at least 0, got -1. (Parameter 'momentumDecay')"
        },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Constructor_OfANumberOutOfRange_Throws(Func<Optimizer<double>> make, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentOutOfRangeException>(make).Message);
}
