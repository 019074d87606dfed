using System.Numerics.Tensors;

namespace AutoGrad.Data.Tests;

public sealed class DatasetTests
{
    [Fact]
    public void Dataset_CopiesWhatItIsGiven()
    {
        double[] features = [1, 2, 3, 4];
        double[] targets = [0, 1];
        var dataset = new Dataset<double>(Tensor.Create(features, [2, 2]), Tensor.Create(targets, [2]));

        features[0] = 9;
        targets[0] = 9;

        Assert.Equal([1, 2, 3, 4], Elements.Of(dataset.Features));
        Assert.Equal([0, 1], Elements.Of(dataset.Targets));
        Assert.Empty(dataset.FeatureNames);
        Assert.Empty(dataset.ClassNames);
    }

    [Fact]
    public void Dataset_OfAStridedTensor_HoldsItsElements()
    {
        var transposed = Tensor.PermuteDimensions(Tensor.Create(new double[] { 1, 2, 3, 4, 5, 6 }, [3, 2]), [1, 0]);
        var dataset = new Dataset<double>(transposed, Tensor.Create(new double[] { 0, 1 }, [2]));

        Assert.Equal([2, 4, 6], Elements.Of(dataset.Select(1).Features));
    }

    [Fact]
    public void Select_CopiesRowsInTheOrderGiven()
    {
        var selected = Elements.Numbered(10).Select(7, 0, 7);

        Assert.Equal([3, 2], selected.Features.Lengths.ToArray());
        Assert.Equal([70, 71, 0, 1, 70, 71], Elements.Of(selected.Features));
        Assert.Equal([1, 0, 1], Elements.Of(selected.Targets));
        Assert.Equal(["even", "odd"], selected.FeatureNames);
        Assert.Equal(["a", "b", "c"], selected.ClassNames);
    }

    [Fact]
    public void Select_OfImagesAndSeveralOutputs_KeepsTheirShapes()
    {
        var dataset = new Dataset<float>(
            Tensor.Create([.. Enumerable.Range(0, 12).Select(x => (float)x)], [3, 2, 2]),
            Tensor.Create(new float[] { 1, 2, 3, 4, 5, 6 }, [3, 2]));

        var selected = dataset.Select(2, 1);

        Assert.Equal([2, 2, 2], selected.Features.Lengths.ToArray());
        Assert.Equal([8, 9, 10, 11, 4, 5, 6, 7], Elements.Of(selected.Features));
        Assert.Equal([2, 2], selected.Targets.Lengths.ToArray());
        Assert.Equal([5, 6, 3, 4], Elements.Of(selected.Targets));
    }

    [Fact]
    public void Take_GivesTheFirstRows()
    {
        Assert.Equal([0, 1, 10, 11], Elements.Of(Elements.Numbered(5).Take(2).Features));
        Assert.Equal(5, Elements.Numbered(5).Take(5).Count);
    }

    [Fact]
    public void Dataset_Empty_Throws() =>
        Throws("Dataset: needs features [rows, ...] with at least one element, got [0, 4]. (Parameter 'features')", [0, 4], [0]);

    [Fact]
    public void Dataset_RowsThatDiffer_Throws() =>
        Throws(
            "Dataset: needs targets [rows] or [rows, outputs] with the rows of the features, got features [3, 2] and targets [2]. "
            + "(Parameter 'targets')",
            [3, 2],
            [2]);

    [Fact]
    public void Dataset_TargetsOfRankThree_Throws() =>
        Throws(
            "Dataset: needs targets [rows] or [rows, outputs] with the rows of the features, got features [3, 2] and targets [3, 1, 1]. "
            + "(Parameter 'targets')",
            [3, 2],
            [3, 1, 1]);

    [Fact]
    public void Dataset_FeatureNamesThatDifferFromColumns_Throws() =>
        Throws(
            "Dataset: needs a feature name for each column of features [rows, columns], got 1 names and features [3, 2].",
            [3, 2],
            [3],
            featureNames: ["one"]);

    [Fact]
    public void Dataset_ClassNamesWithSeveralOutputs_Throws() =>
        Throws(
            "Dataset: needs targets [rows] where classes are named, got targets [3, 2]. (Parameter 'targets')",
            [3, 2],
            [3, 2],
            classNames: ["one"]);

    [Theory]
    [InlineData(2, "2")]
    [InlineData(-1, "-1")]
    [InlineData(0.5, "0.5")]
    [InlineData(double.NaN, "NaN")]
    public void Dataset_TargetThatIsNoClass_Throws(double target, string got)
    {
        var error = Assert.Throws<ArgumentException>(() => new Dataset<double>(
            Tensor.Create(new double[3], [3, 1]), Tensor.Create([0, target, 1], [3]), classNames: ["no", "yes"]));
        Assert.Equal($"Dataset: needs class indices from 0 to 1, got {got} in row 1. (Parameter 'targets')", error.Message);
    }

    [Fact]
    public void Select_OutOfRange_Throws()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Elements.Numbered(10).Select(3, 10));
        Assert.Equal("Dataset.Select: needs rows in [0, 10), got row 10 at index 1. (Parameter 'rows')", error.Message);
    }

    [Fact]
    public void Select_Nothing_Throws()
    {
        var error = Assert.Throws<ArgumentException>(() => Elements.Numbered(10).Select());
        Assert.Equal("Dataset.Select: needs at least one row, got none of 10. (Parameter 'rows')", error.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    public void Take_OutOfRange_Throws(int count)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Elements.Numbered(10).Take(count));
        Assert.Equal($"Dataset.Take: needs count in [1, 10], got {count}. (Parameter 'count')", error.Message);
    }

    private static void Throws(
        string message, nint[] featureLengths, nint[] targetLengths, string[]? featureNames = null, string[]? classNames = null)
    {
        var features = Tensor.CreateFromShape<double>(featureLengths);
        var targets = Tensor.CreateFromShape<double>(targetLengths);

        var error = Assert.Throws<ArgumentException>(() => new Dataset<double>(features, targets, featureNames, classNames));
        Assert.Equal(message, error.Message);
    }
}
