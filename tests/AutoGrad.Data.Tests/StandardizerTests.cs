using System.Numerics.Tensors;

namespace AutoGrad.Data.Tests;

public sealed class StandardizerTests
{
    // Computed in exact fractions from the file.
    private static readonly double[] IrisTrainingMeans = [5.865833333333334, 3.055, 3.77, 1.205];
    private static readonly double[] IrisTrainingDeviations =
        [0.8483804014447502, 0.437768964942316, 1.7795879672928039, 0.7555185856968267];

    [Fact]
    public void Fit_TakesMeanAndPopulationDeviationOfTheTrainingSet()
    {
        var (training, _) = Iris.Load<double>().Split(row => row % 5 == 4);

        var standardizer = Standardizer.Fit(training.Features);

        EqualWithin(1e-14, IrisTrainingMeans, Elements.Of(standardizer.Mean));
        EqualWithin(1e-14, IrisTrainingDeviations, Elements.Of(standardizer.StandardDeviation));
    }

    [Fact]
    public void Fit_OfFloat_AgreesWithDouble()
    {
        var (training, _) = Iris.Load<float>().Split(row => row % 5 == 4);

        var standardizer = Standardizer.Fit(training.Features);

        EqualWithin(1e-6, IrisTrainingMeans, Array.ConvertAll(Elements.Of(standardizer.Mean), x => (double)x));
        EqualWithin(1e-6, IrisTrainingDeviations, Array.ConvertAll(Elements.Of(standardizer.StandardDeviation), x => (double)x));
    }

    [Fact]
    public void Transform_OfTheTrainingSet_HasMean0AndDeviation1()
    {
        var (training, _) = Iris.Load<double>().Split(row => row % 5 == 4);

        var again = Standardizer.Fit(Standardizer.Fit(training.Features).Transform(training.Features));

        EqualWithin(1e-14, [0, 0, 0, 0], Elements.Of(again.Mean));
        EqualWithin(1e-14, [1, 1, 1, 1], Elements.Of(again.StandardDeviation));
    }

    [Fact]
    public void Transform_OfTheHeldOutSet_UsesTheTrainingStatistics()
    {
        var (training, heldOut) = Iris.Load<double>().Split(row => row % 5 == 4);

        var standardized = Standardizer.Fit(training.Features).Transform(heldOut);

        EqualWithin(
            1e-13,
            [-1.0205720592541518, 1.2449489197385513, -1.331768950767497, -1.3302121470288815],
            Elements.Of(standardized.Take(1).Features));
        Assert.Equal(Elements.Of(heldOut.Targets), Elements.Of(standardized.Targets));
        Assert.Equal(heldOut.ClassNames, standardized.ClassNames);
        Assert.Equal(heldOut.FeatureNames, standardized.FeatureNames);
    }

    [Fact]
    public void Transform_OfAConstantColumn_OnlyCentres()
    {
        // The sum of ten times 0.1 is not 1: a deviation taken from the rounded mean would not be 0.
        var constant = Tensor.Create([.. Enumerable.Repeat(0.1, 10)], [10, 1]);
        var standardizer = Standardizer.Fit(constant);

        Assert.Equal([0.1], Elements.Of(standardizer.Mean));
        Assert.Equal([0], Elements.Of(standardizer.StandardDeviation));
        Assert.All(Elements.Of(standardizer.Transform(constant)), x => Assert.Equal(0, x));
        Assert.Equal([2], Elements.Of(standardizer.Transform(Tensor.Create([2.1], [1, 1]))));
        Assert.Equal([2.1], Elements.Of(standardizer.InverseTransform(Tensor.Create([2.0], [1, 1]))));
    }

    [Fact]
    public void Fit_OfDigits_HasThreeConstantPixels()
    {
        var (training, _) = Digits.Load<double>().Split(row => row % 5 == 4);

        var standardizer = Standardizer.Fit(training.Features);

        var deviations = Elements.Of(standardizer.StandardDeviation);
        Assert.Equal([0, 32, 39], Enumerable.Range(0, 64).Where(column => deviations[column] == 0));
        Assert.Equal(0.43763038942976357, standardizer.Mean[20], tolerance: 1e-14);
        Assert.Equal(0.3880893667800962, deviations[20], tolerance: 1e-14);
    }

    [Fact]
    public void InverseTransform_UndoesTransform()
    {
        var features = Iris.Load<double>().Features;
        var standardizer = Standardizer.Fit(features);

        EqualWithin(1e-14, Elements.Of(features), Elements.Of(standardizer.InverseTransform(standardizer.Transform(features))));
    }

    [Fact]
    public void Transform_LeavesItsArgumentAlone()
    {
        var features = Tensor.Create([1.0, 3.0], [2, 1]);

        Assert.Equal([-1, 1], Elements.Of(Standardizer.Fit(features).Transform(features)));
        Assert.Equal([1, 3], Elements.Of(features));
    }

    [Fact]
    public void Standardizer_FromItsStatistics_GivesTheSameBits()
    {
        var features = Iris.Load<float>().Features;
        var fitted = Standardizer.Fit(features);
        var restored = new Standardizer<float>(fitted.Mean, fitted.StandardDeviation);

        Assert.Equal(Elements.Of(fitted.Transform(features)), Elements.Of(restored.Transform(features)));
    }

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    public void Fit_NotFinite_Throws(double value, string got)
    {
        var features = Tensor.CreateFromShape<double>([5, 4]);
        features[3, 2] = value;

        var error = Assert.Throws<ArgumentException>(() => Standardizer.Fit(features));
        Assert.Equal($"Standardizer.Fit: needs finite features, got {got} at [3, 2]. (Parameter 'features')", error.Message);
    }

    [Fact]
    public void Transform_NotFinite_Throws()
    {
        var standardizer = Standardizer.Fit(Tensor.Create([1.0, 2.0], [2, 1]));

        var error = Assert.Throws<ArgumentException>(() => standardizer.Transform(Tensor.Create([1, double.NaN], [2, 1])));
        Assert.Equal("Standardizer.Transform: needs finite features, got NaN at [1, 0]. (Parameter 'features')", error.Message);
    }

    [Fact]
    public void Fit_OtherRank_Throws()
    {
        var error = Assert.Throws<ArgumentException>(() => Standardizer.Fit(Tensor.CreateFromShape<float>([4])));
        Assert.Equal(
            "Standardizer.Fit: needs features [rows, columns] with at least one row, got [4]. (Parameter 'features')", error.Message);
    }

    [Fact]
    public void Fit_Empty_Throws()
    {
        var error = Assert.Throws<ArgumentException>(() => Standardizer.Fit(Tensor.CreateFromShape<float>([0, 4])));
        Assert.Equal(
            "Standardizer.Fit: needs features [rows, columns] with at least one row, got [0, 4]. (Parameter 'features')", error.Message);
    }

    [Fact]
    public void Fit_Overflow_Throws()
    {
        var error = Assert.Throws<ArgumentException>(() => Standardizer.Fit(Tensor.Create([0.0, 1, 0, 1e200], [2, 2])));
        Assert.Equal(
            "Standardizer.Fit: needs a finite mean and deviation, got 5E+199 and Infinity in column 1. (Parameter 'features')",
            error.Message);
    }

    [Fact]
    public void Transform_OtherColumns_Throws()
    {
        var standardizer = Standardizer.Fit(Tensor.Create([1.0, 2.0], [2, 1]));

        var error = Assert.Throws<ArgumentException>(() => standardizer.Transform(Tensor.CreateFromShape<double>([3, 2])));
        Assert.Equal("Standardizer.Transform: needs features [rows, 1], got [3, 2]. (Parameter 'features')", error.Message);

        error = Assert.Throws<ArgumentException>(() => standardizer.InverseTransform(Tensor.CreateFromShape<double>([3])));
        Assert.Equal("Standardizer.InverseTransform: needs features [rows, 1], got [3]. (Parameter 'features')", error.Message);
    }

    [Fact]
    public void Standardizer_StatisticsThatDiffer_Throws()
    {
        var error = Assert.Throws<ArgumentException>(
            () => new Standardizer<float>(Tensor.CreateFromShape<float>([2]), Tensor.CreateFromShape<float>([3])));
        Assert.Equal(
            "Standardizer: needs mean and standardDeviation [columns] of equal length, got mean [2] and standardDeviation [3].",
            error.Message);
    }

    [Fact]
    public void Standardizer_NegativeDeviation_Throws()
    {
        var error = Assert.Throws<ArgumentException>(
            () => new Standardizer<double>(Tensor.Create([0.5, 1], [2]), Tensor.Create([1, -1.5], [2])));
        Assert.Equal(
            "Standardizer: needs a finite mean and a finite standardDeviation of at least 0, got 1 and -1.5 in column 1.", error.Message);
    }

    private static void EqualWithin(double tolerance, double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], tolerance);
    }
}
