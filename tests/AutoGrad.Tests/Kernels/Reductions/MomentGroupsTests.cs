using System.Numerics;
using AutoGrad.Kernels;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Tests.Kernels;

public class MomentGroupsTests
{
    [Fact]
    public void LinesInRegistersOfEveryWidth_HaveTheBitsThatEachHasByItself()
    {
        Check<float>(16, 1024);
        Check<double>(8, 512);
    }

    private static void Check<T>(int shortest, int longest) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var length = shortest; length <= longest; length += 1 + (length / 40))
        {
            const int Lines = 37;
            var values = new double[Lines * length];
            new RandomStream(6).FillNormal<double>(values, 100, 1);
            values[(7 * length) + 2] = double.NaN;
            values[(8 * length) + 2] = double.PositiveInfinity;
            var x = Array.ConvertAll(values, T.CreateTruncating);
            Assert.True(LineSum<T>.HasLanes(length));
            var (expected, distances) = (new T[Lines], new T[Lines]);
            for (var i = 0; i < Lines; i++)
            {
                var line = x.AsSpan(i * length, length);
                distances[i] = LineSum<T>.SumOfDistances(line, line[0]);
                expected[i] = LineSum<T>.SumOfSquares(line, line[0], distances[i] / T.CreateTruncating(length));
            }
            T[] In<V>() where V : struct, IRegister<T, V>
            {
                var (y, sums) = (new T[Lines + 1], new T[Lines]);
                MomentGroups<T>.In<V>(x, length % 2 == 0 ? sums : default, y.AsSpan(0, Lines), length, true);
                Assert.Equal(length % 2 == 0 ? distances : new T[Lines], sums);
                Assert.Equal(T.Zero, y[^1]);
                return y[..^1];
            }
            Assert.Equal(expected, In<Register1<T>>());
            Assert.Equal(expected, In<Register128<T>>());
            Assert.Equal(expected, In<Register256<T>>());
            Assert.Equal(expected, In<Register512<T>>());
        }
    }
}
