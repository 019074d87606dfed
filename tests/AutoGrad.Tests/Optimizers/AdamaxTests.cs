namespace AutoGrad.Tests.Optimizers;

public sealed class AdamaxTests
{
    private static Parameter<double>[] Parameters => [new(1.0, "w")];

    [Fact]
    public void LargestGradient_FadesByBeta2()
    {
        var parameters = Parameters;
        var adamax = new Adamax<double>(parameters, 0.25, beta1: 0, beta2: 0.5, epsilon: 0);
        foreach (var slope in new[] { 8.0, 1.0 })
        {
            using var tape = new Tape<double>();
            adamax.Minimize(slope * parameters[0].Variable);
        }

        Assert.Equal(1 - 0.25 - (0.25 * 1 / 4), parameters[0].Variable.Scalar, 1e-14);
    }

    [Fact]
    public void Gradient_OfZero_LeavesTheParameter()
    {
        var parameters = Parameters;
        using var tape = new Tape<double>();
        new Adamax<double>(parameters, 0.25).Minimize(0 * parameters[0].Variable);

        Assert.Equal(1, parameters[0].Variable.Scalar);
    }

    public static TheoryData<Func<Optimizer<double>>, string> Wrong => new()
    {
        { () => new Adamax<double>(Parameters, beta1: 1), "Adamax: needs beta1 from 0 to less than 1, got 1. (Parameter 'beta1')" },
        { () => new Adamax<double>(Parameters, beta2: -1), "Adamax: needs beta2 from 0 to less than 1, got -1. (Parameter 'beta2')" },
        { () => new Adamax<double>(Parameters, epsilon: -1), "Adamax: needs a finite epsilon of at least 0, got -1. (Parameter 'epsilon')" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Constructor_OfANumberOutOfRange_Throws(Func<Optimizer<double>> make, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentOutOfRangeException>(make).Message);
}
