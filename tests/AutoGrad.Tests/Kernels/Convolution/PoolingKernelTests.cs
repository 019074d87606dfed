using static AutoGrad.Op;

namespace AutoGrad.Tests.Kernels.Convolution;

[Collection(nameof(AutoGradSettings))]
public class PoolingKernelTests
{
    private static readonly Func<Variable<float>, Variable<float>>[] Operations =
    [
        x => MaxPool(x, 3, stride: 2, padding: 1), x => MaxPool(x, 2), x => AveragePool(x, 2), x => AveragePool(x, 3, stride: 1, padding: Padding.Same), x => AdaptiveMaxPool(x, 7),
        x => UpsampleLinear(x, [61, 190]), x => Unfold(x, 3, padding: 1), x => Fold(Unfold(x, [3, 2]), [64, 96], [3, 2]),
    ];

    [Fact]
    public void Operations_OnMoreThreads_GiveTheSameBits()
    {
        var random = new Random(3);
        var x = Variable.Create(Array.ConvertAll(new float[3 * 11 * 64 * 96], _ => (float)random.NextDouble()), [3, 11, 64, 96]);
        var threads = AutoGradSettings.Threads;
        try
        {
            foreach (var operation in Operations)
            {
                AutoGradSettings.Threads = 1;
                var (one, oneBar) = (operation(x).ToArray(), Differentiate.Gradient(v => Sum(Square(operation(v))), x).ToArray());
                foreach (var count in new[] { 2, 3, 8 })
                {
                    AutoGradSettings.Threads = count;
                    Assert.Equal(one, operation(x).ToArray());
                    Assert.Equal(oneBar, Differentiate.Gradient(v => Sum(Square(operation(v))), x).ToArray());
                }
            }
        }
        finally
        {
            AutoGradSettings.Threads = threads;
        }
    }
}
