namespace AutoGrad.Data.Tests;

public sealed class BatchListTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(1000)]
    public void Ahead_GivesTheSameBatches(int count)
    {
        var batches = Batches();

        var ahead = batches.Ahead(count).ToArray();

        Assert.Equal(batches.Count, ahead.Length);
        foreach (var (batch, other) in batches.Zip(ahead))
        {
            Assert.Equal(batch.Rows, other.Rows);
            Assert.Equal(Elements.Of(batch.Features), Elements.Of(other.Features));
            Assert.Equal(Elements.Of(batch.Targets), Elements.Of(other.Targets));
        }
    }

    [Fact]
    public void Ahead_MakesTheNextOnes_AndNoMore_OnOtherThreads()
    {
        var made = 0;
        var batches = Elements.Numbered(40).Batches(1, seed: 1, epoch: 0, augmentations: [(_, _, _) => Interlocked.Increment(ref made)]);

        using (var ahead = batches.Ahead(3).GetEnumerator())
        {
            Assert.Equal(0, made);
            Assert.True(ahead.MoveNext());
            // Only others can make them while this thread waits.
            Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref made) == 4, TimeSpan.FromMinutes(1)));
            Assert.True(ahead.MoveNext());
            Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref made) == 5, TimeSpan.FromMinutes(1)));
        }
        // What is left is never made.
        Assert.Equal(5, made);
    }

    [Fact]
    public void Ahead_ThrowsAtTheTurnOfTheBatch()
    {
        var rows = 0;
        var batches = Elements.Numbered(10).Batches(1, seed: 1, epoch: 0, augmentations: [(x, _, _) =>
        {
            if (x[0] == 50)
                throw new InvalidOperationException("five");
        }]);

        var exception = Assert.Throws<InvalidOperationException>(() =>
        {
            foreach (var _ in batches.Ahead(4))
                rows++;
        });

        Assert.Equal("five", exception.Message);
        Assert.Equal(Elements.Numbered(10).Batches(1, seed: 1, epoch: 0).TakeWhile(batch => batch.Rows[0] != 5).Count(), rows);
    }

    [Fact]
    public void Ahead_OfNone_Throws() => Assert.Equal(
        "BatchList.Ahead: needs count of at least 1, got 0. (Parameter 'count')",
        Assert.Throws<ArgumentOutOfRangeException>(() => Batches().Ahead(0)).Message);

    private static BatchList<double> Batches() =>
        Elements.Numbered(101).Batches(4, seed: 7, epoch: 3, augmentations: [Augmentation.Noise<double>(0.5)]);
}
