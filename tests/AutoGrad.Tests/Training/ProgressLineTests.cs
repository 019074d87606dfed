namespace AutoGrad.Tests.Training;

public sealed class ProgressLineTests
{
    [Fact]
    public void Steps_AreShownInPlace_WithTheTimeThatIsLeft()
    {
        using var output = new StringWriter { NewLine = "\n" };
        var clock = new SteppedClock();
        var line = new ProgressLine(output, showsSteps: true, clock, epochs: 2, steps: 20);
        clock.Advance(1);
        line.EndStep(0, 1, 10, 0.12345);
        clock.Advance(1);
        line.EndStep(0, 2, 10, 0.5);
        // Sooner than one can read it, nothing is written.
        clock.Advance(0.05);
        line.EndStep(0, 3, 10, 0.4);
        clock.Advance(7.95);
        line.EndEpoch(new(0, 0.25, 0.5, new Dictionary<string, double> { ["accuracy"] = 0.75 }, 0.1));

        Assert.Equal(
            "\repoch 1 of 2 [##..................] 1/10 loss 0.1235, 0:19 left" +
            "\repoch 1 of 2 [####................] 2/10 loss 0.5, 0:18 left   " +
            $"\r{new string(' ', 60)}\r" +
            "epoch 1 of 2: loss 0.25, held out 0.5, accuracy 0.7500 (10.0 s)\n", output.ToString());
    }

    [Fact]
    public void WithoutATerminal_ThereIsALineForEachEpoch()
    {
        using var output = new StringWriter { NewLine = "\n" };
        var clock = new SteppedClock();
        var line = new ProgressLine(output, showsSteps: false, clock, epochs: 1, steps: 1);
        clock.Advance(3700);
        line.EndStep(0, 1, 1, 1);
        line.EndEpoch(new(0, 1, null, new Dictionary<string, double>(), 0.1));
        line.Clear();

        Assert.Equal("epoch 1 of 1: loss 1 (3700.0 s)\n", output.ToString());
    }

    [Fact]
    public void Hours_AreTold_AndAnUnfinishedLineIsTakenBack()
    {
        using var output = new StringWriter();
        var clock = new SteppedClock();
        var line = new ProgressLine(output, showsSteps: true, clock, epochs: 1, steps: 2);
        clock.Advance(3661);
        line.EndStep(0, 1, 2, 1);
        line.Clear();

        Assert.Equal($"\repoch 1 of 1 [##########..........] 1/2 loss 1, 1:01:01 left\r{new string(' ', 60)}\r", output.ToString());
    }

    private sealed class SteppedClock : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Advance(double seconds) => _ticks += (long)(seconds * TimeSpan.TicksPerSecond);

        public override long GetTimestamp() => _ticks;
    }
}
