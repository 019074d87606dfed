using System.Globalization;
using AutoGrad.Tests.Figures;

namespace AutoGrad.Tests.Schedules;

public sealed class ScheduleTests
{
    private static readonly Dictionary<string, Schedule> Known = new()
    {
        ["Step"] = Schedule.Step(0.2, 7, 0.3),
        ["MultiStep"] = Schedule.MultiStep(0.2, [3, 10, 10, 25], 0.5),
        ["Exponential"] = Schedule.Exponential(0.2, 0.9),
        ["Linear"] = Schedule.Linear(0.05, 0.15, 20),
        ["Cosine"] = Schedule.Cosine(0.2, 40, 0.01),
        ["CosineWithRestarts"] = Schedule.CosineWithRestarts(0.2, 7, final: 0.02),
        ["CosineWithRestartsThatGrow"] = Schedule.CosineWithRestarts(0.2, 4, growth: 2, final: 0.02),
        ["OneCycle"] = Schedule.OneCycle(0.3, 41),
        ["OneCycleOther"] = Schedule.OneCycle(0.3, 41, rise: 0.45, startDivisor: 5, endDivisor: 50),
        ["WarmUp"] = Schedule.Exponential(0.2, 0.9).WithWarmUp(8, startFactor: 0.1),
        ["Function"] = new Schedule(step => 0.2 / Math.Sqrt(1 + step)),
    };

    public static TheoryData<string> Names => [.. Known.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Rates_AreThoseOfPyTorch(string name)
    {
        var expected = Row(name);
        Assert.Equal(41, expected.Length);
        for (var step = 0; step < expected.Length; step++)
            Assert.Equal(expected[step], Known[name].At(step), 1e-12 * 0.2);
    }

    [Fact]
    public void Cosine_AndOneCycle_AndLinear_StayAtTheirEnd()
    {
        Assert.Equal(0.5, Schedule.Cosine(1, 10, 0.5).At(10));
        Assert.Equal(0.5, Schedule.Cosine(1, 10, 0.5).At(1000));
        Assert.Equal(2, Schedule.Linear(1, 2, 10).At(1000));
        var cycle = Schedule.OneCycle(1, 10, startDivisor: 2, endDivisor: 5);
        Assert.Equal(0.1, cycle.At(9), 1e-15);
        Assert.Equal(cycle.At(9), cycle.At(1000));
    }

    [Fact]
    public void Then_GoesOnWithTheOther_FromItsStart()
    {
        var schedule = Schedule.Constant(3).Then(2, Schedule.Step(8, 1, 0.5).Then(2, Schedule.Constant(1)));

        Assert.Equal([3, 3, 8, 4, 1, 1], Enumerable.Range(0, 6).Select(step => schedule.At(step)));
    }

    [Fact]
    public void CosineWithRestarts_FindsItsPeriod_FarOut()
    {
        Assert.Equal(1, Schedule.CosineWithRestarts(1, 7).At(7_000_000_000_000));
        // The periods of 1, 2, 4, .. end at 2ⁿ - 1.
        Assert.Equal(1, Schedule.CosineWithRestarts(1, 1, growth: 2).At((1L << 50) - 1));
    }

    public static TheoryData<Func<Schedule>, string> Wrong => new()
    {
        { () => Schedule.Constant(-1), "Constant: needs a finite rate of at least 0, got -1. (Parameter 'rate')" },
        { () => Schedule.Step(double.NaN, 1), "Step: needs a finite initial of at least 0, got NaN. (Parameter 'initial')" },
        { () => Schedule.Step(1, 0), "Step: needs period of at least 1, got 0. (Parameter 'period')" },
        { () => Schedule.Step(1, 1, -1), "Step: needs a finite factor of at least 0, got -1. (Parameter 'factor')" },
        { () => Schedule.MultiStep(-1, []), "MultiStep: needs a finite initial of at least 0, got -1. (Parameter 'initial')" },
        { () => Schedule.Exponential(1, 1.5), "Exponential: needs a factor from 0 to 1, got 1.5. (Parameter 'factor')" },
        { () => Schedule.Linear(0, -1, 1), "Linear: needs a finite to of at least 0, got -1. (Parameter 'to')" },
        { () => Schedule.Linear(0, 1, 0), "Linear: needs steps of at least 1, got 0. (Parameter 'steps')" },
        { () => Schedule.Cosine(1, 0), "Cosine: needs period of at least 1, got 0. (Parameter 'period')" },
        { () => Schedule.CosineWithRestarts(1, 5, 0), "CosineWithRestarts: needs growth of at least 1, got 0. (Parameter 'growth')" },
        { () => Schedule.OneCycle(1, 1), "OneCycle: needs steps of at least 2, got 1. (Parameter 'steps')" },
        { () => Schedule.OneCycle(1, 10, 0.1), "OneCycle: needs a rise below 1 and of more than one step, got 0.1 of 10 steps. (Parameter 'rise')" },
        { () => Schedule.OneCycle(1, 10, startDivisor: 0.5), "OneCycle: needs a finite startDivisor of at least 1, got 0.5. (Parameter 'startDivisor')" },
        { () => Schedule.OneCycle(1, 10, endDivisor: 0.5), "OneCycle: needs a finite endDivisor of at least 1, got 0.5. (Parameter 'endDivisor')" },
        { () => Schedule.Constant(1).WithWarmUp(0), "WithWarmUp: needs steps of at least 1, got 0. (Parameter 'steps')" },
        { () => Schedule.Constant(1).WithWarmUp(1, 2), "WithWarmUp: needs a startFactor from 0 to 1, got 2. (Parameter 'startFactor')" },
        { () => Schedule.Constant(1).Then(-1, Schedule.Constant(1)), "Then: needs steps of at least 0, got -1. (Parameter 'steps')" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Schedule_OfANumberOutOfRange_Throws(Func<Schedule> make, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentOutOfRangeException>(make).Message);

    [Fact]
    public void At_RefusesWhatIsNoRate()
    {
        Assert.Equal("MultiStep: needs milestones in ascending order, got 5 before 3. (Parameter 'milestones')",
            Assert.Throws<ArgumentException>(() => Schedule.MultiStep(1, [5, 3])).Message);
        Assert.Equal("Schedule: needs a step of at least 0, got -1. (Parameter 'step')",
            Assert.Throws<ArgumentOutOfRangeException>(() => Schedule.Constant(1).At(-1)).Message);
        Assert.Equal("Schedule: needs a finite learning rate of at least 0 at each step, got -2 at step 3.",
            Assert.Throws<InvalidOperationException>(() => new Schedule(step => 1 - step).At(3)).Message);
    }

    internal static double[] Row(string name) =>
        Array.ConvertAll(FigureTable.Read("schedules").Single(row => row[0] == name)[1..], text => double.Parse(text, CultureInfo.InvariantCulture));
}
