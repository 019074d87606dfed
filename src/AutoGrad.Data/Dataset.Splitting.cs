namespace AutoGrad.Data;

public sealed partial class Dataset<T>
{
    /// <summary>Splits the rows by a rule on their index, as in <c>Split(row =&gt; row % 5 == 4)</c> for every fifth row.</summary>
    /// <param name="isHeldOut">Whether the row with this zero-based index is held out.</param>
    /// <returns>The rows to train on and the rows held out, each in the order of this data set.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="isHeldOut"/> is null.</exception>
    /// <exception cref="ArgumentException">All rows fall on one side.</exception>
    public (Dataset<T> Training, Dataset<T> HeldOut) Split(Func<int, bool> isHeldOut)
    {
        ArgumentNullException.ThrowIfNull(isHeldOut);
        var heldOut = new bool[Count];
        for (int row = 0; row < heldOut.Length; row++)
            heldOut[row] = isHeldOut(row);
        return SplitBy(heldOut, nameof(Split));
    }

    /// <summary>Splits the rows at random: the same seed gives the same split of a data set of this size.</summary>
    /// <param name="heldOutFraction">The fraction held out, in (0, 1); its count is rounded, and a half upwards.</param>
    /// <param name="seed">The seed.</param>
    /// <returns>The rows to train on and the rows held out, each in the order of this data set.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="heldOutFraction"/> is not in (0, 1).</exception>
    /// <exception cref="ArgumentException">All rows fall on one side.</exception>
    public (Dataset<T> Training, Dataset<T> HeldOut) SplitRandomly(double heldOutFraction, ulong seed)
    {
        CheckFraction(heldOutFraction, nameof(SplitRandomly));
        var heldOut = new bool[Count];
        HoldOut([.. Enumerable.Range(0, Count)], heldOutFraction, new RandomStream(seed, StreamNumbers.Split), heldOut);
        return SplitBy(heldOut, nameof(SplitRandomly));
    }

    /// <summary>Splits the rows of each class at random, so that both parts hold the classes in the same proportions.</summary>
    /// <param name="heldOutFraction">
    /// The fraction held out of each class, in (0, 1); its count is rounded class by class, and a half upwards.
    /// </param>
    /// <param name="seed">The seed.</param>
    /// <returns>The rows to train on and the rows held out, each in the order of this data set.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="heldOutFraction"/> is not in (0, 1).</exception>
    /// <exception cref="InvalidOperationException">The targets are [rows, outputs], so that there are no classes.</exception>
    /// <exception cref="ArgumentException">All rows fall on one side.</exception>
    public (Dataset<T> Training, Dataset<T> HeldOut) SplitStratified(double heldOutFraction, ulong seed)
    {
        CheckFraction(heldOutFraction, nameof(SplitStratified));
        if (Targets.Rank != 1)
        {
            throw new InvalidOperationException(
                $"Dataset.SplitStratified: needs class indices as targets [rows], got targets {TensorRows.Shape(Targets)}.");
        }

        var random = new RandomStream(seed, StreamNumbers.Split);
        var heldOut = new bool[Count];
        foreach (var rowsOfClass in Enumerable.Range(0, Count).GroupBy(row => Targets[row]).OrderBy(group => group.Key))
            HoldOut([.. rowsOfClass], heldOutFraction, random, heldOut);
        return SplitBy(heldOut, nameof(SplitStratified));
    }

    private static void CheckFraction(double heldOutFraction, string method)
    {
        if (!(heldOutFraction > 0 && heldOutFraction < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(heldOutFraction),
                FormattableString.Invariant($"Dataset.{method}: needs heldOutFraction in (0, 1), got {heldOutFraction}."));
        }
    }

    private static void HoldOut(int[] rows, double fraction, RandomStream random, bool[] heldOut)
    {
        random.Shuffle(rows.AsSpan());
        int count = (int)Math.Round(fraction * rows.Length, MidpointRounding.AwayFromZero);
        foreach (int row in rows.AsSpan(0, count))
            heldOut[row] = true;
    }

    private (Dataset<T> Training, Dataset<T> HeldOut) SplitBy(bool[] heldOut, string method)
    {
        int[] training = [.. Enumerable.Range(0, Count).Where(row => !heldOut[row])];
        int[] held = [.. Enumerable.Range(0, Count).Where(row => heldOut[row])];
        if (training.Length == 0 || held.Length == 0)
        {
            throw new ArgumentException(
                $"Dataset.{method}: needs at least one row on each side, got {training.Length} for training and {held.Length} held out.");
        }

        return (new(this, training), new(this, held));
    }
}
