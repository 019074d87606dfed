namespace AutoGrad;

public sealed partial class Trainer<T>
{
    private BestWeights<T>? _best;
    private bool _hasResumed;

    /// <summary>
    /// The file in which the whole training is kept, after epochs and where it is cancelled; null for none. A file that is there when the training
    /// begins is gone on from: delete it to begin anew.
    /// </summary>
    public string? CheckpointPath { get; init; }

    /// <summary>After how many epochs the checkpoint is written, at least 1; it is written after the last in any case.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public int CheckpointInterval
    {
        get;
        init
        {
            Guard.Argument(value >= 1, nameof(Trainer<>), "needs a CheckpointInterval of at least 1", $"{value}", nameof(value));
            field = value;
        }
    } = 1;

    /// <summary>The streams that the model draws from while it is trained, as dropout does. A checkpoint keeps their places.</summary>
    public IReadOnlyList<RandomStream> RandomStreams { get; init; } = [];

    private void Resume()
    {
        if (CheckpointPath is not null && !_hasResumed && File.Exists(CheckpointPath))
        {
            Checkpoint().Load(CheckpointPath);
            History.BestEpoch = _best?.Epoch;
        }
        _hasResumed = true;
    }

    private void SaveCheckpoint()
    {
        if (CheckpointPath is not null)
            Checkpoint().Save(CheckpointPath);
    }

    private TrainingCheckpoint<T> Checkpoint()
    {
        var checkpoint = new TrainingCheckpoint<T>()
            .Add("model", _model).Add("optimizer", _optimizer).Add("progress", Progress).Add("history", History).Add("mean", _mean);
        foreach (var (name, states) in new[] { ("stepSchedule", StepSchedule?.States), ("epochSchedule", EpochSchedule?.States), ("plateau", Plateau?.States) })
        {
            for (var i = 0; i < (states?.Count ?? 0); i++)
                checkpoint.Add($"{name}{i}", states![i]);
        }
        for (var i = 0; i < RandomStreams.Count; i++)
            checkpoint.Add($"stream{i}", RandomStreams[i]);
        if (_best is null)
            return checkpoint;
        checkpoint.Add("best", _best);
        for (var i = 0; i < _best.States.Count; i++)
            checkpoint.Add($"best{i}", _best.States[i]);
        return checkpoint;
    }
}
