using AutoGrad.Kernels;

namespace AutoGrad.Benchmarks.Functions;

/// <content>Powers, whose time depends on where the bases, exponents and results lie.</content>
internal static partial class FunctionCases<T>
{
    // The exponents of the least subnormal, the least ordinary and the largest number.
    private static (int Least, int Normal, int Largest) Exponents => typeof(T) == typeof(float) ? (-149, -126, 128) : (-1074, -1022, 1024);

    private static IEnumerable<FunctionCase> Powers =>
    [
        .. Binary<PowOf>(
            "pow",
            Power.Pow<T>,
            ("bases 0.1 to 2, exponents -10 to 10", Typical),
            ("any bases and results", random => ToResult(random, Base(random), Exponents.Normal, Exponents.Largest)),
            ("bases 0 to 1, exponent 2.5", random => (random.NextDouble(), 2.5)),
            ("1 in 8 bases 0", random => Mostly(random, 8, random => (0, Uniform(random, 0, 10)))),
            ("negative bases, whole exponents", random => (Uniform(random, -2, 0), random.Next(-10, 11))),
            ("bases of both signs, whole exponents", random => (Uniform(random, -2, 2), random.Next(-10, 11))),
            ("1 in 4 results overflows", random => Mostly(random, 4, random => ToResult(random, Base(random), Exponents.Largest + 1, 2 * Exponents.Largest))),
            ("1 in 4 results vanishes", random => Mostly(random, 4, random => ToResult(random, Base(random), 2 * Exponents.Least, Exponents.Least - 1))),
            ("1 in 4 results subnormal", random => Mostly(random, 4, random => ToResult(random, Base(random), Exponents.Least, Exponents.Normal))),
            ("all results subnormal", random => ToResult(random, Base(random), Exponents.Least, Exponents.Normal)),
            ("1 in 4 bases subnormal", random => Mostly(random, 4, random => (Math.ScaleB(1 + random.NextDouble(), random.Next(Exponents.Least, Exponents.Normal)), Uniform(random, -0.5, 0.5)))),
            ("1 in 8 bases infinite", random => Mostly(random, 8, random => (double.PositiveInfinity, Uniform(random, -10, 10))))),
    ];

    private static (double Base, double Exponent) Typical(Random random) => (Uniform(random, 0.1, 2), Uniform(random, -10, 10));

    private static (double Base, double Exponent) Mostly(Random random, int share, Func<Random, (double Base, double Exponent)> other) =>
        random.Next(share) == 0 ? other(random) : Typical(random);

    private static double Base(Random random) => Math.ScaleB(1 + random.NextDouble(), random.Next(Exponents.Normal, Exponents.Largest));

    // The exponent of a power of 2 between the two.
    private static (double Base, double Exponent) ToResult(Random random, double x, double low, double high) => (x, Uniform(random, low, high) / Math.Log2(x));
}
