namespace AutoGrad.Data.Tests;

public sealed class IrisTests
{
    [Fact]
    public void Load_HasTheShapesAndNamesOfTheSource()
    {
        var iris = Iris.Load<float>();

        Assert.Equal([150, 4], iris.Features.Lengths.ToArray());
        Assert.Equal([150], iris.Targets.Lengths.ToArray());
        Assert.Equal(["setosa", "versicolor", "virginica"], iris.ClassNames);
        Assert.Equal(["sepal length (cm)", "sepal width (cm)", "petal length (cm)", "petal width (cm)"], iris.FeatureNames);
    }

    [Fact]
    public void Load_RowsAndSums_AreThoseOfTheFile()
    {
        var iris = Iris.Load<double>();

        Assert.Equal([5.1, 3.5, 1.4, 0.2, 4.9, 3.1, 1.5, 0.2, 4.9, 3.6, 1.4, 0.1, 5.9, 3, 5.1, 1.8],
            Elements.Of(iris.Select(0, 34, 37, 149).Features));
        Assert.Equal(2078.7, Elements.Of(iris.Features).Sum(), tolerance: 1e-10);
        for (int species = 0; species < 3; species++)
            Assert.All(Elements.Of(iris.Targets)[(50 * species)..(50 * (species + 1))], target => Assert.Equal(species, target));
    }

    [Fact]
    public void Load_Float_IsTheRoundedDouble()
    {
        Assert.Equal(
            Array.ConvertAll(Elements.Of(Iris.Load<double>().Features), x => (float)x), Elements.Of(Iris.Load<float>().Features));
    }
}
