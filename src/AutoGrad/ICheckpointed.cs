namespace AutoGrad;

/// <summary>
/// What has to be kept, besides tensors, for a training to go on as if it had never stopped: the place in a random stream, the position of a
/// schedule, the number of an epoch. A <see cref="TrainingCheckpoint{T}"/> keeps it.
/// </summary>
public interface ICheckpointed
{
    /// <summary>The present state as text by name. The names are the same at any time, and each text gives back the exact value.</summary>
    IReadOnlyDictionary<string, string> SaveState();

    /// <summary>Goes back to a state.</summary>
    /// <param name="state">What <see cref="SaveState"/> gave, with the same names.</param>
    /// <exception cref="ArgumentException">The state is that of something else, and this one stays as it is.</exception>
    /// <exception cref="FormatException">A text is not what <see cref="SaveState"/> gives, and this one stays as it is.</exception>
    void RestoreState(IReadOnlyDictionary<string, string> state);
}
