namespace AutoGrad;

public sealed partial class Trainer<T>
{
    /// <summary>
    /// Trains until so many epochs were made in all. Called again, or with a checkpoint that is there already, it goes on where it was, and comes to the same
    /// bits as a training that was never interrupted.
    /// </summary>
    /// <param name="training">What is learned from.</param>
    /// <param name="epochs">How many epochs are made in all, at least 0.</param>
    /// <param name="heldOut">What is never learned from, and looked at after each epoch; null for nothing.</param>
    /// <param name="cancellationToken">Ends the training after the step at hand, and keeps what was learned: see <see cref="ConsoleCancellation"/>.</param>
    /// <returns><see cref="History"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number of epochs is negative.</exception>
    /// <exception cref="ArgumentException">
    /// The early stopping watches a metric that is not there, or two metrics have one name; or there are such, and nothing is held out.
    /// </exception>
    /// <exception cref="ShapeException">The loss has more or fewer elements than one, or shapes do not fit.</exception>
    /// <exception cref="NonFiniteLossException">The loss is NaN or infinite; the step was not made.</exception>
    /// <exception cref="NameMismatchException">The checkpoint is that of another training.</exception>
    /// <exception cref="FileFormatException">The checkpoint is damaged.</exception>
    /// <exception cref="IOException">The checkpoint cannot be read or written.</exception>
    public TrainingHistory Fit(TrainingBatches<T> training, int epochs, TrainingBatches<T>? heldOut = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(training);
        Guard.Argument(epochs >= 0, nameof(Trainer<>), "needs a number of epochs of at least 0", $"{epochs}", nameof(epochs));
        RequireHeldOut(heldOut);
        Resume();
        History.End = TrainingEnd.None;
        var line = new ProgressLine(Output, ShowsSteps, Clock, epochs, ((long)(epochs - Progress.Epoch) * training.Count) - Progress.Batch);
        while (Progress.Epoch < epochs && _best?.IsOver != true)
        {
            if (!TrainEpoch(training, line, cancellationToken))
            {
                line.Clear();
                SaveCheckpoint();
                History.End = TrainingEnd.Canceled;
                return History;
            }
            EndEpoch(heldOut, line, isLast: Progress.Epoch + 1 == epochs);
        }
        History.End = Progress.Epoch < epochs ? TrainingEnd.EarlyStopping : TrainingEnd.AllEpochs;
        _best?.Restore();
        return History;
    }

    private bool TrainEpoch(TrainingBatches<T> training, ProgressLine line, CancellationToken cancellationToken)
    {
        _model.Train();
        foreach (var (x, target) in training.OfEpoch(Progress.Epoch).Skip(Progress.Batch))
        {
            if (cancellationToken.IsCancellationRequested)
                return false;
            var loss = StepOn(x, target);
            _mean.Add(loss, RowsOf(x));
            var report = new BatchReport(Progress.Epoch, Progress.Batch, Progress.Step + 1, loss);
            Progress.EndBatch();
            StepSchedule?.Step();
            BatchEnded?.Invoke(report);
            line.EndStep(Progress.Epoch, Progress.Batch, training.Count, _mean.Value);
        }
        return true;
    }

    private double StepOn(Variable<T> x, Variable<T> target)
    {
        if (IsCompiled)
            return double.CreateTruncating(_step.Invoke(x, target).Scalar);
        using var tape = new Tape<T>();
        return double.CreateTruncating(Step(x, target).Scalar);
    }

    private void EndEpoch(TrainingBatches<T>? heldOut, ProgressLine line, bool isLast)
    {
        // The rate of the last step: the schedules set another.
        var rate = double.CreateTruncating(_optimizer.LearningRate.Variable.Scalar);
        double? heldOutLoss = heldOut is null ? null : Evaluate(heldOut);
        var metrics = new OrderedDictionary<string, double>();
        foreach (var metric in Metrics)
            metrics.Add(metric.Name, metric.Value);
        var report = new EpochReport(Progress.Epoch, _mean.Value, heldOutLoss, metrics, rate);
        History.Add(report);
        Progress.EndEpoch();
        _mean.Reset();
        EpochSchedule?.Step();
        Plateau?.Step(heldOutLoss ?? report.Loss);
        _best?.See(report);
        History.BestEpoch = _best?.Epoch;
        line.EndEpoch(report);
        EpochEnded?.Invoke(report);
        if (isLast || _best?.IsOver == true || Progress.Epoch % CheckpointInterval == 0)
            SaveCheckpoint();
    }

    /// <summary>Measures the model on batches, and leaves the metrics with their values.</summary>
    /// <param name="batches">The batches, of which epoch 0 is taken.</param>
    /// <returns>The mean loss, by rows.</returns>
    public double Evaluate(TrainingBatches<T> batches)
    {
        ArgumentNullException.ThrowIfNull(batches);
        foreach (var metric in Metrics)
            metric.Reset();
        var mean = new EpochMean();
        var wasTraining = _model.IsTraining;
        _model.Evaluate();
        try
        {
            foreach (var (x, target) in batches.OfEpoch(0))
            {
                var results = IsCompiled ? _evaluation.InvokeAll(x, target) : Evaluation(x, target);
                mean.Add(double.CreateTruncating(results[1].Scalar), RowsOf(x));
                foreach (var metric in Metrics)
                    metric.Add(results[0], target);
            }
        }
        finally
        {
            if (wasTraining)
                _model.Train();
        }
        return mean.Value;
    }

    private void RequireHeldOut(TrainingBatches<T>? heldOut)
    {
        if (Metrics.GroupBy(metric => metric.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"{nameof(Trainer<>)}: needs metrics of different names, got {twice.Key} twice.");
        if (heldOut is null && (EarlyStopping is not null || Metrics.Count > 0))
            throw new ArgumentException($"{nameof(Trainer<>)}: needs batches that are held out for metrics and early stopping, got none.", nameof(heldOut));
        if (EarlyStopping is null || _best is not null)
            return;
        var watched = Metrics.FirstOrDefault(metric => metric.Name == EarlyStopping.Metric);
        if (EarlyStopping.Metric is { } name && watched is null)
            throw new ArgumentException($"{nameof(Trainer<>)}: needs the metric that the early stopping watches, got none that is called {name}.");
        _best = new(_model, EarlyStopping, watched?.IsBetterWhenLarger ?? false);
    }

    private static int RowsOf(Variable<T> x) => x.Shape.Rank == 0 ? 1 : x.Shape[0];
}
