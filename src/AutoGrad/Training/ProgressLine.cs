using System.Globalization;

namespace AutoGrad;

/// <summary>Tells how a training goes on: a line for each epoch, and, where that can be seen, one in between that is written over.</summary>
internal sealed class ProgressLine(TextWriter? output, bool showsSteps, TimeProvider clock, int epochs, long steps)
{
    private const int BarLength = 20;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.1);
    private readonly long _start = clock.GetTimestamp();
    private long _epochStart = clock.GetTimestamp();
    private long _lastShown = clock.GetTimestamp();
    private long _made;
    private int _width;

    public void EndStep(int epoch, int batch, int batches, double loss)
    {
        _made++;
        if (output is null || !showsSteps || clock.GetElapsedTime(_lastShown) < Interval)
            return;
        _lastShown = clock.GetTimestamp();
        var filled = (int)((long)BarLength * batch / batches);
        var left = clock.GetElapsedTime(_start) / _made * (steps - _made);
        Show(FormattableString.Invariant(
            $"epoch {epoch + 1} of {epochs} [{new string('#', filled)}{new string('.', BarLength - filled)}] {batch}/{batches} loss {loss:G4}, {Text(left)} left"));
    }

    public void EndEpoch(EpochReport report)
    {
        if (output is null)
            return;
        Clear();
        output.WriteLine(FormattableString.Invariant($"epoch {report.Epoch + 1} of {epochs}: {report} ({clock.GetElapsedTime(_epochStart).TotalSeconds:F1} s)"));
        output.Flush();
        _epochStart = clock.GetTimestamp();
    }

    /// <summary>Takes the line back that tells how the epoch goes on.</summary>
    public void Clear()
    {
        if (_width == 0)
            return;
        output!.Write($"\r{new string(' ', _width)}\r");
        output.Flush();
        _width = 0;
    }

    private void Show(string text)
    {
        output!.Write($"\r{text.PadRight(_width)}");
        output.Flush();
        _width = text.Length;
    }

    private static string Text(TimeSpan time) => time.ToString(time.TotalHours >= 1 ? @"h\:mm\:ss" : @"m\:ss", CultureInfo.InvariantCulture);
}
