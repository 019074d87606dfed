namespace AutoGrad.Data.Tests;

public sealed class DigitsTests
{
    [Fact]
    public void Load_HasTheShapesAndNamesOfTheSource()
    {
        var digits = Digits.Load<float>();

        Assert.Equal(1797, digits.Count);
        Assert.Equal([1797, 64], digits.Features.Lengths.ToArray());
        Assert.Equal([1797], digits.Targets.Lengths.ToArray());
        Assert.Equal(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"], digits.ClassNames);
        Assert.Empty(digits.FeatureNames);
        Assert.Equal(64, Digits.Side * Digits.Side);
    }

    [Fact]
    public void Load_FirstAndLastRows_AreThoseOfTheFile()
    {
        int[] firstImage =
        [
            0, 0, 5, 13, 9, 1, 0, 0, 0, 0, 13, 15, 10, 15, 5, 0, 0, 3, 15, 2, 0, 11, 8, 0, 0, 4, 12, 0, 0, 8, 8, 0,
            0, 5, 8, 0, 0, 9, 8, 0, 0, 4, 11, 0, 1, 12, 7, 0, 0, 2, 14, 5, 10, 12, 0, 0, 0, 0, 6, 13, 10, 0, 0, 0,
        ];
        int[] lastImage =
        [
            0, 0, 10, 14, 8, 1, 0, 0, 0, 2, 16, 14, 6, 1, 0, 0, 0, 0, 15, 15, 8, 15, 0, 0, 0, 0, 5, 16, 16, 10, 0, 0,
            0, 0, 12, 15, 15, 12, 0, 0, 0, 4, 16, 6, 4, 16, 6, 0, 0, 8, 16, 10, 8, 16, 8, 0, 0, 1, 8, 12, 14, 12, 1, 0,
        ];

        var digits = Digits.Load<double>();

        Assert.Equal(Array.ConvertAll(firstImage, pixel => pixel / 16.0), Elements.Of(digits.Select(0).Features));
        Assert.Equal(Array.ConvertAll(lastImage, pixel => pixel / 16.0), Elements.Of(digits.Select(1796).Features));
        Assert.Equal([0, 8], Elements.Of(digits.Select(0, 1796).Targets));
    }

    [Fact]
    public void Load_SumsOfPixelsAndLabels_AreThoseOfTheFile()
    {
        var digits = Digits.Load<double>();

        var pixels = Elements.Of(digits.Features);
        Assert.Equal(561718, pixels.Sum() * 16);
        Assert.Equal(0, pixels.Min());
        Assert.Equal(1, pixels.Max());
        Assert.Equal([178, 182, 177, 183, 181, 182, 181, 179, 174, 180], CountsByClass(digits));
    }

    [Fact]
    public void Load_FloatAndDouble_AreEqual()
    {
        Assert.Equal(
            Elements.Of(Digits.Load<double>().Features),
            Array.ConvertAll(Elements.Of(Digits.Load<float>().Features), pixel => (double)pixel));
    }

    [Fact]
    public void Split_EveryFifthRow_Holds1438And359Rows()
    {
        var (training, heldOut) = Digits.Load<double>().Split(row => row % 5 == 4);

        Assert.Equal((1438, 359), (training.Count, heldOut.Count));
        Assert.Equal(450304, Elements.Of(training.Features).Sum() * 16);
        Assert.Equal([27, 21, 34, 52, 34, 28, 31, 43, 47, 42], CountsByClass(heldOut));
        Assert.Equal([4, 9, 4, 9, 4, 9, 6, 9, 7, 0, 2, 3], Elements.Of(heldOut.Take(12).Targets));
    }

    private static int[] CountsByClass(Dataset<double> digits)
    {
        var counts = new int[digits.ClassNames.Count];
        foreach (double digit in Elements.Of(digits.Targets))
            counts[(int)digit]++;
        return counts;
    }
}
