using AutoGrad.Kernels;
using AutoGrad.Kernels.Fused;
using AutoGrad.Kernels.Singles;

namespace AutoGrad.Tests.Kernels.Singles;

/// <summary>Powers computed in float registers. The reference is the power in double, whose error is nothing beside a unit of 2⁻²³.</summary>
public class SinglePowerTests
{
    private const int Count = 150_000;

    private static readonly float[] Special =
    [
        0, -0f, 1, -1, 2, -2, 0.5f, -0.5f, 3, -3, 1.5f, float.Epsilon, -float.Epsilon, 1.1754942e-38f, 1.1754944e-38f, float.MaxValue, float.MinValue,
        4194303.5f, 4194304.5f, -4194305, 8388607.5f, 8388607, -8388609, 16777215, 16777216, float.PositiveInfinity, float.NegativeInfinity, float.NaN,
    ];

    [Fact]
    public void IsWithin2UnitsInTheLastPlace_AtAnyBits() => Check((random, _) => (AnyBits(random), AnyBits(random)));

    // Results of every exponent, those that vanish and overflow too, from bases of every exponent.
    [Fact]
    public void IsWithin2UnitsInTheLastPlace_WhereverTheResultLies() => Check((random, _) => ToTarget(MathF.Abs(AnyBits(random)), random));

    // Where the exponent of the base changes, and where its logarithm is smallest.
    [Theory]
    [InlineData(0.70710678)]
    [InlineData(1.41421356)]
    [InlineData(1)]
    public void IsWithin2UnitsInTheLastPlace_Around(double center) => Check((random, i) =>
        ToTarget(BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits((float)center) + (i % 4001) - 2000), random));

    [Fact]
    public void IsWithin2UnitsInTheLastPlace_BetweenPowersOf2() => Check((random, _) => ToTarget((float)(0.7 + (0.72 * random.NextDouble())), random));

    [Fact]
    public void IsWithin2UnitsInTheLastPlace_AtNegativeBases() =>
        Check((random, _) => ((float)(20 * (random.NextDouble() - 0.5)), random.Next(-60, 61) / (random.Next(4) == 0 ? 2f : 1)));

    [Fact]
    public void IsWithin2UnitsInTheLastPlace_AtSubnormalBases() =>
        Check((random, _) => (BitConverter.Int32BitsToSingle(random.Next(1 << 23)), (float)((2 * random.NextDouble()) - 1)));

    [Fact]
    public void WhatAFloatHolds_IsExact()
    {
        var pairs = new List<(float A, float B)>();
        for (var b = 0; b <= 24; b++)
        {
            for (var a = -4096; a <= 4096 && b > 1; a++)
            {
                if (Math.Abs(Math.Pow(a, b)) <= 1 << 24)
                    pairs.AddRange([(a, b), (a / 64f, b)]);
            }
        }
        pairs.AddRange(Enumerable.Range(1, 4096).SelectMany(root => new[] { ((float)root * root, 0.5f), ((float)root * root / 4096, 0.5f) }));
        pairs.AddRange(Enumerable.Range(-149, 277).SelectMany(k => new[] { (2f, (float)k), (0.5f, -k), (MathF.ScaleB(1, k), 1) }));
        var y = Run<Register1<float>>([.. pairs]);
        for (var i = 0; i < y.Length; i++)
        {
            // What lies below all floats has no exact value.
            var expected = Math.Pow(pairs[i].A, pairs[i].B);
            if ((float)expected == expected)
                Expect.True(y[i] == expected, $"{pairs[i]}: expected {expected:R}, got {y[i]:R}");
        }
    }

    [Fact]
    public void SignsAndSpecialValues_AreThoseOfIeee754()
    {
        (float A, float B)[] pairs = [.. Special.SelectMany(a => Special.Select(b => (a, b)))];
        var y = Run<Register1<float>>(pairs);
        for (var i = 0; i < y.Length; i++)
        {
            var expected = (float)Math.Pow(pairs[i].A, pairs[i].B);
            Expect.True(IsClose(expected, expected, y[i], 1), $"{pairs[i]}: expected {expected:R}, got {y[i]:R}");
        }
    }

    // The number of pairs fills no register, and each register holds what is common beside what is not.
    [Fact]
    public void EveryWidth_GivesTheSameBits()
    {
        var random = new Random(5);
        (float, float)[] pairs =
        [
            .. Special.SelectMany(a => Special.Select(b => (a, b))),
            .. Enumerable.Range(0, 20_000).Select(_ => (AnyBits(random), AnyBits(random))),
            .. Enumerable.Range(0, 20_000).Select(_ => ToTarget(MathF.Abs(AnyBits(random)), random)),
            .. Enumerable.Range(0, 20_001).Select(_ => ((float)random.NextDouble(), (float)(20 * (random.NextDouble() - 0.5)))),
            .. Enumerable.Range(0, 20_002).Select(_ => ((float)(random.NextDouble() - 0.5), (float)random.Next(-9, 10))),
        ];
        Assert.NotEqual(0, pairs.Length % 4);
        var expected = Bits(Run<Register1<float>>(pairs));
        Assert.Equal(expected, Bits(Run<Register128<float>>(pairs)));
        Assert.Equal(expected, Bits(Run<Register256<float>>(pairs)));
        Assert.Equal(expected, Bits(Run<Register512<float>>(pairs)));
    }

    private static void Check(Func<Random, int, (float A, float B)> pair)
    {
        var random = new Random(3);
        (float A, float B)[] pairs = [.. Enumerable.Range(0, Count).Select(i => pair(random, i))];
        var y = new float[Count];
        RegisterMap.Apply<float, PowerFunction<float, SinglePower>>(Array.ConvertAll(pairs, p => p.A), Array.ConvertAll(pairs, p => p.B), y);
        for (var i = 0; i < Count; i++)
        {
            var expected = Math.Pow(pairs[i].A, pairs[i].B);
            Expect.True(IsClose(expected, (float)expected, y[i], 2), $"{pairs[i]}: expected {expected:R}, got {y[i]:R}");
        }
    }

    // The same, sign and all, or ordinary and as near as the units allow. About the largest float, either side of it is near.
    private static bool IsClose(double expected, float rounded, float actual, double units)
    {
        if (rounded.Equals(actual))
            return float.IsNaN(actual) || float.IsNegative(rounded) == float.IsNegative(actual);
        if (!double.IsFinite(expected))
            return false;
        var size = MathF.Min(MathF.Abs(rounded), MathF.BitDecrement(float.MaxValue));
        var unit = (double)MathF.BitIncrement(size) - size;
        var value = float.IsInfinity(actual) ? Math.CopySign(Math.ScaleB(1, 128), actual) : actual;
        return Math.Abs(value - expected) <= units * unit;
    }

    private static float AnyBits(Random random) => BitConverter.Int32BitsToSingle((int)random.NextInt64(int.MinValue, 1L << 31));

    // The exponent b that gives a power of a from 2^-152 to 2^129.
    private static (float A, float B) ToTarget(float a, Random random) => (a, (float)(((281 * random.NextDouble()) - 152) / Math.Log2(a)));

    private static float[] Run<V>((float A, float B)[] pairs) where V : struct, IRegister<float, V>
    {
        var y = new float[pairs.Length];
        RegisterMap.ApplyIn<float, PowerFunction<float, SinglePower>, V>(Array.ConvertAll(pairs, p => p.A), Array.ConvertAll(pairs, p => p.B), y);
        return y;
    }

    // One NaN is as good as another.
    private static int[] Bits(float[] y) => Array.ConvertAll(y, value => BitConverter.SingleToInt32Bits(float.IsNaN(value) ? float.NaN : value));
}
