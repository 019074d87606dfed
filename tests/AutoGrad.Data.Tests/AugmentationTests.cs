using System.Numerics.Tensors;

namespace AutoGrad.Data.Tests;

public sealed class AugmentationTests
{
    private static readonly Shape Image = Shape.Create([2, 3, 4]);

    [Fact]
    public void Shift_MovesTheImage_AndEachShiftComesAsOften()
    {
        const int Draws = 9000;
        var shift = Augmentation.Shift<double>(1);
        var random = new RandomStream(1);
        var counts = new Dictionary<(int Down, int Right), int>();
        for (var draw = 0; draw < Draws; draw++)
        {
            var image = Numbers(Image.Size);
            shift(image, Image, random);
            var found = Enumerable.Range(-1, 3).SelectMany(down => Enumerable.Range(-1, 3).Select(right => (Down: down, Right: right)))
                .Single(by => image.SequenceEqual(Moved(by.Down, by.Right)));
            counts[found] = counts.GetValueOrDefault(found) + 1;
        }
        Assert.Equal(9, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 850, 1150));
    }

    [Fact]
    public void Shift_BeyondTheImage_LeavesZeros()
    {
        var shift = Augmentation.Shift<float>(100);
        var random = new RandomStream(3);
        var zeros = 0;
        for (var draw = 0; draw < 50; draw++)
        {
            var image = Array.ConvertAll(Numbers(Image.Size), x => (float)x);
            shift(image, Image, random);
            zeros += image.All(x => x == 0) ? 1 : 0;
        }
        Assert.InRange(zeros, 45, 50);
    }

    [Fact]
    public void Flip_ReversesEachLine_AsOftenAsItShould()
    {
        var random = new RandomStream(1);
        Assert.Equal(0, Flips(0));
        Assert.Equal(1000, Flips(1));
        Assert.InRange(Flips(0.25), 200, 300);

        int Flips(double probability)
        {
            var flip = Augmentation.Flip<double>(probability);
            var count = 0;
            for (var draw = 0; draw < 1000; draw++)
            {
                double[] image = [1, 2, 3, 4, 5, 6];
                flip(image, Shape.Create([1, 2, 3]), random);
                count += image is [3, 2, 1, 6, 5, 4] ? 1 : 0;
                Assert.True(image is [3, 2, 1, 6, 5, 4] or [1, 2, 3, 4, 5, 6]);
            }
            return count;
        }
    }

    [Fact]
    public void Noise_HasItsDeviation()
    {
        var features = new double[20_000];
        Array.Fill(features, 5);
        Augmentation.Noise<double>(0.5)(features, Shape.Create([features.Length]), new RandomStream(1));

        Assert.Equal(5, features.Average(), 0.02);
        Assert.Equal(0.5, Math.Sqrt(features.Average(x => (x - 5) * (x - 5))), 0.01);
    }

    [Fact]
    public void Batches_AreAugmentedByThePlaceInTheEpoch()
    {
        var dataset = Images(20);
        Augmentation<double>[] augmentations = [Augmentation.Shift<double>(1), Augmentation.Flip<double>(), Augmentation.Noise<double>(0.1)];
        double[] Epoch(int batchSize, ulong seed, int epoch) =>
            [.. dataset.Batches(batchSize, seed, epoch, augmentations: augmentations).SelectMany(batch => Elements.Of(batch.Features))];

        Assert.Equal(Epoch(6, 1, 2), Epoch(20, 1, 2));
        Assert.NotEqual(Epoch(6, 1, 2), Epoch(6, 1, 3));
        Assert.NotEqual(Epoch(6, 1, 2), Epoch(6, 2, 2));
        Assert.Equal(Elements.Of(Images(20).Features), Elements.Of(dataset.Features));

        // From the middle of an epoch as well.
        var batches = dataset.Batches(6, seed: 1, epoch: 2, augmentations: augmentations);
        Assert.Equal(Epoch(6, 1, 2)[(6 * 2 * Image.Size)..(6 * 3 * Image.Size)], Elements.Of(batches[2].Features));
        Assert.Equal(batches.SelectMany(batch => batch.Rows), dataset.Batches(6, seed: 1, epoch: 2).SelectMany(batch => batch.Rows));
    }

    [Fact]
    public void Batches_TakeAnAugmentationOfTheUser_AfterTheOthers()
    {
        var batch = Images(3).Batches(3, seed: 1, epoch: 0, augmentations: [(x, _, _) => x.Fill(2), (x, shape, _) => x[0] *= shape.Rank])[0];

        Assert.Equal([6, 2, 2], Elements.Of(batch.Features)[..3]);
        Assert.Equal([6, 2, 2], Elements.Of(batch.Features)[Image.Size..(Image.Size + 3)]);
    }

    [Fact]
    public void ArgumentsOutOfTheirRange_Throw()
    {
        Throws("Augmentation.Shift: needs most of at least 0, got -1. (Parameter 'most')", () => Augmentation.Shift<float>(-1));
        Throws("Augmentation.Flip: needs a probability in [0, 1], got 1.5. (Parameter 'probability')", () => Augmentation.Flip<float>(1.5));
        Throws("Augmentation.Noise: needs a finite deviation of at least 0, got NaN. (Parameter 'deviation')", () => Augmentation.Noise<float>(double.NaN));
        Assert.Equal(
            "Augmentation.Shift: needs features [rows, ..., height, width], got rows of [2].",
            Assert.Throws<ShapeException>(
                () => Elements.Numbered(3).Batches(3, seed: 1, epoch: 0, augmentations: [Augmentation.Shift<double>(1)])[0]).Message);

        static void Throws(string message, Func<object> make) =>
            Assert.Equal(message, Assert.Throws<ArgumentOutOfRangeException>(make).Message);
    }

    private static double[] Moved(int down, int right)
    {
        var moved = new double[Image.Size];
        for (var channel = 0; channel < 2; channel++)
        {
            for (var row = 0; row < 3; row++)
            {
                for (var column = 0; column < 4; column++)
                {
                    var (fromRow, fromColumn) = (row - down, column - right);
                    if (fromRow is >= 0 and < 3 && fromColumn is >= 0 and < 4)
                        moved[(((channel * 3) + row) * 4) + column] = 1 + (((channel * 3) + fromRow) * 4) + fromColumn;
                }
            }
        }
        return moved;
    }

    private static double[] Numbers(int count) => [.. Enumerable.Range(1, count).Select(i => (double)i)];

    private static Dataset<double> Images(int rows) =>
        new(Tensor.Create(Numbers(rows * Image.Size), [rows, 2, 3, 4]), Tensor.Create(new double[rows], [rows]));
}
