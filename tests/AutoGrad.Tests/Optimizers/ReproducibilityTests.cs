using static AutoGrad.Loss;

namespace AutoGrad.Tests.Optimizers;

/// <summary>One seed gives one result, bit for bit.</summary>
[Collection(nameof(AutoGradSettings))]
public class ReproducibilityTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void Training_GivesTheSameWeights_OnAnyNumberOfThreads(int threads) => Assert.Equal(Train(threads: 1), Train(threads));

    [Fact]
    public void Training_GivesOtherWeights_FromAnotherSeed() => Assert.NotEqual(Train(threads: 1), Train(threads: 1, seed: 2));

    /// <summary>The bits of all weights after a few steps of a network that is large enough for its products to be split.</summary>
    private static int[] Train(int threads, ulong seed = 1)
    {
        var before = AutoGradSettings.Threads;
        AutoGradSettings.Threads = threads;
        try
        {
            var random = new RandomStream(seed);
            var model = new Sequential<float>(new Linear<float>(256, 512, random), new Tanh<float>(), new Linear<float>(512, 10, random));
            var optimizer = new Adam<float>(model.Parameters);
            var pixels = new float[128 * 256];
            for (var step = 0; step < 3; step++)
            {
                random.FillNormal<float>(pixels, 0, 1);
                var labels = Variable.Vector<float>([.. Enumerable.Range(0, 128).Select(_ => (float)random.Next(10))]);
                using var tape = new Tape<float>();
                optimizer.Minimize(CrossEntropy(model.Forward(Variable.Create<float>(pixels, [128, 256])), labels));
            }
            return [.. model.Parameters.SelectMany(parameter => parameter.Variable.ToArray()).Select(BitConverter.SingleToInt32Bits)];
        }
        finally
        {
            AutoGradSettings.Threads = before;
        }
    }
}
