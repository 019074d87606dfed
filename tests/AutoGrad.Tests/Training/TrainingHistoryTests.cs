namespace AutoGrad.Tests.Training;

public sealed class TrainingHistoryTests
{
    [Fact]
    public void State_GivesBackEachFigureExactly()
    {
        var history = new TrainingHistory();
        history.Add(new(0, 1.0 / 3, 2.0 / 3, new Dictionary<string, double> { ["accuracy"] = 0.1, ["top-2 accuracy"] = double.NaN }, 1e-300));
        history.Add(new(1, double.PositiveInfinity, null, new Dictionary<string, double>(), 0.1));
        var other = new TrainingHistory();
        ((ICheckpointed)other).RestoreState(((ICheckpointed)history).SaveState());

        Assert.Equal(2, other.Count);
        Assert.Equal(history.Select(epoch => (epoch.Epoch, epoch.Loss, epoch.HeldOutLoss, epoch.LearningRate)),
            other.Select(epoch => (epoch.Epoch, epoch.Loss, epoch.HeldOutLoss, epoch.LearningRate)));
        Assert.Equal(history[0].Metrics, other[0].Metrics);
        Assert.Equal("loss 0.3333, held out 0.6667, accuracy 0.1000, top-2 accuracy NaN", other[0].ToString());
    }

    [Theory]
    [InlineData("1\t0.5\t-\t0.1", "TrainingHistory: needs a line for each epoch, got 1\t0.5\t-\t0.1 for epoch 0.")]
    [InlineData("0\t0.5\t-\t0.1\taccuracy", "TrainingHistory: needs a line for each epoch, got 0\t0.5\t-\t0.1\taccuracy for epoch 0.")]
    public void State_ThatIsNone_IsRefused_AndNothingChanges(string line, string message)
    {
        var history = new TrainingHistory();
        history.Add(new(0, 0.5, null, new Dictionary<string, double>(), 0.1));

        Assert.Equal(message, Assert.Throws<FormatException>(() => ((ICheckpointed)history).RestoreState(new Dictionary<string, string> { ["epochs"] = line })).Message);
        Assert.Equal(0.5, Assert.Single(history).Loss);
    }
}
