using System.Numerics.Tensors;

namespace AutoGrad.Data.Tests;

internal static class Elements
{
    internal static T[] Of<T>(Tensor<T> tensor)
    {
        var elements = new T[tensor.FlattenedLength];
        tensor.FlattenTo(elements);
        return elements;
    }

    /// <summary>A data set of n rows whose features are [10 row, 10 row + 1] and whose class is row % 3.</summary>
    internal static Dataset<double> Numbered(int n)
    {
        double[] features = [.. Enumerable.Range(0, n).SelectMany(row => new[] { 10.0 * row, 10.0 * row + 1 })];
        double[] targets = [.. Enumerable.Range(0, n).Select(row => (double)(row % 3))];
        return new(Tensor.Create(features, [n, 2]), Tensor.Create(targets, [n]), ["even", "odd"], ["a", "b", "c"]);
    }
}
