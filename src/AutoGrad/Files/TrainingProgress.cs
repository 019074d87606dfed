using System.Globalization;

namespace AutoGrad;

/// <summary>How far a training has come: whole epochs, batches of the present one, and steps in all.</summary>
public sealed class TrainingProgress : ICheckpointed
{
    private const string EpochName = "epoch";
    private const string BatchName = "batch";
    private const string StepName = "step";

    /// <summary>The number of epochs that have ended, which is the number of the present one, from 0.</summary>
    public int Epoch { get; private set; }

    /// <summary>The number of batches of the present epoch that have ended: how many to pass over when going on.</summary>
    public int Batch { get; private set; }

    /// <summary>The number of batches that have ended in all epochs.</summary>
    public long Step { get; private set; }

    /// <summary>Counts a batch.</summary>
    public void EndBatch()
    {
        Batch++;
        Step++;
    }

    /// <summary>Counts an epoch, and begins the next at its first batch.</summary>
    public void EndEpoch()
    {
        Epoch++;
        Batch = 0;
    }

    IReadOnlyDictionary<string, string> ICheckpointed.SaveState() => new Dictionary<string, string>
    {
        [EpochName] = Epoch.ToString(CultureInfo.InvariantCulture),
        [BatchName] = Batch.ToString(CultureInfo.InvariantCulture),
        [StepName] = Step.ToString(CultureInfo.InvariantCulture),
    };

    void ICheckpointed.RestoreState(IReadOnlyDictionary<string, string> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        (Epoch, Batch, Step) = ((int)Parse(state[EpochName], int.MaxValue), (int)Parse(state[BatchName], int.MaxValue), Parse(state[StepName], long.MaxValue));
    }

    private static long Parse(string text, long most)
    {
        var number = long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
        return number <= most ? number : throw new FormatException($"TrainingProgress: needs a count of at most {most}, got {number}.");
    }
}
