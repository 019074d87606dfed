namespace AutoGrad;

/// <summary>Why a training ended.</summary>
public enum TrainingEnd
{
    /// <summary>It has not ended.</summary>
    None,

    /// <summary>All epochs were made.</summary>
    AllEpochs,

    /// <summary>What is held out has not become better for long enough.</summary>
    EarlyStopping,

    /// <summary>It was cancelled, after the step at hand.</summary>
    Canceled,
}
