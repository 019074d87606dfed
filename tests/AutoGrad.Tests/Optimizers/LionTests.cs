using static AutoGrad.Op;

namespace AutoGrad.Tests.Optimizers;

public sealed class LionTests
{
    private static Parameter<double>[] Parameters => [new(Variable.Vector(1.0, 2, 4), "w")];

    [Fact]
    public void Steps_MoveAllElementsEquallyFar_AndDecay()
    {
        var parameters = Parameters;
        using var tape = new Tape<double>();
        new Lion<double>(parameters, 0.25, weightDecay: 0.5).Minimize(Sum(parameters[0].Variable * Variable.Vector(-1e-9, 0, 1e9)));

        // 1 - 0.25 · 0.5 = 0.875 of each.
        Assert.Equal([0.875 + 0.25, 1.75, 3.5 - 0.25], parameters[0].Variable.ToArray());
    }

    [Fact]
    public void Momentum_OutlivesOneGradientOfTheOtherSign()
    {
        var parameters = Parameters;
        var lion = new Lion<double>(parameters, 0.25, beta1: 0.5, beta2: 0.5);
        foreach (var slope in new[] { 4.0, -1.0 })
        {
            using var tape = new Tape<double>();
            lion.Minimize(Sum(slope * parameters[0].Variable));
        }

        // 0.5 · 2 - 0.5 · 1 is above 0.
        Assert.Equal([0.5, 1.5, 3.5], parameters[0].Variable.ToArray());
        Assert.Equal([0.5, 0.5, 0.5], lion.States[1].Variable.ToArray());
    }

    public static TheoryData<Func<Optimizer<double>>, string> Wrong => new()
    {
        { () => new Lion<double>(Parameters, beta1: 1), "Lion: needs beta1 from 0 to less than 1, got 1. (Parameter 'beta1')" },
        { () => new Lion<double>(Parameters, beta2: -1), "Lion: needs beta2 from 0 to less than 1, got -1. (Parameter 'beta2')" },
        { () => new Lion<double>(Parameters, weightDecay: -1), "Lion: needs a finite weightDecay of at least 0, got -1. (Parameter 'weightDecay')" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Constructor_OfANumberOutOfRange_Throws(Func<Optimizer<double>> make, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentOutOfRangeException>(make).Message);
}
