using static AutoGrad.Loss;

namespace AutoGrad.Tests.Training;

public sealed class TrainerTests
{
    [Fact]
    public void Fit_LearnsWhatItIsShown_AndTellsIt()
    {
        var problem = new SmallProblem();
        List<BatchReport> steps = [];
        List<EpochReport> epochs = [];
        var trainer = new Trainer<float>(problem.Model, problem.Optimizer, SmallProblem.Loss)
        {
            Metrics = [new Accuracy<float>(), new TopKAccuracy<float>(2)],
            BatchEnded = steps.Add,
            EpochEnded = epochs.Add,
            Output = null,
        };
        var history = trainer.Fit(problem.Training, 12, problem.HeldOut);

        Assert.Same(trainer.History, history);
        Assert.Equal((12, TrainingEnd.AllEpochs), (history.Count, history.End));
        Assert.Equal(epochs, history);
        Assert.InRange(history[11].Metrics["accuracy"], 0.85, 1);
        Assert.InRange(history[11].Metrics["top-2 accuracy"], history[11].Metrics["accuracy"], 1);
        Assert.True(history[11].Loss < history[0].Loss / 2 && history[11].HeldOutLoss < history[0].HeldOutLoss / 2);
        Assert.Equal(Enumerable.Range(0, 72).Select(i => (i / 6, i % 6, i + 1L)), steps.Select(step => (step.Epoch, step.Batch, step.Step)));
        // The last of the six batches has 10 rows of the 90.
        Assert.Equal(steps.Take(6).Select((step, i) => step.Loss * (i < 5 ? 16 : 10)).Sum() / 90, history[0].Loss, 1e-12);
    }

    [Fact]
    public void Fit_IsTheLoopThatOneWritesByHand_CompiledAndEager()
    {
        var byHand = new SmallProblem();
        for (var epoch = 0; epoch < 3; epoch++)
        {
            foreach (var (x, target) in byHand.Training.OfEpoch(epoch))
            {
                using var tape = new Tape<float>();
                byHand.Optimizer.Minimize(CrossEntropy(byHand.Model.Forward(x), target));
            }
        }
        foreach (var isCompiled in new[] { true, false })
        {
            var problem = new SmallProblem();
            var trainer = new Trainer<float>(problem.Model, problem.Optimizer, SmallProblem.Loss) { IsCompiled = isCompiled, Output = null };
            trainer.Fit(problem.Training, 3);
            Assert.Equal(byHand.Values, problem.Values);
        }
    }

    [Fact]
    public void Schedules_GoOnWithStepsAndEpochs()
    {
        var problem = new SmallProblem();
        var trainer = new Trainer<float>(problem.Model, problem.Optimizer, SmallProblem.Loss)
        {
            EpochSchedule = new(problem.Optimizer, Schedule.Exponential(0.5, 0.5)),
            Output = null,
        };
        Assert.Equal([0.5, 0.25, 0.125], trainer.Fit(problem.Training, 3).Select(epoch => epoch.LearningRate));

        List<double> rates = [];
        problem = new SmallProblem();
        trainer = new Trainer<float>(problem.Model, problem.Optimizer, SmallProblem.Loss)
        {
            StepSchedule = new(problem.Optimizer, Schedule.Linear(1, 0, 8)),
            BatchEnded = _ => rates.Add(problem.Optimizer.LearningRate.Variable.Scalar),
            Output = null,
        };
        trainer.Fit(problem.Training, 1);
        Assert.Equal([0.875, 0.75, 0.625, 0.5, 0.375, 0.25], rates);
    }

    [Fact]
    public void Plateau_LowersTheRate_WhenNothingGetsBetter()
    {
        var problem = new SmallProblem();
        var sgd = new Sgd<float>(problem.Model.Parameters, 0);
        var trainer = new Trainer<float>(problem.Model, sgd, SmallProblem.Loss) { Plateau = new(sgd, patience: 1), Output = null };
        sgd.SetLearningRate(1e-30);
        trainer.Fit(problem.Training, 3);

        Assert.Equal(1e-31, sgd.LearningRate.Variable.Scalar, 1e-33);
    }

    [Fact]
    public void EarlyStopping_EndsAfterItsPatience_AndGivesTheBestWeightsBack()
    {
        var problem = new SmallProblem();
        Dictionary<int, float[]> weights = [];
        var trainer = new Trainer<float>(problem.Model, problem.Optimizer, SmallProblem.Loss)
        {
            EarlyStopping = new() { Patience = 2 },
            EpochSchedule = new(problem.Optimizer, Schedule.Constant(0.02).Then(4, Schedule.Constant(3))),
            EpochEnded = epoch => weights[epoch.Epoch] = [.. problem.Model.Parameters.SelectMany(parameter => parameter.Variable.ToArray())],
            Output = null,
        };
        var history = trainer.Fit(problem.Training, 100, problem.HeldOut);

        var best = history.MinBy(epoch => epoch.HeldOutLoss)!.Epoch;
        Assert.Equal((TrainingEnd.EarlyStopping, best), (history.End, history.BestEpoch));
        Assert.Equal(best + 4, history.Count);
        Assert.Equal(weights[best], problem.Model.Parameters.SelectMany(parameter => parameter.Variable.ToArray()));
        Assert.NotEqual(weights[best], weights[history.Count - 1]);
    }

    [Fact]
    public void EarlyStopping_ByAMetricThatGrows_WatchesIt()
    {
        var problem = new SmallProblem();
        var trainer = new Trainer<float>(problem.Model, problem.Optimizer, SmallProblem.Loss)
        {
            Metrics = [new Accuracy<float>()],
            EarlyStopping = new() { Patience = 3, Metric = "accuracy" },
            Output = null,
        };
        var history = trainer.Fit(problem.Training, 60, problem.HeldOut);

        Assert.Equal(TrainingEnd.EarlyStopping, history.End);
        Assert.Equal(history.First(epoch => epoch.Metrics["accuracy"] == history.Max(other => other.Metrics["accuracy"])).Epoch, history.BestEpoch);
        Assert.Equal(history.Max(epoch => epoch.Metrics["accuracy"]), Score());

        double Score()
        {
            trainer.Evaluate(problem.HeldOut);
            return trainer.Metrics[0].Value;
        }
    }

    [Fact]
    public void Cancelled_KeepsWhatIsThere_AndGoesOn()
    {
        var problem = new SmallProblem();
        using var stop = new ConsoleCancellation();
        var trainer = new Trainer<float>(problem.Model, problem.Optimizer, SmallProblem.Loss)
        {
            BatchEnded = step => _ = step.Step == 8 && stop.TryCancel(),
            Output = null,
        };
        var history = trainer.Fit(problem.Training, 3, cancellationToken: stop.Token);

        Assert.Equal((TrainingEnd.Canceled, 1), (history.End, history.Count));
        Assert.Equal((1, 2, 8L), (trainer.Progress.Epoch, trainer.Progress.Batch, trainer.Progress.Step));
        Assert.False(stop.TryCancel());

        Assert.Equal(TrainingEnd.AllEpochs, trainer.Fit(problem.Training, 3).End);
        var other = new SmallProblem();
        var uninterrupted = new Trainer<float>(other.Model, other.Optimizer, SmallProblem.Loss) { Output = null }.Fit(other.Training, 3);
        Assert.Equal(other.Values, problem.Values);
        Assert.Equal(uninterrupted.Select(epoch => epoch.Loss), history.Select(epoch => epoch.Loss));
    }

    [Fact]
    public void WhatDoesNotFit_IsRefused()
    {
        var problem = new SmallProblem();
        Trainer<float> Make(Metric<float>[] metrics, EarlyStopping? stopping = null) =>
            new(problem.Model, problem.Optimizer, SmallProblem.Loss) { Metrics = metrics, EarlyStopping = stopping, Output = null };

        Assert.Equal("Trainer: needs a number of epochs of at least 0, got -1. (Parameter 'epochs')",
            Assert.Throws<ArgumentOutOfRangeException>(() => Make([]).Fit(problem.Training, -1)).Message);
        Assert.Equal("Trainer: needs batches that are held out for metrics and early stopping, got none. (Parameter 'heldOut')",
            Assert.Throws<ArgumentException>(() => Make([new Accuracy<float>()]).Fit(problem.Training, 1)).Message);
        Assert.Equal("Trainer: needs batches that are held out for metrics and early stopping, got none. (Parameter 'heldOut')",
            Assert.Throws<ArgumentException>(() => Make([], new()).Fit(problem.Training, 1)).Message);
        Assert.Equal("Trainer: needs metrics of different names, got accuracy twice.",
            Assert.Throws<ArgumentException>(() => Make([new Accuracy<float>(), new Accuracy<float>()]).Fit(problem.Training, 1, problem.HeldOut)).Message);
        Assert.Equal("Trainer: needs the metric that the early stopping watches, got none that is called F1.",
            Assert.Throws<ArgumentException>(() => Make([], new() { Metric = "F1" }).Fit(problem.Training, 1, problem.HeldOut)).Message);
        Assert.Equal("EarlyStopping: needs a Patience of at least 0, got -1. (Parameter 'value')",
            Assert.Throws<ArgumentOutOfRangeException>(() => new EarlyStopping { Patience = -1 }).Message);
        Assert.Equal("EarlyStopping: needs a finite LeastChange of at least 0, got -1. (Parameter 'value')",
            Assert.Throws<ArgumentOutOfRangeException>(() => new EarlyStopping { LeastChange = -1 }).Message);
        Assert.Equal("Trainer: needs a CheckpointInterval of at least 1, got 0. (Parameter 'value')",
            Assert.Throws<ArgumentOutOfRangeException>(() => new Trainer<float>(problem.Model, problem.Optimizer, SmallProblem.Loss) { CheckpointInterval = 0 }).Message);
    }
}
