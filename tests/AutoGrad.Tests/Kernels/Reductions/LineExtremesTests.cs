using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Tests.Kernels;

public class LineExtremesTests
{
    [Fact]
    public void Extremes_OfEveryLengthAndPlace_AreThere()
    {
        foreach (var length in Enumerable.Range(1, 150).Concat([1000, 1023]))
        {
            Check<float>(length);
            Check<double>(length);
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(100)]
    [InlineData(3000)]
    public void NaN_Infinities_AndZerosOfEitherSign_AreOrdered(int length)
    {
        foreach (var place in new[] { 0, length / 2, length - 1 })
        {
            float[] With(float others, float value)
            {
                var x = new float[length];
                Array.Fill(x, others);
                x[place] = value;
                return x;
            }
            Assert.Equal((float.NaN, float.NaN), (LineExtremes<float>.Max(With(1, float.NaN)), LineExtremes<float>.Min(With(1, float.NaN))));
            Assert.Equal((float.NaN, float.NaN), (LineExtremes<float>.Max(With(float.PositiveInfinity, float.NaN)), LineExtremes<float>.Min(With(float.NegativeInfinity, float.NaN))));
            Assert.Equal((float.PositiveInfinity, 1), (LineExtremes<float>.Max(With(1, float.PositiveInfinity)), LineExtremes<float>.Min(With(1, float.PositiveInfinity))));
            Assert.Equal((1, float.NegativeInfinity), (LineExtremes<float>.Max(With(1, float.NegativeInfinity)), LineExtremes<float>.Min(With(1, float.NegativeInfinity))));
            Assert.Equal((false, true), (float.IsNegative(LineExtremes<float>.Max(With(-0f, 0f))), float.IsNegative(LineExtremes<float>.Min(With(-0f, 0f)))));
            Assert.Equal((false, true), (float.IsNegative(LineExtremes<float>.Max(With(0f, -0f))), float.IsNegative(LineExtremes<float>.Min(With(0f, -0f)))));
        }
    }

    // What lies around the line must not count.
    private static void Check<T>(int length) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var place = 0; place < length; place += length > 150 ? 61 : 1)
        {
            var x = new T[length + 40];
            Array.Fill(x, T.NaN);
            var line = x.AsSpan(20, length);
            line.Fill(T.One);
            line[place] = T.CreateTruncating(2);
            Assert.Equal(T.CreateTruncating(2), LineExtremes<T>.Max(line));
            Assert.Equal(length == 1 ? T.CreateTruncating(2) : T.One, LineExtremes<T>.Min(line));
            line[place] = T.CreateTruncating(-2);
            Assert.Equal(T.CreateTruncating(-2), LineExtremes<T>.Min(line));
            Assert.Equal(length == 1 ? T.CreateTruncating(-2) : T.One, LineExtremes<T>.Max(line));
        }
    }
}
