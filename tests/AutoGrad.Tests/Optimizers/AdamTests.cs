using static AutoGrad.Op;

namespace AutoGrad.Tests.Optimizers;

public sealed class AdamTests
{
    private static Parameter<double>[] Parameters => [new(1.0, "w")];

    [Theory]
    [InlineData(1e-6)]
    [InlineData(-40.0)]
    public void FirstStep_IsOfTheLearningRate_WhateverTheGradient(double slope)
    {
        var parameters = Parameters;
        using var tape = new Tape<double>();
        new Adam<double>(parameters, 0.25, epsilon: 0).Minimize(slope * parameters[0].Variable);

        Assert.Equal(1 - (0.25 * Math.Sign(slope)), parameters[0].Variable.Scalar, 1e-14);
    }

    [Fact]
    public void Epsilon_IsAddedToTheCorrectedRoot()
    {
        var parameters = Parameters;
        using var tape = new Tape<double>();
        new Adam<double>(parameters, 0.25, epsilon: 1).Minimize(3 * parameters[0].Variable);

        Assert.Equal(1 - (0.25 * 3 / (3 + 1)), parameters[0].Variable.Scalar, 1e-14);
    }

    [Fact]
    public void BetasOfZero_ForgetAllButTheLastGradient()
    {
        var parameters = Parameters;
        var adam = new Adam<double>(parameters, 0.25, beta1: 0, beta2: 0, epsilon: 0);
        foreach (var slope in new[] { 1.0, 100.0, -1.0 })
        {
            using var tape = new Tape<double>();
            adam.Minimize(slope * parameters[0].Variable);
        }

        Assert.Equal(0.75, parameters[0].Variable.Scalar, 1e-14);
    }

    [Fact]
    public void AdamW_DecaysApartFromTheGradient()
    {
        var parameters = Parameters;
        using var tape = new Tape<double>();
        new AdamW<double>(parameters, 0.25, epsilon: 0, weightDecay: 0.5).Minimize(3 * parameters[0].Variable);

        // (1 - 0.25 · 0.5) · 1 - 0.25.
        Assert.Equal(0.625, parameters[0].Variable.Scalar, 1e-14);
    }

    [Fact]
    public void AdamW_HasAWeightDecayOfOnePercent()
    {
        var parameters = Parameters;
        using var tape = new Tape<double>();
        new AdamW<double>(parameters, 0.25, epsilon: 0).Minimize(Sum(3 * parameters[0].Variable));

        Assert.Equal(0.7475, parameters[0].Variable.Scalar, 1e-14);
    }

    [Fact]
    public void States_HoldTheSumsOverAllSteps()
    {
        var parameters = Parameters;
        var adam = new Adam<double>(parameters, 0.25, beta1: 0.5, beta2: 0.75);
        foreach (var slope in new[] { 2.0, 3.0 })
        {
            using var tape = new Tape<double>();
            adam.Minimize(slope * parameters[0].Variable);
        }

        Assert.Equal(
            [("learningRate", 0.25), ("step", 2), ("gradientSum.w", 4), ("squareSum.w", 12)],
            adam.States.Select(state => (state.Name, state.Variable.Scalar)));
    }

    public static TheoryData<Func<Optimizer<double>>, string> Wrong => new()
    {
        { () => new Adam<double>(Parameters, double.NaN), "Adam: needs a finite learning rate of at least 0, got NaN. (Parameter 'learningRate')" },
        { () => new Adam<double>(Parameters, beta1: 1), "Adam: needs beta1 from 0 to less than 1, got 1. (Parameter 'beta1')" },
        { () => new Adam<double>(Parameters, beta2: -0.5), "Adam: needs beta2 from 0 to less than 1, got -0.5. (Parameter 'beta2')" },
        { () => new Adam<double>(Parameters, epsilon: -1), "Adam: needs a finite epsilon of at least 0, got -1. (Parameter 'epsilon')" },
        { () => new AdamW<double>(Parameters, weightDecay: -1), "AdamW: needs a finite weightDecay of at least 0, got -1. (Parameter 'weightDecay')" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Constructor_OfANumberOutOfRange_Throws(Func<Optimizer<double>> make, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentOutOfRangeException>(make).Message);
}
