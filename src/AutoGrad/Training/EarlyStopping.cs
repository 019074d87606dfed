namespace AutoGrad;

/// <summary>
/// Ends a training when what is held out has not become better for some epochs, and gives the model back the weights, and other states, that were
/// best. They are given back, too, when all epochs were made, but not when the training was cancelled.
/// </summary>
public sealed record EarlyStopping
{
    /// <summary>How many epochs in a row may be no better, at least 0; it ends after the next.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public int Patience
    {
        get;
        init
        {
            Guard.Argument(value >= 0, nameof(EarlyStopping), "needs a Patience of at least 0", $"{value}", nameof(value));
            field = value;
        }
    } = 5;

    /// <summary>The name of the metric that is watched; null for the held-out loss.</summary>
    public string? Metric { get; init; }

    /// <summary>By how much a figure must be better than the best to count, finite and at least 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative or not finite.</exception>
    public double LeastChange
    {
        get;
        init
        {
            Guard.Argument(double.IsFinite(value) && value >= 0, nameof(EarlyStopping), "needs a finite LeastChange of at least 0", $"{value}", nameof(value));
            field = value;
        }
    }
}
