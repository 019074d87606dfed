using System.Numerics;

namespace AutoGrad.Data;

/// <summary>Four lengths, in centimetres, of 150 flowers of three species of iris, 50 of each.</summary>
/// <remarks>
/// Source: R. A. Fisher, "The use of multiple measurements in taxonomic problems", 1936, in the UCI Machine Learning Repository,
/// https://doi.org/10.24432/C56C76. Licence of the data: Creative Commons Attribution 4.0 International (CC BY 4.0).
/// </remarks>
public static class Iris
{
    /// <summary>Reads the data set, which is part of this assembly.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <returns>
    /// Features [150, 4], sepal length, sepal width, petal length and petal width in centimetres, and targets [150], the classes 0
    /// (setosa), 1 (versicolor) and 2 (virginica).
    /// </returns>
    public static Dataset<T> Load<T>()
        where T : unmanaged, IFloatingPointIeee754<T> =>
        EmbeddedTable.Parse(
            EmbeddedTable.ReadLines("iris.csv").Skip(1),
            featureDivisor: T.One,
            featureNames: ["sepal length (cm)", "sepal width (cm)", "petal length (cm)", "petal width (cm)"],
            classNames: ["setosa", "versicolor", "virginica"]);
}
