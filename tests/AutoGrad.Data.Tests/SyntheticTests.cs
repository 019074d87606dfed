namespace AutoGrad.Data.Tests;

public sealed class SyntheticTests
{
    [Fact]
    public void Moons_WithoutNoise_AreTwoHalfCircles()
    {
        var moons = Synthetic.Moons<double>(101, noise: 0, seed: 1);

        Assert.Equal([101, 2], moons.Features.Lengths.ToArray());
        Assert.Equal(["0", "1"], moons.ClassNames);
        foreach (var (x, y, kind) in Points(moons))
        {
            var (a, b) = kind == 0 ? (x, y) : (x - 1, 0.5 - y);
            Assert.Equal(1, (a * a) + (b * b), 1e-12);
            Assert.InRange(b, -1e-15, 1);
        }
        Near((1, 0, 0), Points(moons)[0]);
        Near((0, 0.5, 1), Points(moons)[1]);
        Near((-1, 0, 0), Points(moons)[100]);
        Near((2, 0.5, 1), Points(moons)[99]);
    }

    [Fact]
    public void Circles_WithoutNoise_AreEvenlySpaced()
    {
        var circles = Points(Synthetic.Circles<double>(16, noise: 0, seed: 1, innerRadius: 0.25));

        for (var row = 0; row < 16; row++)
        {
            var (radius, angle) = (row % 2 == 0 ? 1 : 0.25, Math.Tau * (row / 2) / 8);
            Near((radius * Math.Cos(angle), radius * Math.Sin(angle), row % 2), circles[row]);
        }
    }

    [Fact]
    public void Spirals_WithoutNoise_GoFromTheCentreToRadiusOne()
    {
        var spirals = Points(Synthetic.Spirals<double>(9, classes: 3, noise: 0, seed: 1, turns: 0.5));

        for (var arm = 0; arm < 3; arm++)
        {
            var (cos, sin) = (Math.Cos(Math.Tau * arm / 3), Math.Sin(Math.Tau * arm / 3));
            Near((0, 0, arm), spirals[arm]);
            // After a quarter turn at half the way, after half a turn at its end.
            Near((-0.5 * sin, 0.5 * cos, arm), spirals[3 + arm]);
            Near((-cos, -sin, arm), spirals[6 + arm]);
        }
    }

    [Fact]
    public void Xor_OfFourRows_IsTheTableOfTruth()
    {
        var xor = Synthetic.Xor<float>(4, noise: 0, seed: 1);

        Assert.Equal([0, 0, 0, 1, 1, 0, 1, 1], Elements.Of(xor.Features));
        Assert.Equal([0, 1, 1, 0], Elements.Of(xor.Targets));
    }

    [Fact]
    public void Steps_WithoutNoise_GoFromZeroToOne()
    {
        var steps = Synthetic.Steps<double>(6, steps: 2, noise: 0, seed: 1);

        Assert.Equal([0, 1 / 6.0, 2 / 6.0, 3 / 6.0, 4 / 6.0, 5 / 6.0], Elements.Of(steps.Features));
        Assert.Equal([0, 0, 0.5, 0.5, 1, 1], Elements.Of(steps.Targets));
        Assert.Equal([6, 1], steps.Targets.Lengths.ToArray());
    }

    public static TheoryData<string> Names => ["spirals", "moons", "circles", "xor", "steps"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Noise_IsThatOfTheSeed_WithItsDeviation(string name)
    {
        const int Rows = 20_000;
        var (exact, noisy) = (Noisy(name, Make<double>(name, Rows, 0, 1)), Noisy(name, Make<double>(name, Rows, 0.3, 1)));
        double[] shifts = [.. noisy.Zip(exact, (a, b) => a - b)];

        Assert.Equal(0, shifts.Average(), 0.02);
        Assert.Equal(0.3, Math.Sqrt(shifts.Average(shift => shift * shift)), 0.01);
        Assert.Equal(noisy, Noisy(name, Make<double>(name, Rows, 0.3, 1)));
        Assert.NotEqual(noisy, Noisy(name, Make<double>(name, Rows, 0.3, 2)));
        Assert.Equal(Array.ConvertAll(noisy, x => (float)x), Noisy(name, Make<float>(name, Rows, 0.3, 1)));
    }

    [Fact]
    public void ArgumentsOutOfTheirRange_Throw()
    {
        Throws("Synthetic.Spirals: needs at least 1 class, got 0. (Parameter 'classes')", () => Synthetic.Spirals<float>(5, 0, 0, 1));
        Throws("Synthetic.Spirals: needs at least 3 rows, got 2. (Parameter 'rows')", () => Synthetic.Spirals<float>(2, 3, 0, 1));
        Throws("Synthetic.Spirals: needs a finite number of turns, got NaN. (Parameter 'turns')", () => Synthetic.Spirals<float>(5, 3, 0, 1, double.NaN));
        Throws("Synthetic.Moons: needs at least 2 rows, got -1. (Parameter 'rows')", () => Synthetic.Moons<float>(-1, 0, 1));
        Throws("Synthetic.Moons: needs a finite noise of at least 0, got -0.5. (Parameter 'noise')", () => Synthetic.Moons<float>(2, -0.5, 1));
        Throws("Synthetic.Circles: needs innerRadius in (0, 1), got 1. (Parameter 'innerRadius')", () => Synthetic.Circles<float>(2, 0, 1, 1));
        Throws("Synthetic.Xor: needs a finite noise of at least 0, got Infinity. (Parameter 'noise')", () => Synthetic.Xor<float>(2, double.PositiveInfinity, 1));
        Throws("Synthetic.Steps: needs at least 1 step, got 0. (Parameter 'steps')", () => Synthetic.Steps<float>(2, 0, 0, 1));

        static void Throws(string message, Func<object> make) =>
            Assert.Equal(message, Assert.Throws<ArgumentOutOfRangeException>(make).Message);
    }

    private static Dataset<T> Make<T>(string name, int rows, double noise, ulong seed)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T> => name switch
        {
            "spirals" => Synthetic.Spirals<T>(rows, 3, noise, seed),
            "moons" => Synthetic.Moons<T>(rows, noise, seed),
            "circles" => Synthetic.Circles<T>(rows, noise, seed),
            "xor" => Synthetic.Xor<T>(rows, noise, seed),
            _ => Synthetic.Steps<T>(rows, 4, noise, seed),
        };

    private static T[] Noisy<T>(string name, Dataset<T> dataset) where T : unmanaged, System.Numerics.IFloatingPointIeee754<T> =>
        Elements.Of(name == "steps" ? dataset.Targets : dataset.Features);

    private static (double X, double Y, double Kind)[] Points(Dataset<double> dataset) =>
        [.. Enumerable.Range(0, dataset.Count).Select(row => (dataset.Features[row, 0], dataset.Features[row, 1], dataset.Targets[row]))];

    private static void Near((double X, double Y, double Kind) expected, (double X, double Y, double Kind) actual)
    {
        Assert.Equal(expected.X, actual.X, 1e-12);
        Assert.Equal(expected.Y, actual.Y, 1e-12);
        Assert.Equal(expected.Kind, actual.Kind);
    }
}
