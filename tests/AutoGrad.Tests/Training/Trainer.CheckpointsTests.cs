namespace AutoGrad.Tests.Training;

public sealed class TrainerCheckpointsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("AutoGrad-trainer-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(true, 3)]
    [InlineData(true, 20)]
    [InlineData(false, 20)]
    [InlineData(false, 36)]
    public void Resumed_ComesToTheBitsOfTheUninterrupted(bool isCompiled, int stopAfter)
    {
        var (uninterrupted, expected) = Train(isCompiled, null, long.MaxValue);
        var path = Path.Combine(_folder, "training.safetensors");
        var (_, first) = Train(isCompiled, path, stopAfter);
        Assert.Equal(TrainingEnd.Canceled, first.End);
        var (resumed, actual) = Train(isCompiled, path, long.MaxValue);

        Assert.Equal(uninterrupted.Values.Select(BitConverter.SingleToInt32Bits), resumed.Values.Select(BitConverter.SingleToInt32Bits));
        Assert.Equal(uninterrupted.Noise.Position, resumed.Noise.Position);
        Assert.Equal(expected.Select(epoch => epoch.ToString()), actual.Select(epoch => epoch.ToString()));
        Assert.Equal(expected.Select(epoch => (epoch.Loss, epoch.HeldOutLoss, epoch.LearningRate)), actual.Select(epoch => (epoch.Loss, epoch.HeldOutLoss, epoch.LearningRate)));
        Assert.Equal((expected.End, expected.BestEpoch), (actual.End, actual.BestEpoch));
    }

    [Fact]
    public void Finished_IsNotTrainedAgain()
    {
        var path = Path.Combine(_folder, "training.safetensors");
        var (first, expected) = Train(true, path, long.MaxValue);
        var written = File.GetLastWriteTimeUtc(path);
        var (second, actual) = Train(true, path, long.MaxValue);

        Assert.Equal(first.Values, second.Values);
        Assert.Equal(expected.Select(epoch => epoch.Loss), actual.Select(epoch => epoch.Loss));
        Assert.Equal(written, File.GetLastWriteTimeUtc(path));
    }

    [Fact]
    public void Checkpoint_OfAnotherTraining_IsRefused()
    {
        var path = Path.Combine(_folder, "training.safetensors");
        Train(true, path, 3);
        var problem = new SmallProblem();
        var trainer = new Trainer<float>(problem.Model, problem.Optimizer, SmallProblem.Loss) { CheckpointPath = path, Output = null };

        Assert.Throws<NameMismatchException>(() => trainer.Fit(problem.Training, 2));
    }

    private static (SmallProblem Problem, TrainingHistory History) Train(bool isCompiled, string? path, long stopAfter)
    {
        var problem = new SmallProblem();
        using var stop = new CancellationTokenSource();
        var trainer = new Trainer<float>(problem.Model, problem.Optimizer, problem.NoisyLoss)
        {
            IsCompiled = isCompiled,
            Metrics = [new Accuracy<float>()],
            EarlyStopping = new() { Patience = 4 },
            StepSchedule = new(problem.Optimizer, Schedule.OneCycle(0.1, 48)),
            Plateau = new(problem.Optimizer, patience: 1),
            RandomStreams = [problem.Noise],
            CheckpointPath = path,
            BatchEnded = step =>
            {
                if (step.Step == stopAfter)
                    stop.Cancel();
            },
            Output = null,
        };
        return (problem, trainer.Fit(problem.Training, 8, problem.HeldOut, stop.Token));
    }
}
