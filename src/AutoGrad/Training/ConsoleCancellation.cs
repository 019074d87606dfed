namespace AutoGrad;

/// <summary>
/// Lets Ctrl+C end a training in good order: <c>using var stop = new ConsoleCancellation(); trainer.Fit(batches, 100, cancellationToken: stop.Token);</c>
/// What was learned stays. A second Ctrl+C ends the process.
/// </summary>
public sealed class ConsoleCancellation : IDisposable
{
    private readonly CancellationTokenSource _source = new();

    /// <summary>Begins to listen.</summary>
    public ConsoleCancellation() => Console.CancelKeyPress += OnCancel;

    /// <summary>Is cancelled by Ctrl+C.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Leaves Ctrl+C to the process again.</summary>
    public void Dispose()
    {
        Console.CancelKeyPress -= OnCancel;
        _source.Dispose();
    }

    /// <summary>What the first Ctrl+C does; whether it was the first.</summary>
    internal bool TryCancel()
    {
        if (_source.IsCancellationRequested)
            return false;
        _source.Cancel();
        return true;
    }

    private void OnCancel(object? sender, ConsoleCancelEventArgs press) => press.Cancel = TryCancel();
}
