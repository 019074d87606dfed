namespace AutoGrad.Tests.Optimizers;

public sealed class AdagradTests
{
    private static Parameter<double>[] Parameters => [new(1.0, "w")];

    [Fact]
    public void Steps_FallWithTheSumOfSquares_AndTheRateDecay()
    {
        var parameters = Parameters;
        var adagrad = new Adagrad<double>(parameters, 0.5, rateDecay: 0.25, initialSum: 7, epsilon: 0);
        foreach (var slope in new[] { 3.0, -3.0 })
        {
            using var tape = new Tape<double>();
            adagrad.Minimize(slope * parameters[0].Variable);
        }

        // 0.5 · 3/√16, and back 0.5/1.25 · 3/√25.
        Assert.Equal(1 - 0.375 + 0.24, parameters[0].Variable.Scalar, 1e-14);
        Assert.Equal([("learningRate", 0.5), ("step", 2), ("squareSum.w", 25)], adagrad.States.Select(state => (state.Name, state.Variable.Scalar)));
    }

    public static TheoryData<Func<Optimizer<double>>, string> Wrong => new()
    {
        { () => new Adagrad<double>(Parameters, -1), "Adagrad: needs a finite learning rate of at least 0, got -1. (Parameter 'learningRate')" },
        { () => new Adagrad<double>(Parameters, rateDecay: -1), "Adagrad: needs a finite rateDecay of at least 0, got -1. (Parameter 'rateDecay')" },
        { () => new Adagrad<double>(Parameters, initialSum: -1), "Adagrad: needs a finite initialSum of at least 0, got -1. (Parameter 'initialSum')" },
        { () => new Adagrad<double>(Parameters, epsilon: double.NaN), "Adagrad: needs a finite epsilon of at least 0, got NaN. (Parameter 'epsilon')" },
        { () => new Adagrad<double>(Parameters, weightDecay: -1), "Adagrad: needs a finite weightDecay of at least 0, got -1. (Parameter 'weightDecay')" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Constructor_OfANumberOutOfRange_Throws(Func<Optimizer<double>> make, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentOutOfRangeException>(make).Message);
}
