namespace AutoGrad.Tests;

public sealed class RandomStreamTests
{
    // The golden values come from an independent implementation in another language: a change here changes what every seed means.
    [Fact]
    public void NextUInt32_GoldenValues()
    {
        var random = new RandomStream(7);
        uint[] words = [.. Enumerable.Range(0, 6).Select(_ => random.NextUInt32())];
        Assert.Equal([0xf4607a2d, 0xc009f9dc, 0x1d3aba42, 0x15edac82, 0x682e8e9b, 0xcb97bc13], words);

        var fork = random.Fork(3);
        uint[] forked = [.. Enumerable.Range(0, 4).Select(_ => fork.NextUInt32())];
        Assert.Equal([0x97b356d9, 0x1fb03c42, 0x29a796e8, 0x998b4610], forked);
    }

    [Fact]
    public void FillUniform_GoldenValues()
    {
        Assert.Equal([0.7501522221031126, 0.0856578653012815, 0.7952840373401903, 0.9578541904156558], Uniform<double>(7, 4));
        Assert.Equal([0.7501522221031126f, 0.0856578653012815f, 0.7952840373401903f, 0.9578541904156558f], Uniform<float>(7, 4));
    }

    [Fact]
    public void FillNormal_GoldenValues()
    {
        double[] expected =
            [0.6749688500369042, -1.367988324959371, 0.824893731791029, 1.726310211934693, -2.388740781910107, 1.0307908086210131];

        var actual = Normal<double>(7, 6);

        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(1, actual[i] / expected[i], tolerance: 5e-16);
    }

    [Fact]
    public void FillNormal_BitsArePinned()
    {
        ulong hash = 14695981039346656037;
        foreach (double number in Normal<double>(7, 10_000))
            hash = (hash ^ BitConverter.DoubleToUInt64Bits(number)) * 1099511628211;

        Assert.Equal(6228832305125639739UL, hash);
    }

    [Fact]
    public void Permutation_GoldenValues()
    {
        Assert.Equal([1, 4, 5, 8, 3, 2, 7, 0, 6, 9], new RandomStream(7).Permutation(10));
        Assert.Equal([9, 4, 1, 10, 6, 8, 2, 11, 3, 0, 5, 7], new RandomStream(42).Permutation(12));
    }

    [Fact]
    public void FillUniform_HasTheMomentsAndDistributionOfAUniform()
    {
        var numbers = Uniform<double>(1, 100_000);

        Assert.Equal(0.5, numbers.Average(), tolerance: 0.004);
        Assert.Equal(1.0 / 12, Variance(numbers), tolerance: 0.001);
        Assert.True(KolmogorovSmirnov(numbers, x => x) < CriticalDistance(numbers.Length));
    }

    [Fact]
    public void FillNormal_HasTheMomentsAndDistributionOfANormal()
    {
        var numbers = Normal<double>(2, 100_000, mean: 3, standardDeviation: 2);

        Assert.Equal(3, numbers.Average(), tolerance: 0.03);
        Assert.Equal(4, Variance(numbers), tolerance: 0.06);
        Assert.Equal(0, numbers.Average(x => Math.Pow((x - 3) / 2, 3)), tolerance: 0.03);
        Assert.Equal(3, numbers.Average(x => Math.Pow((x - 3) / 2, 4)), tolerance: 0.1);
        Assert.True(KolmogorovSmirnov(numbers, x => NormalDistribution((x - 3) / 2)) < CriticalDistance(numbers.Length));
    }

    [Fact]
    public void KolmogorovSmirnov_RejectsAShiftedNormal()
    {
        var numbers = Normal<double>(2, 100_000, mean: 3.05, standardDeviation: 2);

        Assert.False(KolmogorovSmirnov(numbers, x => NormalDistribution((x - 3) / 2)) < CriticalDistance(numbers.Length));
    }

    [Fact]
    public void Next_IsUniformOverItsRange()
    {
        var random = new RandomStream(11);
        var counts = new int[6];
        for (int i = 0; i < 60_000; i++)
            counts[random.Next(6)]++;

        double chiSquared = counts.Sum(count => Math.Pow(count - 10_000, 2) / 10_000);
        Expect.True(chiSquared < 20.5, $"chi-squared with 5 degrees of freedom was {chiSquared}");
    }

    [Fact]
    public void Next_RejectsWhereThe32BitWordsDoNotDivideEvenly()
    {
        // For 3 · 2^29 without rejection, the multiples of 3 would come up twice as often as the others.
        var random = new RandomStream(12);
        int multiples = 0;
        for (int i = 0; i < 30_000; i++)
            multiples += random.Next(3 << 29) % 3 == 0 ? 1 : 0;

        Assert.Equal(10_000, multiples, tolerance: 350.0);
        Assert.True(random.Position > 30_000, "no word was rejected");
    }

    [Fact]
    public void Next_OfOne_IsZero() => Assert.Equal(0, new RandomStream(1).Next(1));

    [Fact]
    public void FloatNumbers_AreTheRoundedDoubleNumbers()
    {
        Assert.Equal(Array.ConvertAll(Uniform<double>(5, 1000), x => (float)x), Uniform<float>(5, 1000));
        Assert.Equal(Array.ConvertAll(Normal<double>(5, 1000, 2, 3), x => (float)x), Normal<float>(5, 1000, 2, 3));
    }

    [Fact]
    public void FillUniform_HighIsExcludedAfterRounding()
    {
        float low = 1;
        float high = MathF.BitIncrement(low);
        var numbers = new float[1000];

        new RandomStream(3).FillUniform<float>(numbers, low, high);

        Assert.All(numbers, number => Assert.Equal(low, number));
    }

    [Fact]
    public void FillUniform_StaysWithinItsBounds()
    {
        var numbers = new double[10_000];

        new RandomStream(3).FillUniform<double>(numbers, -2, 5);

        Assert.All(numbers, number => Assert.InRange(number, -2, Math.BitDecrement(5)));
        Assert.Equal(1.5, numbers.Average(), tolerance: 0.1);
    }

    [Fact]
    public void NextUniform_IsFillUniformOneByOne()
    {
        var random = new RandomStream(8);
        double[] numbers = [.. Enumerable.Range(0, 300).Select(_ => random.NextUniform<double>())];

        Assert.Equal(Uniform<double>(8, 300), numbers);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(129)]
    public void Fill_InParts_GivesTheSameNumbers(int firstPart)
    {
        var random = new RandomStream(9);
        var parts = new double[400];
        random.FillNormal(parts.AsSpan(0, firstPart), 0, 1);
        random.FillNormal(parts.AsSpan(firstPart), 0, 1);

        Assert.Equal(Normal<double>(9, 400), parts);
    }

    [Fact]
    public void Position_Restored_GivesTheSameNumbers()
    {
        var random = new RandomStream(4, 2);
        for (int warmUp = 0; warmUp < 9; warmUp++)
        {
            random.NextUInt32();
            ulong position = random.Position;
            var (word, uniform, permutation) = (random.NextUInt32(), random.NextUniform<float>(), random.Permutation(20));

            var resumed = new RandomStream(random.Seed, random.Stream) { Position = position };
            Assert.Equal(word, resumed.NextUInt32());
            Assert.Equal(uniform, resumed.NextUniform<float>());
            Assert.Equal(permutation, resumed.Permutation(20));
            Assert.Equal(random.Position, resumed.Position);

            random.Position = position;
            Assert.Equal(word, random.NextUInt32());
        }
    }

    [Fact]
    public void Position_CountsTwoWordsForEachNumber()
    {
        var random = new RandomStream(4);
        random.FillNormal(new float[5].AsSpan(), 0, 1);
        random.NextUniform<double>();
        random.NextUInt32();

        Assert.Equal(13UL, random.Position);
    }

    [Fact]
    public void Fork_IsIndependentAndLeavesItsParentInPlace()
    {
        var parent = new RandomStream(6);
        parent.NextUInt32();
        ulong position = parent.Position;
        var fork = parent.Fork(1);

        Assert.Equal(position, parent.Position);
        Assert.Equal((6UL, 1UL, 0UL), (fork.Seed, fork.Stream, fork.Position));

        const int n = 50_000;
        var a = Normal<double>(6, n);
        var b = new double[n];
        fork.FillNormal<double>(b, 0, 1);
        double correlation = a.Zip(b, (x, y) => x * y).Average();
        Assert.Equal(0, correlation, tolerance: 4 / Math.Sqrt(n));
    }

    [Fact]
    public void Fork_OfAFork_IsAForkOfTheSeed()
    {
        var random = new RandomStream(6);

        Assert.Equal(random.Fork(2).NextUInt32(), random.Fork(1).Fork(2).NextUInt32());
    }

    [Fact]
    public void Permutation_HoldsEachNumberOnce()
    {
        var order = new RandomStream(10).Permutation(1000);
        Array.Sort(order);

        Assert.Equal(Enumerable.Range(0, 1000), order);
        Assert.Empty(new RandomStream(10).Permutation(0));
    }

    [Fact]
    public void Shuffle_GivesEachOrderEquallyOften()
    {
        var random = new RandomStream(13);
        var counts = new Dictionary<string, int>();
        for (int i = 0; i < 24_000; i++)
        {
            var letters = "abcd".ToCharArray();
            random.Shuffle(letters.AsSpan());
            string order = new(letters);
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }

        Assert.Equal(24, counts.Count);
        double chiSquared = counts.Values.Sum(count => Math.Pow(count - 1000, 2) / 1000);
        Expect.True(chiSquared < 49.7, $"chi-squared with 23 degrees of freedom was {chiSquared}");
    }

    [Fact]
    public void FillNormal_OfZeroDeviation_IsTheMean() => Assert.All(Normal<float>(1, 10, 4, 0), x => Assert.Equal(4, x));

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    public void Next_NotPositive_Throws(int exclusiveMax)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new RandomStream(1).Next(exclusiveMax));
        Assert.Equal(
            $"RandomStream.Next: needs exclusiveMax of at least 1, got {exclusiveMax}. (Parameter 'exclusiveMax')", error.Message);
    }

    [Fact]
    public void Permutation_Negative_Throws()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new RandomStream(1).Permutation(-1));
        Assert.Equal("RandomStream.Permutation: needs n of at least 0, got -1. (Parameter 'n')", error.Message);
    }

    [Theory]
    [InlineData(1.0, 1.0, "low 1 and high 1")]
    [InlineData(2.0, -1.5, "low 2 and high -1.5")]
    [InlineData(double.NaN, 1.0, "low NaN and high 1")]
    [InlineData(0.0, double.PositiveInfinity, "low 0 and high Infinity")]
    [InlineData(-1.5e308, 1.5e308, "low -1.5E+308 and high 1.5E+308")]
    public void FillUniform_BadBounds_Throws(double low, double high, string got)
    {
        var error = Assert.Throws<ArgumentException>(() => new RandomStream(1).FillUniform(new double[2].AsSpan(), low, high));
        Assert.Equal($"RandomStream.FillUniform: needs finite low < high with a finite difference, got {got}.", error.Message);
    }

    [Theory]
    [InlineData(double.NaN, 1.0, "mean NaN and standardDeviation 1")]
    [InlineData(0.0, -0.5, "mean 0 and standardDeviation -0.5")]
    [InlineData(0.0, double.PositiveInfinity, "mean 0 and standardDeviation Infinity")]
    public void FillNormal_BadMoments_Throws(double mean, double standardDeviation, string got)
    {
        var error = Assert.Throws<ArgumentException>(
            () => new RandomStream(1).FillNormal(new double[2].AsSpan(), mean, standardDeviation));
        Assert.Equal(
            $"RandomStream.FillNormal: needs a finite mean and a finite standardDeviation of at least 0, got {got}.", error.Message);
    }

    private static T[] Uniform<T>(ulong seed, int n)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        var numbers = new T[n];
        new RandomStream(seed).FillUniform(numbers.AsSpan(), T.Zero, T.One);
        return numbers;
    }

    private static T[] Normal<T>(ulong seed, int n, double mean = 0, double standardDeviation = 1)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        var numbers = new T[n];
        new RandomStream(seed).FillNormal(numbers.AsSpan(), T.CreateChecked(mean), T.CreateChecked(standardDeviation));
        return numbers;
    }

    private static double Variance(double[] numbers)
    {
        double mean = numbers.Average();
        return numbers.Average(x => (x - mean) * (x - mean));
    }

    private static double KolmogorovSmirnov(double[] numbers, Func<double, double> distribution)
    {
        double[] sorted = [.. numbers.Order()];
        double n = sorted.Length;
        return sorted.Select((x, i) => Math.Max(distribution(x) - i / n, (i + 1) / n - distribution(x))).Max();
    }

    // The 1 % level of the distance for a large sample.
    private static double CriticalDistance(int n) => 1.628 / Math.Sqrt(n);

    // Φ(x) = 1/2 + φ(x) (x + x³/3 + x⁵/(3·5) + ...), by its power series: independent of the quantile function under test.
    private static double NormalDistribution(double x)
    {
        double term = x;
        double sum = x;
        for (int i = 3; Math.Abs(term) > 1e-17; i += 2)
        {
            term *= x * x / i;
            sum += term;
        }

        return 0.5 + sum * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
    }
}
