using AutoGrad.Kernels;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Tests.Kernels.Elementary;

/// <summary>
/// Powers computed in double registers, beside those of the library, which are rounded to 0.52 units; ElementaryAccuracyTests have values to more digits.
/// </summary>
public class DoublePowerTests
{
    private const int Count = 100_000;

    private static readonly double[] Special =
    [
        0, -0d, 1, -1, 2, -2, 0.5, -0.5, 3, -3, 1.5, double.Epsilon, -double.Epsilon, 2.2250738585072009e-308, 2.2250738585072014e-308, double.MaxValue, double.MinValue,
        2251799813685247.5, 2251799813685248.5, -2251799813685249, 4503599627370495.5, 4503599627370495, -4503599627370497, 9007199254740991, 9007199254740992,
        double.PositiveInfinity, double.NegativeInfinity, double.NaN,
    ];

    [Fact]
    public void IsWithin2UnitsInTheLastPlace_AtAnyBits() => Check((random, _) => (AnyBits(random), AnyBits(random)));

    // Results of every exponent, those that vanish and overflow too, from bases of every exponent.
    [Fact]
    public void IsWithin2UnitsInTheLastPlace_WhereverTheResultLies() => Check((random, _) => ToTarget(Math.Abs(AnyBits(random)), random, -1077, 1025));

    [Fact]
    public void IsWithin2UnitsInTheLastPlace_WhereTheResultHasNoLeading1() => Check((random, _) => ToTarget(Math.Abs(AnyBits(random)), random, -1076, -1020));

    [Fact]
    public void IsWithin2UnitsInTheLastPlace_AboutTheLargestNumber() => Check((random, _) => ToTarget(Math.Abs(AnyBits(random)), random, 1023.999999, 1024.000001));

    // Where the exponent of the base changes, and where its logarithm is smallest.
    [Theory]
    [InlineData(0.70710678118654757)]
    [InlineData(1.4142135623730951)]
    [InlineData(1)]
    public void IsWithin2UnitsInTheLastPlace_Around(double center) => Check((random, i) =>
        ToTarget(BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(center) + (i % 4001) - 2000), random, -1077, 1025));

    [Fact]
    public void IsWithin2UnitsInTheLastPlace_BetweenPowersOf2() => Check((random, _) => ToTarget(0.7 + (0.72 * random.NextDouble()), random, -1077, 1025));

    [Fact]
    public void IsWithin2UnitsInTheLastPlace_AtNegativeBases() =>
        Check((random, _) => (20 * (random.NextDouble() - 0.5), random.Next(-300, 301) / (random.Next(4) == 0 ? 2.0 : 1)));

    [Fact]
    public void IsWithin2UnitsInTheLastPlace_AtSubnormalBases() =>
        Check((random, _) => (BitConverter.Int64BitsToDouble(random.NextInt64(1L << random.Next(1, 53))), (2 * random.NextDouble()) - 1));

    [Fact]
    public void WhatADoubleHolds_IsExact()
    {
        (double A, double B)[] pairs =
        [
            .. Enumerable.Range(-1074, 2098).SelectMany(k => new[] { (2.0, (double)k), (0.5, -k), (Math.ScaleB(1, k), 1) }),
            .. Enumerable.Range(-300, 601).SelectMany(k => new[] { (4.0, (double)k), (-2, k), (Math.ScaleB(1, k), 3) }),
        ];
        double[] expected =
        [
            .. Enumerable.Range(-1074, 2098).SelectMany(k => Enumerable.Repeat(Math.ScaleB(1, k), 3)),
            .. Enumerable.Range(-300, 601).SelectMany(k => new[] { Math.ScaleB(1, 2 * k), k % 2 == 0 ? Math.ScaleB(1, k) : -Math.ScaleB(1, k), Math.ScaleB(1, 3 * k) }),
        ];
        Assert.Equal(expected, Run<Register1<double>>(pairs));
    }

    [Fact]
    public void SignsAndSpecialValues_AreThoseOfIeee754()
    {
        (double A, double B)[] pairs = [.. Special.SelectMany(a => Special.Select(b => (a, b)))];
        var y = Run<Register1<double>>(pairs);
        for (var i = 0; i < y.Length; i++)
        {
            var expected = Math.Pow(pairs[i].A, pairs[i].B);
            Expect.True(IsClose(expected, y[i], 1), $"{pairs[i]}: expected {expected:R}, got {y[i]:R}");
        }
    }

    // The number of pairs fills no register, and each register holds what is common beside what is not.
    [Fact]
    public void EveryWidth_GivesTheSameBits()
    {
        var random = new Random(5);
        (double, double)[] pairs =
        [
            .. Special.SelectMany(a => Special.Select(b => (a, b))),
            .. Enumerable.Range(0, 10_000).Select(_ => (AnyBits(random), AnyBits(random))),
            .. Enumerable.Range(0, 10_000).Select(_ => ToTarget(Math.Abs(AnyBits(random)), random, -1077, 1025)),
            .. Enumerable.Range(0, 10_001).Select(_ => (random.NextDouble(), 20 * (random.NextDouble() - 0.5))),
            .. Enumerable.Range(0, 10_002).Select(_ => (random.NextDouble() - 0.5, (double)random.Next(-9, 10))),
        ];
        Assert.NotEqual(0, pairs.Length % 2);
        var expected = Bits(Run<Register1<double>>(pairs));
        Assert.Equal(expected, Bits(Run<Register128<double>>(pairs)));
        Assert.Equal(expected, Bits(Run<Register256<double>>(pairs)));
        Assert.Equal(expected, Bits(Run<Register512<double>>(pairs)));
    }

    private static void Check(Func<Random, int, (double A, double B)> pair)
    {
        var random = new Random(3);
        (double A, double B)[] pairs = [.. Enumerable.Range(0, Count).Select(i => pair(random, i))];
        var y = new double[Count];
        Power.Pow<double>(Array.ConvertAll(pairs, p => p.A), Array.ConvertAll(pairs, p => p.B), y);
        for (var i = 0; i < Count; i++)
        {
            var expected = Math.Pow(pairs[i].A, pairs[i].B);
            Expect.True(IsClose(expected, y[i], 2), $"{pairs[i]}: expected {expected:R}, got {y[i]:R}");
        }
    }

    // The same, sign and all, or as near as the units allow, which are places among all doubles up to infinity.
    private static bool IsClose(double expected, double actual, long units)
    {
        if (double.IsNaN(expected) || double.IsNaN(actual))
            return double.IsNaN(expected) && double.IsNaN(actual);
        return double.IsNegative(expected) == double.IsNegative(actual)
            && Math.Abs(BitConverter.DoubleToInt64Bits(Math.Abs(expected)) - BitConverter.DoubleToInt64Bits(Math.Abs(actual))) <= units;
    }

    private static double AnyBits(Random random) => BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));

    // The exponent b that gives a power of a between two powers of 2.
    private static (double A, double B) ToTarget(double a, Random random, double low, double high) =>
        (a, (((high - low) * random.NextDouble()) + low) / Math.Log2(a));

    private static double[] Run<V>((double A, double B)[] pairs) where V : struct, IRegister<double, V>
    {
        var y = new double[pairs.Length];
        RegisterMap.ApplyIn<double, PowerFunction<double, DoublePower>, V>(Array.ConvertAll(pairs, p => p.A), Array.ConvertAll(pairs, p => p.B), y);
        return y;
    }

    // One NaN is as good as another.
    private static long[] Bits(double[] y) => Array.ConvertAll(y, value => BitConverter.DoubleToInt64Bits(double.IsNaN(value) ? double.NaN : value));
}
