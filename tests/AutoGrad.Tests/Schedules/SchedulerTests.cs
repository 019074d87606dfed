namespace AutoGrad.Tests.Schedules;

public sealed class SchedulerTests
{
    [Fact]
    public void Step_SetsTheRate_ThatAProgramCompiledOnceSees()
    {
        var w = new Parameter<double>(0, "w");
        var sgd = new Sgd<double>([w], 100);
        var scheduler = new Scheduler<double>(sgd, Schedule.MultiStep(1, [1, 2], 0.5));
        var step = Graph.Compile<double>(x =>
        {
            var loss = w * x;
            sgd.Minimize(loss);
            return loss;
        });
        List<double> values = [];
        for (var i = 0; i < 3; i++)
        {
            step.Invoke(-1);
            values.Add(w.Variable.Scalar);
            scheduler.Step();
        }

        Assert.Equal([1, 1.5, 1.75], values);
        Assert.Single(step.Graphs);
        Assert.Equal(3, scheduler.Position);
    }

    [Fact]
    public void States_RestoreThePosition()
    {
        var first = Make();
        for (var i = 0; i < 5; i++)
            first.Step();
        var second = Make();
        foreach (var (from, to) in first.States.Concat(first.Optimizer.States).Zip(second.States.Concat(second.Optimizer.States)))
        {
            Assert.Equal(from.Name, to.Name);
            to.Assign(from.Variable);
        }
        first.Step();
        second.Step();

        Assert.Equal(6, second.Position);
        Assert.Equal(second.Schedule.At(6), second.Optimizer.LearningRate.Variable.Scalar);
        Assert.Equal(first.Optimizer.LearningRate.Variable.Scalar, second.Optimizer.LearningRate.Variable.Scalar);
    }

    [Fact]
    public void Position_SetByHand_SetsTheRate()
    {
        var scheduler = Make();
        scheduler.Position = 20;

        Assert.Equal(scheduler.Schedule.At(20), scheduler.Optimizer.LearningRate.Variable.Scalar);
    }

    [Fact]
    public void Position_ThatIsNotHeldExactly_IsRefused()
    {
        var scheduler = new Scheduler<float>(new Sgd<float>([new(0, "w")], 1), Schedule.Constant(1)) { Position = 1 << 24 };
        Assert.Equal("Scheduler: needs a position of at least 0 that Single holds exactly, got 16777217. (Parameter 'value')",
            Assert.Throws<ArgumentOutOfRangeException>(scheduler.Step).Message);
        Assert.Equal("Scheduler: needs a position of at least 0 that Single holds exactly, got -1. (Parameter 'value')",
            Assert.Throws<ArgumentOutOfRangeException>(() => scheduler.Position = -1).Message);
        Assert.Equal(1 << 24, scheduler.Position);
    }

    [Fact]
    public void Step_WithinATracedFunction_SaysThatThereIsNoValue()
    {
        var scheduler = Make();
        Assert.Throws<TracedValueException>(() => Graph.Trace<double>(
            x =>
            {
                scheduler.Step();
                return x;
            },
            Shape.Scalar));
    }

    private static Scheduler<double> Make() => new(new Sgd<double>([new(0, "w")], 1), Schedule.Exponential(0.5, 0.75));
}
