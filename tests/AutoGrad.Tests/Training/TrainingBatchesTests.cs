namespace AutoGrad.Tests.Training;

public sealed class TrainingBatchesTests
{
    private static Variable<float> Rows(int count) => Variable.Create<float>([.. Enumerable.Range(0, 2 * count).Select(i => (float)(i / 2))], [count, 2]);

    private static Variable<float> Labels(int count) => Variable.Vector<float>([.. Enumerable.Range(0, count).Select(i => (float)i)]);

    [Fact]
    public void OfRows_HasEachRowOnce_WithItsTarget_InAnOrderOfTheEpoch()
    {
        var batches = new TrainingBatches<float>(Rows(10), Labels(10), batchSize: 4, seed: 3);
        Assert.Equal(3, batches.Count);
        var orders = Enumerable.Range(0, 2).Select(epoch => batches.OfEpoch(epoch).ToArray()).ToArray();
        foreach (var order in orders)
        {
            Assert.Equal([4, 4, 2], order.Select(batch => batch.X.Shape[0]));
            Assert.Equal(Enumerable.Range(0, 10).Select(i => (float)i), order.SelectMany(batch => batch.Target.ToArray()).Order());
            Assert.All(order, batch => Assert.Equal(batch.Target.ToArray().SelectMany(label => new[] { label, label }), batch.X.ToArray()));
        }
        Assert.NotEqual(Order(orders[0]), Order(orders[1]));
        Assert.Equal(Order(orders[1]), Order([.. batches.OfEpoch(1)]));

        static float[] Order((Variable<float> X, Variable<float> Target)[] batches) => [.. batches.SelectMany(batch => batch.Target.ToArray())];
    }

    [Fact]
    public void OfRows_WithoutASeed_KeepsTheOrder() =>
        Assert.Equal(Labels(5).ToArray(), new TrainingBatches<float>(Rows(5), Labels(5), 2, seed: null).OfEpoch(7).SelectMany(batch => batch.Target.ToArray()));

    [Fact]
    public void WhatDoesNotFit_IsRefused()
    {
        Assert.Equal("TrainingBatches: needs x [rows, ..] and target [rows, ..] with equally many rows, at least one, got x [3, 2] and target [4].",
            Assert.Throws<ShapeException>(() => new TrainingBatches<float>(Rows(3), Labels(4), 2, 1)).Message);
        Assert.Equal("TrainingBatches: needs a batchSize of at least 1, got 0. (Parameter 'batchSize')",
            Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingBatches<float>(Rows(3), Labels(3), 0, 1)).Message);
        Assert.Equal("TrainingBatches: needs a count of at least 1, got 0. (Parameter 'count')",
            Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingBatches<float>(0, _ => [])).Message);
    }
}
