using FsCheck;
using FsCheck.Fluent;

namespace AutoGrad.Testing.Tests;

public class SamplesTests
{
    [Fact]
    public void OfOneShape_StaysWithinTheRanks()
    {
        var samples = Draw(Samples.OfOneShape(2, 1, 3));
        Assert.All(samples, sample => Assert.Equal(sample.Shapes[0], sample.Shapes[1]));
        Assert.Equal([1, 2, 3], samples.Select(sample => sample.Shapes[0].Rank).Distinct().Order());
        Assert.All(samples, sample => Assert.All(sample.Shapes[0], length => Assert.InRange(length, 1, 4)));
    }

    [Fact]
    public void OfOneShape_WithEmptyOnes_HasAxesOfLengthZero() =>
        Assert.Contains(Draw(Samples.OfOneShape(withEmpty: true)), sample => sample.Shapes[0].Size == 0);

    [Fact]
    public void Broadcastable_GivesShapesThatBroadcast_OfManyKinds()
    {
        var samples = Draw(Samples.Broadcastable(3, withEmpty: true));
        Assert.All(samples, sample => Sum(sample.Inputs<double>(Domain.Real, Domain.Real, Domain.Real)));
        Assert.Contains(samples, sample => sample.Shapes[0].Rank < sample.Shapes[1].Rank);
        Assert.Contains(samples, sample => sample.Shapes[0].Rank > sample.Shapes[1].Rank);
        Assert.Contains(samples, sample => sample.Shapes[0].Rank == sample.Shapes[1].Rank && !sample.Shapes[0].Equals(sample.Shapes[1]));
    }

    [Fact]
    public void Shrinking_GivesSmallerCasesOfTheSameKind()
    {
        foreach (var samples in new[] { Samples.OfOneShape(2, 1, 3), Samples.Broadcastable() })
        {
            foreach (var sample in Draw(samples))
            {
                foreach (var smaller in samples.Shrinker(sample))
                {
                    Assert.Equal(sample.Seed, smaller.Seed);
                    Assert.True(Weight(smaller) < Weight(sample), $"{smaller} is not smaller than {sample}");
                    Sum(smaller.Inputs<double>(Domain.Real, Domain.Real));
                }
            }
        }
    }

    [Fact]
    public void Inputs_AreTheSameForEverySeed_AndForFloatAndDouble()
    {
        var sample = new Sample([[2, 3], [3]], 5);
        var inputs = sample.Inputs<double>(Domain.Real, Domain.NonZero);
        Assert.Equal(inputs[0].ToArray(), sample.Inputs<double>(Domain.Real, Domain.NonZero)[0].ToArray());
        Assert.Equal(inputs[1].ToArray(), Array.ConvertAll(sample.Inputs<float>(Domain.Real, Domain.NonZero)[1].ToArray(), value => (double)value));
        Assert.NotEqual(inputs[0].ToArray(), (sample with { Seed = 6 }).Inputs<double>(Domain.Real, Domain.NonZero)[0].ToArray());
    }

    private static IReadOnlyList<Sample> Draw(Arbitrary<Sample> samples) => [.. samples.Generator.Sample(100, new Rnd(1), 50)];

    private static Variable<double> Sum(Variable<double>[] inputs) => inputs.Aggregate(Op.Add);

    private static int Weight(Sample sample) => sample.Shapes.Sum(shape => shape.Rank + shape.Sum());
}
