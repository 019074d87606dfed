using System.Collections;
using System.Globalization;

namespace AutoGrad;

/// <summary>What the epochs of a training came to, in their order. A checkpoint keeps it.</summary>
public sealed class TrainingHistory : IReadOnlyList<EpochReport>, ICheckpointed
{
    private const string EpochsName = "epochs";
    private readonly List<EpochReport> _epochs = [];

    /// <summary>How many epochs have ended.</summary>
    public int Count => _epochs.Count;

    /// <summary>Why the training ended, or <see cref="TrainingEnd.None"/> while it has not.</summary>
    public TrainingEnd End { get; internal set; }

    /// <summary>The number of the epoch whose weights were best by the early stopping; null where there is none.</summary>
    public int? BestEpoch { get; internal set; }

    /// <summary>An epoch, by its number from 0.</summary>
    public EpochReport this[int index] => _epochs[index];

    /// <inheritdoc/>
    public IEnumerator<EpochReport> GetEnumerator() => _epochs.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void Add(EpochReport report) => _epochs.Add(report);

    IReadOnlyDictionary<string, string> ICheckpointed.SaveState() => new Dictionary<string, string> { [EpochsName] = string.Join('\n', _epochs.Select(Write)) };

    void ICheckpointed.RestoreState(IReadOnlyDictionary<string, string> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var epochs = state[EpochsName].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Read).ToList();
        _epochs.Clear();
        _epochs.AddRange(epochs);
    }

    private static string Write(EpochReport epoch, int index) => string.Join('\t',
        [index.ToString(CultureInfo.InvariantCulture), Text(epoch.Loss), epoch.HeldOutLoss is { } loss ? Text(loss) : "-", Text(epoch.LearningRate),
            .. epoch.Metrics.SelectMany(metric => new[] { metric.Key, Text(metric.Value) })]);

    private static EpochReport Read(string line, int index)
    {
        var words = line.Split('\t');
        if (words.Length < 4 || words.Length % 2 != 0 || words[0] != index.ToString(CultureInfo.InvariantCulture))
            throw new FormatException($"TrainingHistory: needs a line for each epoch, got {line} for epoch {index}.");
        var metrics = new OrderedDictionary<string, double>();
        for (var i = 4; i < words.Length; i += 2)
            metrics.Add(words[i], Number(words[i + 1]));
        return new(index, Number(words[1]), words[2] == "-" ? null : Number(words[2]), metrics, Number(words[3]));
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
