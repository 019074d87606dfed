using static AutoGrad.Op;

namespace AutoGrad.Tests.Primitives;

[Collection(nameof(AutoGradSettings))]
public sealed class RandomThreadTests
{
    [Fact]
    public void TheNumberOfThreads_ChangesNothing()
    {
        var one = Draws(1);
        Assert.Equal(one, Draws(4));

        static double[] Draws(int threads)
        {
            var before = AutoGradSettings.Threads;
            try
            {
                AutoGradSettings.Threads = threads;
                var random = new RandomStream(9);
                return [.. Normal<double>([3000], random).ToArray(), .. Gumbel<double>([3000], random).ToArray(), .. Permutation<double>(3000, random).ToArray()];
            }
            finally
            {
                AutoGradSettings.Threads = before;
            }
        }
    }
}
