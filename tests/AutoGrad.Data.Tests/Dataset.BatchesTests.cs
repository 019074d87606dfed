namespace AutoGrad.Data.Tests;

public sealed class DatasetBatchesTests
{
    [Fact]
    public void Batches_GoldenOrder()
    {
        var dataset = Elements.Numbered(10);

        // From an independent implementation of the stream: a change here changes what every seed means.
        Assert.Equal([4, 5, 1, 6, 3, 8, 9, 0, 7, 2], Order(dataset.Batches(3, seed: 7, epoch: 0)));
        Assert.Equal([1, 3, 2, 5, 8, 4, 0, 6, 9, 7], Order(dataset.Batches(3, seed: 7, epoch: 3)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(32)]
    [InlineData(50)]
    [InlineData(100)]
    [InlineData(1000)]
    public void Batches_HoldEachRowOncePerEpoch(int batchSize)
    {
        var dataset = Elements.Numbered(100);
        for (int epoch = 0; epoch < 3; epoch++)
            Assert.Equal(Enumerable.Range(0, 100), Order(dataset.Batches(batchSize, seed: 1, epoch)).Order());
    }

    [Fact]
    public void Batches_HoldTheRowsTheyName()
    {
        foreach (var batch in Elements.Numbered(10).Batches(batchSize: 4, seed: 1, epoch: 0))
        {
            var (x, y) = batch;
            Assert.Equal([batch.Rows.Count, 2], x.Lengths.ToArray());
            Assert.Equal(batch.Rows.SelectMany(row => new[] { 10.0 * row, 10.0 * row + 1 }), Elements.Of(x));
            Assert.Equal(batch.Rows.Select(row => (double)(row % 3)), Elements.Of(y));
        }
    }

    [Fact]
    public void Batches_SameSeedAndEpoch_SameOrder()
    {
        var dataset = Elements.Numbered(100);

        Assert.Equal(Order(dataset.Batches(32, seed: 7, epoch: 3)), Order(dataset.Batches(32, seed: 7, epoch: 3)));
        Assert.NotEqual(Order(dataset.Batches(32, seed: 7, epoch: 3)), Order(dataset.Batches(32, seed: 7, epoch: 4)));
        Assert.NotEqual(Order(dataset.Batches(32, seed: 7, epoch: 3)), Order(dataset.Batches(32, seed: 8, epoch: 3)));
    }

    [Fact]
    public void Batches_OrderDoesNotDependOnTheBatchSize()
    {
        var dataset = Elements.Numbered(100);

        Assert.Equal(Order(dataset.Batches(32, seed: 7, epoch: 3)), Order(dataset.Batches(7, seed: 7, epoch: 3)));
    }

    [Fact]
    public void Batches_LastSmallerOne_IsKeptOrDropped()
    {
        var dataset = Elements.Numbered(10);

        Assert.Equal([4, 4, 2], dataset.Batches(4, seed: 1, epoch: 0).Select(batch => batch.Rows.Count));
        Assert.Equal([4, 4], dataset.Batches(4, seed: 1, epoch: 0, dropLast: true).Select(batch => batch.Rows.Count));
        Assert.Equal([5, 5], dataset.Batches(5, seed: 1, epoch: 0, dropLast: true).Select(batch => batch.Rows.Count));
        Assert.Equal([5, 5], dataset.Batches(5, seed: 1, epoch: 0).Select(batch => batch.Rows.Count));
    }

    [Fact]
    public void BatchesInOrder_KeepTheOrderOfTheDataSet()
    {
        var batches = Elements.Numbered(10).BatchesInOrder(4);

        Assert.Equal(Enumerable.Range(0, 10), Order(batches));
        Assert.Equal(3, batches.Count);
        Assert.Equal(2, Elements.Numbered(10).BatchesInOrder(4, dropLast: true).Count);
    }

    [Fact]
    public void BatchList_Indexed_MakesFreshTensors()
    {
        var batches = Elements.Numbered(10).BatchesInOrder(4);
        batches[2].Features[0, 0] = -1;

        Assert.Equal([80, 81, 90, 91], Elements.Of(batches[2].Features));
    }

    [Fact]
    public void Batches_SizeBelowOne_Throws()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Elements.Numbered(3).Batches(0, seed: 1, epoch: 0));
        Assert.Equal("Dataset.Batches: needs batchSize of at least 1, got 0. (Parameter 'batchSize')", error.Message);

        error = Assert.Throws<ArgumentOutOfRangeException>(() => Elements.Numbered(3).BatchesInOrder(-2));
        Assert.Equal("Dataset.BatchesInOrder: needs batchSize of at least 1, got -2. (Parameter 'batchSize')", error.Message);
    }

    [Fact]
    public void Batches_NegativeEpoch_Throws()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Elements.Numbered(3).Batches(1, seed: 1, epoch: -1));
        Assert.Equal("Dataset.Batches: needs epoch of at least 0, got -1. (Parameter 'epoch')", error.Message);
    }

    [Fact]
    public void Batches_AllDropped_Throws()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(
            () => Elements.Numbered(3).Batches(4, seed: 1, epoch: 0, dropLast: true));
        Assert.Equal(
            "Dataset.Batches: needs batchSize of at most 3, the rows, where the last batch is dropped, got 4. (Parameter 'batchSize')",
            error.Message);
    }

    [Fact]
    public void BatchList_IndexOutOfRange_Throws()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Elements.Numbered(3).BatchesInOrder(2)[2]);
        Assert.Equal("BatchList: needs index in [0, 2), got 2. (Parameter 'index')", error.Message);
    }

    private static IEnumerable<int> Order(BatchList<double> batches) => batches.SelectMany(batch => batch.Rows);
}
