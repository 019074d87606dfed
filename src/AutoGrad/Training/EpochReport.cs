using System.Globalization;
using System.Text;

namespace AutoGrad;

/// <summary>What an epoch of a training came to.</summary>
/// <param name="Epoch">The number of the epoch, from 0.</param>
/// <param name="Loss">The mean of the losses of its batches, by rows, each before the step that it led to.</param>
/// <param name="HeldOutLoss">The mean loss of what is held out, by rows, after the epoch; null where nothing is.</param>
/// <param name="Metrics">The metrics of what is held out after the epoch, by name; empty where nothing is.</param>
/// <param name="LearningRate">The learning rate of its last step.</param>
public sealed record EpochReport(int Epoch, double Loss, double? HeldOutLoss, IReadOnlyDictionary<string, double> Metrics, double LearningRate)
{
    /// <summary>The figures in a line: <c>loss 0.3521, held out 0.4012, accuracy 0.8930</c>.</summary>
    public override string ToString()
    {
        var line = new StringBuilder(FormattableString.Invariant($"loss {Loss:G4}"));
        if (HeldOutLoss is { } heldOut)
            line.Append(CultureInfo.InvariantCulture, $", held out {heldOut:G4}");
        foreach (var (name, value) in Metrics)
            line.Append(CultureInfo.InvariantCulture, $", {name} {value:F4}");
        return line.ToString();
    }
}
