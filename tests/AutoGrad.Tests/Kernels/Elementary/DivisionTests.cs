using System.Globalization;
using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Tests.Kernels;

/// <summary>The remainder and the floor of a quotient against whole numbers of any size, for divisors and dividends of all magnitudes.</summary>
public class DivisionTests
{
    [Fact]
    public void Double_IsExact_ForAllMagnitudes() => Check<double>(-1070, 1020, 53, 1074);

    [Fact]
    public void Float_IsExact_ForAllMagnitudes() => Check<float>(-145, 124, 24, 149);

    [Fact]
    public void SpecialValues_AreThoseOfOneElement()
    {
        Special<double>();
        Special<float>();
    }

    // Beside the multiples of the divisor, the quotient is rounded to a whole number on the wrong side.
    [Fact]
    public void BesideMultiples_IsExact()
    {
        var random = new Random(5);
        var (a, b) = (new double[4000], new double[4000]);
        for (var i = 0; i < a.Length; i++)
        {
            b[i] = random.NextDouble() + 0.5;
            a[i] = b[i] * Math.Floor(Math.ScaleB(1 + random.NextDouble(), random.Next(54)));
            a[i] = (i % 3) switch { 0 => a[i], 1 => Math.BitDecrement(a[i]), _ => -Math.BitIncrement(a[i]) };
        }
        Check(a, b, 1074);
    }

    private static void Check<T>(int least, int most, int digits, int places) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var random = new Random(3);
        var (a, b) = (new T[6001], new T[6001]);
        for (var i = 0; i < a.Length; i++)
        {
            // Near magnitudes, far ones, and a whole quotient.
            // A hundred times as much is finite.
            var exponent = random.Next(least, most - 8);
            b[i] = Draw(exponent);
            a[i] = (i % 4) switch
            {
                0 => Draw(Math.Min(most, exponent + random.Next(60))),
                1 => Draw(random.Next(least, most)),
                2 => b[i] * T.CreateTruncating(random.Next(-100, 100)),
                _ => Draw(Math.Clamp(exponent + random.Next(-3, 3), least, most)),
            };
            b[i] = b[i] == T.Zero ? T.One : b[i];
        }
        Check(a, b, places);

        T Draw(int exponent) => T.ScaleB(T.CreateTruncating(random.NextInt64(1L << digits)) * T.CreateTruncating((random.Next(2) * 2) - 1), exponent - digits);
    }

    private static void Check<T>(T[] a, T[] b, int places) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (remainders, quotients) = (new T[a.Length], new T[a.Length]);
        Division.Remainder<T>(a, b, remainders);
        Division.FloorQuotient<T>(a, b, quotients);
        for (var i = 0; i < a.Length; i++)
        {
            var (dividend, divisor) = (Whole(a[i], places), Whole(b[i], places));
            var remainder = BigInteger.Remainder(dividend, divisor);
            var quotient = BigInteger.Divide(dividend, divisor);
            var where = $"{a[i]:R} and {b[i]:R} in {typeof(T).Name}";
            if (!remainder.IsZero && remainder.Sign != divisor.Sign)
            {
                // Rounded once, from two exact numbers.
                Assert.Equal(remainder, Whole(a[i] % b[i], places));
                var exact = (a[i] % b[i]) + b[i];
                Expect.True(remainders[i] == exact, $"{where}: {remainders[i]:R}, not {exact:R}");
                quotient--;
            }
            else
            {
                Expect.True(Whole(remainders[i], places) == remainder, $"{where}: {remainders[i]:R}");
            }
            var rounded = T.Parse(quotient.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            // A quotient of more digits than the type has is rounded three times.
            var allowed = T.Abs(rounded) < T.ScaleB(T.One, T.One is float ? 24 : 52) || !T.IsFinite(rounded) ? T.Zero : (T.BitIncrement(T.Abs(rounded)) - T.Abs(rounded)) * T.CreateChecked(2);
            Expect.True(quotients[i] == rounded || T.Abs(quotients[i] - rounded) <= allowed, $"{where}: {quotients[i]:R}, not {rounded:R}");
        }
    }

    // In units of the least number of the type.
    private static BigInteger Whole<T>(T x, int places) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var bits = BitConverter.DoubleToInt64Bits(double.CreateChecked(x));
        var exponent = (int)((bits >> 52) & 0x7FF);
        var mantissa = (bits & 0xFFFFFFFFFFFFF) | (exponent == 0 ? 0 : 1L << 52);
        var shift = Math.Max(exponent, 1) - 1075 + places;
        var whole = shift >= 0 ? (BigInteger)mantissa << shift : (BigInteger)mantissa >> -shift;
        return bits < 0 ? -whole : whole;
    }

    private static void Special<T>() where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] values = [T.Zero, T.NegativeZero, T.One, -T.One, T.Epsilon, T.NaN, T.PositiveInfinity, T.NegativeInfinity, T.CreateChecked(7), T.CreateChecked(-2.5)];
        var a = values.SelectMany(x => Enumerable.Repeat(x, values.Length)).ToArray();
        var b = Enumerable.Repeat(values, values.Length).SelectMany(x => x).ToArray();
        var (remainders, quotients) = (new T[a.Length], new T[a.Length]);
        Division.Remainder<T>(a, b, remainders);
        Division.FloorQuotient<T>(a, b, quotients);
        for (var i = 0; i < a.Length; i++)
        {
            var remainder = a[i] % b[i];
            var other = remainder != T.Zero && T.IsNegative(remainder) != T.IsNegative(b[i]);
            Assert.Equal(other ? remainder + b[i] : remainder, remainders[i]);
            Assert.Equal(T.IsNegative(remainder), other || T.IsNaN(remainder) ? T.IsNegative(remainder) : T.IsNegative(remainders[i]));
            Assert.Equal(b[i] == T.Zero ? a[i] / b[i] : T.Round((a[i] - remainder) / b[i]) - (other ? T.One : T.Zero), quotients[i]);
        }
    }
}
