namespace AutoGrad.Data.Tests;

public sealed class DatasetTrainingTests
{
    [Fact]
    public void ForTraining_GivesTheBatchesOfEachEpoch()
    {
        var iris = Iris.Load<float>();
        var batches = iris.ForTraining(batchSize: 40, seed: 3);

        Assert.Equal(4, batches.Count);
        for (int epoch = 0; epoch < 2; epoch++)
        {
            Assert.Equal(
                iris.Batches(40, 3, epoch).SelectMany(batch => Elements.Of(batch.Features)),
                batches.OfEpoch(epoch).SelectMany(batch => batch.X.ToArray()));
            Assert.Equal(
                iris.Batches(40, 3, epoch).SelectMany(batch => Elements.Of(batch.Targets)),
                batches.OfEpoch(epoch).SelectMany(batch => batch.Target.ToArray()));
        }
    }

    [Fact]
    public void ForTraining_WithAugmentations_GivesTheChangedRowsOfEachEpoch()
    {
        var iris = Iris.Load<float>();
        Augmentation<float>[] noise = [Augmentation.Noise<float>(0.5)];
        var batches = iris.ForTraining(batchSize: 40, seed: 3, noise);

        for (int epoch = 0; epoch < 2; epoch++)
        {
            var features = batches.OfEpoch(epoch).SelectMany(batch => batch.X.ToArray()).ToArray();
            Assert.Equal(iris.Batches(40, 3, epoch, augmentations: noise).SelectMany(batch => Elements.Of(batch.Features)), features);
            Assert.NotEqual(iris.Batches(40, 3, epoch).SelectMany(batch => Elements.Of(batch.Features)), features);
        }
    }

    [Fact]
    public void ForEvaluation_KeepsTheOrder_InEveryEpoch()
    {
        var iris = Iris.Load<float>();
        var batches = iris.ForEvaluation(batchSize: 64);

        Assert.Equal(3, batches.Count);
        Assert.Equal(Elements.Of(iris.Targets), batches.OfEpoch(5).SelectMany(batch => batch.Target.ToArray()));
        Assert.Equal("Dataset.BatchesInOrder: needs batchSize of at least 1, got 0. (Parameter 'batchSize')",
            Assert.Throws<ArgumentOutOfRangeException>(() => iris.ForEvaluation(0)).Message);
    }
}
