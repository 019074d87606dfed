using System.Numerics;

namespace AutoGrad.Tests.Kernels;

public class ShortRunsTests
{
    [Fact]
    public void SinCosAndTanh_HaveTheSameBitsAtEveryAddress()
    {
        Check<float>();
        Check<double>();
    }

    private static void Check<T>() where T : unmanaged, IFloatingPointIeee754<T>
    {
        var random = new Random(4);
        for (var i = 0; i < 50; i++)
        {
            var values = new T[random.Next(1, 400)];
            for (var j = 0; j < values.Length; j++)
                values[j] = T.CreateTruncating(((4 * random.NextDouble()) - 2) * (random.Next(50) == 0 ? 300 : 1));
            CheckOffsets<T>(values, AutoGrad.Kernels.ShortRuns.Sin);
            CheckOffsets<T>(values, AutoGrad.Kernels.ShortRuns.Cos);
            CheckOffsets<T>(values, AutoGrad.Kernels.Hyperbolics.Tanh);
        }
    }

    private delegate void Function<T>(ReadOnlySpan<T> x, Span<T> y);

    private static void CheckOffsets<T>(T[] values, Function<T> function)
    {
        var expected = new T[values.Length];
        function(values, expected);
        for (var offset = 1; offset < 9; offset++)
        {
            var (x, y) = (new T[values.Length + offset], new T[values.Length + offset]);
            values.CopyTo(x, offset);
            function(x.AsSpan(offset), y.AsSpan(offset));
            Assert.Equal(expected, y[offset..]);
        }
    }
}
