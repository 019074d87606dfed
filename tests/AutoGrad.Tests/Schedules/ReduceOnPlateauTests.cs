namespace AutoGrad.Tests.Schedules;

public sealed class ReduceOnPlateauTests
{
    private static Sgd<double> Optimizer(double rate = 0.2) => new([new(0, "w")], rate);

    [Fact]
    public void Rates_AreThoseOfPyTorch()
    {
        var optimizer = Optimizer();
        var watch = new ReduceOnPlateau<double>(optimizer, 0.5, patience: 2, threshold: 0.01, cooldown: 2, minimum: 0.02);
        var (expected, figures) = (ScheduleTests.Row("Plateau"), ScheduleTests.Row("Metrics"));
        Assert.Equal(expected[0], optimizer.LearningRate.Variable.Scalar);
        for (var i = 0; i < figures.Length; i++)
        {
            Assert.Equal(expected[i + 1] < expected[i], watch.Step(figures[i]) && expected[i] > 0.02);
            Assert.Equal(expected[i + 1], optimizer.LearningRate.Variable.Scalar, 1e-15);
        }
    }

    [Fact]
    public void States_CarryTheCountsOver()
    {
        var optimizer = Optimizer();
        var first = new ReduceOnPlateau<double>(optimizer, patience: 2);
        foreach (var figure in new[] { 1.0, 2, 2 })
            Assert.False(first.Step(figure));
        var second = new ReduceOnPlateau<double>(optimizer, patience: 2);
        foreach (var (from, to) in first.States.Zip(second.States))
            to.Assign(from.Variable);

        Assert.True(second.Step(2));
        Assert.Equal(0.02, optimizer.LearningRate.Variable.Scalar, 1e-15);
    }

    [Fact]
    public void Figure_BelowANegativeBest_IsBetter()
    {
        var watch = new ReduceOnPlateau<double>(Optimizer(), patience: 0, threshold: 0.5);
        Assert.False(watch.Step(-2));
        Assert.False(watch.Step(-3.5));
        Assert.True(watch.Step(-4));
    }

    [Fact]
    public void Rate_BelowTheMinimum_IsNotRaised()
    {
        var optimizer = Optimizer(0.001);
        var watch = new ReduceOnPlateau<double>(optimizer, patience: 0, minimum: 0.01);
        watch.Step(1);
        watch.Step(1);

        Assert.Equal(0.001, optimizer.LearningRate.Variable.Scalar);
    }

    public static TheoryData<Action, string> Wrong => new()
    {
        { () => _ = new ReduceOnPlateau<double>(Optimizer(), 1), "ReduceOnPlateau: needs a factor from 0 to less than 1, got 1. (Parameter 'factor')" },
        { () => _ = new ReduceOnPlateau<double>(Optimizer(), patience: -1), "ReduceOnPlateau: needs a patience of at least 0, got -1. (Parameter 'patience')" },
        { () => _ = new ReduceOnPlateau<double>(Optimizer(), threshold: 1), "ReduceOnPlateau: needs a threshold from 0 to less than 1, got 1. (Parameter 'threshold')" },
        { () => _ = new ReduceOnPlateau<double>(Optimizer(), cooldown: -1), "ReduceOnPlateau: needs a cooldown of at least 0, got -1. (Parameter 'cooldown')" },
        { () => _ = new ReduceOnPlateau<double>(Optimizer(), minimum: -1), "ReduceOnPlateau: needs a finite minimum of at least 0, got -1. (Parameter 'minimum')" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Constructor_OfANumberOutOfRange_Throws(Action make, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentOutOfRangeException>(make).Message);
}
