namespace AutoGrad.Tests.Optimizers;

public sealed class PenaltyTests
{
    private static Parameter<double>[] Parameters => [new(Variable.Vector(1.0, -2, 0), "a"), new(Variable.Full([1, 1], 3.0), "b")];

    [Fact]
    public void Penalties_SumOverAllElements()
    {
        Assert.Equal(0.5 * 6, Penalty.L1(Parameters, 0.5).Scalar);
        Assert.Equal(0.5 / 2 * 14, Penalty.L2(Parameters, 0.5).Scalar);
        Assert.Equal((0.5 * 6) + (0.25 / 2 * 14), Penalty.ElasticNet(Parameters, 0.5, 0.25).Scalar);
    }

    [Fact]
    public void Gradients_AreTheSignAndTheWeightDecay()
    {
        var parameters = Parameters;
        using var tape = new Tape<double>();
        var x = parameters[0].Variable;

        Assert.Equal([0.5, -0.5, 0], tape.Gradient(Penalty.L1(parameters, 0.5), x).ToArray());
        Assert.Equal([0.5, -1, 0], tape.Gradient(Penalty.L2(parameters, 0.5), x).ToArray());
        Assert.Equal([0.75, -1, 0], tape.Gradient(Penalty.ElasticNet(parameters, 0.5, 0.25), x).ToArray());
    }

    public static TheoryData<Func<Variable<double>>, string> Wrong => new()
    {
        { () => Penalty.L1(Parameters, -1), "L1: needs a finite strength of at least 0, got -1. (Parameter 'strength')" },
        { () => Penalty.L2(Parameters, double.NaN), "L2: needs a finite strength of at least 0, got NaN. (Parameter 'strength')" },
        { () => Penalty.ElasticNet(Parameters, -1, 0), "ElasticNet: needs a finite l1 of at least 0, got -1. (Parameter 'l1')" },
        { () => Penalty.ElasticNet(Parameters, 0, -1), "ElasticNet: needs a finite l2 of at least 0, got -1. (Parameter 'l2')" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Strength_OutOfRange_Throws(Func<Variable<double>> penalty, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentOutOfRangeException>(penalty).Message);

    [Fact]
    public void Penalty_OfNoParameters_Throws() => Assert.Equal("L2: needs at least one parameter, got none. (Parameter 'parameters')",
        Assert.Throws<ArgumentException>(() => Penalty.L2<double>([], 1)).Message);
}
