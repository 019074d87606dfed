using static AutoGrad.Op;

namespace AutoGrad.Tests.Optimizers.Averaging;

public sealed class WeightAverageTests
{
    private static Parameter<double> Vector(string name, params double[] values) => new(Variable.Vector<double>(values), name);

    [Fact]
    public void Exponential_ForgetsByTheDecay()
    {
        var w = Vector("w", 8, -8);
        var average = new ExponentialMovingAverage<double>([w], 0.75);
        w.Assign(Variable.Vector(4.0, 0));
        average.Update();
        Assert.Equal([7, -6], average.AverageOf(w).Variable.ToArray());
        average.Update();
        Assert.Equal([6.25, -4.5], average.AverageOf(w).Variable.ToArray());
    }

    [Fact]
    public void Stochastic_IsTheMeanOfTheUpdates_NotOfTheStart()
    {
        var w = Vector("w", 100);
        var average = new StochasticWeightAverage<double>([w]);
        foreach (var value in new[] { 1.0, 2.0, 6.0 })
        {
            w.Assign(new[] { value });
            average.Update();
        }

        Assert.Equal(3, average.AverageOf(w).Variable.Scalar, 1e-14);
        Assert.Equal(["average.w", "count"], average.States.Select(state => state.Name));
        Assert.Equal(3, average.States[1].Variable.Scalar);
    }

    [Fact]
    public void Swap_ExchangesAndComesBack()
    {
        var w = Vector("w", 2);
        var average = new ExponentialMovingAverage<double>([w, w]);
        w.Assign(Variable.Vector(5.0));
        average.Swap();
        Assert.Equal((2, 5), (w.Variable.Scalar, average.AverageOf(w).Variable.Scalar));
        average.Swap();
        Assert.Equal((5, 2), (w.Variable.Scalar, average.AverageOf(w).Variable.Scalar));
        Assert.Equal([w], average.Parameters);
    }

    [Fact]
    public void Update_UnderATape_RecordsNothing()
    {
        var w = Vector("w", 2);
        var average = new ExponentialMovingAverage<double>([w], 0.5);
        using var tape = new Tape<double>();
        var loss = Sum(Square(w.Variable));
        var count = tape.Count;
        average.Update();

        Assert.Equal(count, tape.Count);
        Assert.Equal([4.0], tape.Gradient(loss, w.Variable).ToArray());
    }

    [Fact]
    public void WrongArguments_Throw()
    {
        var w = Vector("w", 2);
        Assert.Equal("ExponentialMovingAverage: needs at least one parameter, got none. (Parameter 'parameters')",
            Assert.Throws<ArgumentException>(() => new ExponentialMovingAverage<double>([])).Message);
        Assert.Equal("ExponentialMovingAverage: needs a decay from 0 to less than 1, got 1. (Parameter 'decay')",
            Assert.Throws<ArgumentOutOfRangeException>(() => new ExponentialMovingAverage<double>([w], 1)).Message);
        Assert.Equal("StochasticWeightAverage: needs a parameter that it averages, got v [1]. (Parameter 'parameter')",
            Assert.Throws<ArgumentException>(() => new StochasticWeightAverage<double>([w]).AverageOf(Vector("v", 1))).Message);
    }
}
