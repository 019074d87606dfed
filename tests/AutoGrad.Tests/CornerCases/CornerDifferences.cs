namespace AutoGrad.Tests.CornerCases;

/// <summary>Where we give something else on purpose: the output, the places of its elements, and why.</summary>
internal static partial class CornerDifferences
{
    /// <summary>Whether there is an error: we throw and PyTorch does not, or the other way round.</summary>
    public const string Error = "error";

    private const string NanGoesOn = "The derivative at NaN is NaN: what is not a number must not look like a flat place.";

    private const string Trigamma = "PyTorch's trigamma of negative numbers has ten digits and misses the poles; at -1/2 it is pi^2/2 + 4.";

    private const string IeeePower = "The powers of -0 and of -infinity are those of IEEE 754, which PyTorch takes for roots.";

    private const string ZeroPower = "0^b is constantly 0 for positive b, and a^0 constantly 1: the second derivative is 0, where PyTorch has 0 times infinity.";

    private const string Shared = "Elements that tie share the derivative, along an axis as over all.";

    private const string Stable = "Elements that tie keep their order.";

    private const string InfiniteLogit = "An infinite exponent is subtracted from itself, or multiplied by 0: the result is NaN, so that the loss is seen to fail.";

    private const string OutsideAcosh = "Below 1 the value is NaN, and so is the derivative, where PyTorch's formula goes on; at infinity it is the limit.";

    private const string NextToInfinity = "Next to an infinite operand the derivative is constant: the second is 0, where PyTorch has infinity minus infinity.";

    private const string TailOfTanh = "1 - y^2 has an error of one rounding of 1, which is much of it where y is next to 1.";

    private const string SingleBound = "PyTorch holds the bound 1e-12 in single precision.";

    private const string NoTarget = "A target of probability 0 adds nothing, where PyTorch has 0 times infinity.";

    private const string EqualElements = "At equal elements the subgradient is 0, as that of the absolute value; PyTorch has -1.";

    private const string MaskedOut = "A row that is masked out has the derivative 0, not NaN.";

    private const string NoMean = "The mean of no rows is an error, not NaN.";

    public sealed record Difference(string Output, int[] Places, string Reason);

    public static IReadOnlyDictionary<string, Difference[]> All { get; } =
        new[] { Elementwise(), Reductions(), Losses() }.SelectMany(part => part).ToDictionary();
}
