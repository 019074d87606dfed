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
    public void Ahead_GoesOnInTheMiddle()
    {
        var batches = Batches();

        Assert.Equal(batches.Skip(20).SelectMany(batch => batch.Rows), batches.Ahead(first: 20).SelectMany(batch => batch.Rows));
        Assert.Empty(batches.Ahead(first: batches.Count));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ATrainingThatGoesOnInTheMiddleOfAnEpoch_GivesTheBitsOfWhatWasNeverInterrupted(bool isCompiled)
    {
        using var folder = new TemporaryFolder();
        var (uninterrupted, before, after) = (new DataTraining(1, isCompiled), new DataTraining(1, isCompiled), new DataTraining(2, isCompiled));

        uninterrupted.Run(70);
        before.Run(33);
        before.Checkpoint.Save(folder.File("training"));
        after.Checkpoint.Load(folder.File("training"));
        after.Run(70 - 33);

        uninterrupted.Checkpoint.Save(folder.File("a"));
        after.Checkpoint.Save(folder.File("b"));
        Assert.Equal((2, 18), (after.Progress.Epoch, after.Progress.Batch));
        Assert.Equal(File.ReadAllBytes(folder.File("a")), File.ReadAllBytes(folder.File("b")));
        Assert.NotEqual(File.ReadAllBytes(folder.File("training")), File.ReadAllBytes(folder.File("a")));
    }

    [Fact]
    public void Ahead_OutOfRange_Throws()
    {
        Assert.Equal(
            "BatchList.Ahead: needs count of at least 1, got 0. (Parameter 'count')",
            Assert.Throws<ArgumentOutOfRangeException>(() => Batches().Ahead(0)).Message);
        Assert.Equal(
            "BatchList.Ahead: needs first in [0, 26], got 27. (Parameter 'first')",
            Assert.Throws<ArgumentOutOfRangeException>(() => Batches().Ahead(first: 27)).Message);
    }

    private static BatchList<double> Batches() =>
        Elements.Numbered(101).Batches(4, seed: 7, epoch: 3, augmentations: [Augmentation.Noise<double>(0.5)]);
}
