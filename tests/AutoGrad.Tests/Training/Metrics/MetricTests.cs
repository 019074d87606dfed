namespace AutoGrad.Tests.Training.Metrics;

public sealed class MetricTests
{
    private static readonly Variable<float> Scores = new float[,] { { 1, 2, 3 }, { 3, 2, 1 }, { 1, 1, 0 }, { 0, float.NaN, -1 } };

    [Fact]
    public void Accuracy_CountsTheFirstOfTheHighest()
    {
        var accuracy = new Accuracy<float>();
        Assert.True(double.IsNaN(accuracy.Value));
        Assert.Equal(0.5, accuracy.Of(Scores[..2], Variable.Vector(2f, 1f)));
        // Of equal scores the first is the highest; NaN never is.
        Assert.Equal(1, accuracy.Of(Scores[2..3], Variable.Vector(0f)));
        Assert.Equal(0, accuracy.Of(Scores[2..3], Variable.Vector(1f)));
        Assert.Equal(0, accuracy.Of(Scores[3..], Variable.Vector(1f)));
        Assert.Equal(1, accuracy.Of(Scores[3..], Variable.Vector(0f)));
    }

    [Fact]
    public void TopK_CountsTheLabelAmongTheHighest_OverBatches()
    {
        var metric = new TopKAccuracy<float>(2);
        metric.Add(Scores[..2], Variable.Vector(1f, 2f));
        metric.Add(Scores[..1], Variable.Vector(2f));
        Assert.Equal(2.0 / 3, metric.Value);
        metric.Reset();
        Assert.True(double.IsNaN(metric.Value));
        Assert.Equal("top-2 accuracy", metric.Name);
        Assert.Equal(1, new TopKAccuracy<float>(5).Of(Scores[..2], Variable.Vector(0f, 2f)));
    }

    [Fact]
    public void RSquared_OverBatches_IsThatOfAllRows()
    {
        Variable<double> y = new[] { 1.0, 2, 4, 7, 11 }, output = new[] { 1.5, 2, 3, 7, 12 };
        var metric = new RSquared<double>();
        metric.Add(output[..2], y[..2]);
        metric.Add(output[2..], y[2..]);
        // Σ (y - ŷ)² = 0.25 + 1 + 1; the mean is 5, Σ (y - 5)² = 16 + 9 + 1 + 4 + 36.
        Assert.Equal(1 - (2.25 / 66), metric.Value, 1e-14);
        Assert.Equal(1, new RSquared<double>().Of(y, y));
        Assert.Equal(double.NegativeInfinity, new RSquared<double>().Of(y[..1] + 1, y[..1]));
        Assert.True(double.IsNaN(new RSquared<double>().Value));
    }

    [Fact]
    public void RSquared_OfColumns_IsTheMeanOfTheirs()
    {
        Variable<double> y = new[,] { { 0.0, 5 }, { 1, 6 }, { 2, 7 } }, output = new[,] { { 0.0, 6 }, { 1, 6 }, { 2, 6 } };
        Assert.Equal(0.5, new RSquared<double>().Of(output, y), 1e-14);
    }

    [Fact]
    public void ConfusionMatrix_CountsByLabelAndClass()
    {
        var matrix = new ConfusionMatrix<float>(3);
        matrix.Add(Scores[..2], Variable.Vector(2f, 1f));
        for (var i = 0; i < 10; i++)
            matrix.Add(Scores[..1], Variable.Vector(0f));

        Assert.Equal((1, 1, 10, 0), (matrix[2, 2], matrix[1, 0], matrix[0, 2], matrix[0, 0]));
        Assert.Equal(1.0 / 12, matrix.Value);
        Assert.Equal((1, 0, 1.0 / 11), (matrix.RecallOf(2), matrix.RecallOf(0), matrix.PrecisionOf(2)));
        Assert.True(double.IsNaN(matrix.PrecisionOf(1)));
        Assert.Equal(" .  . 10\n 1  .  .\n .  .  1", matrix.ToString());
        matrix.Reset();
        Assert.Equal(".  .  .", string.Join("  ", matrix.ToString().Split('\n')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public void WhatDoesNotFit_IsRefused()
    {
        Assert.Equal("accuracy: needs scores [rows, classes] and labels [rows], got scores [4, 3] and labels [3].",
            Assert.Throws<ShapeException>(() => new Accuracy<float>().Add(Scores, Variable.Vector(0f, 0f, 0f))).Message);
        Assert.Equal("accuracy: needs labels that are whole numbers from 0 to 2, got 3 in row 1.",
            Assert.Throws<IndexValueException>(() => new Accuracy<float>().Add(Scores[..2], Variable.Vector(0f, 3f))).Message);
        Assert.Equal("ConfusionMatrix: needs scores of 2 classes, got scores [4, 3].",
            Assert.Throws<ShapeException>(() => new ConfusionMatrix<float>(2).Add(Scores, Variable.Vector(0f, 0f, 0f, 0f))).Message);
        Assert.Equal("R²: needs an output [rows] or [rows, columns] and a target of its shape, got an output [4, 3] and a target [3].",
            Assert.Throws<ShapeException>(() => new RSquared<float>().Add(Scores, Variable.Vector(0f, 0f, 0f))).Message);
        Assert.Equal("TopKAccuracy: needs k of at least 1, got 0. (Parameter 'k')",
            Assert.Throws<ArgumentOutOfRangeException>(() => new TopKAccuracy<float>(0)).Message);
        Assert.Equal("ConfusionMatrix: needs at least 1 class, got 0. (Parameter 'classes')",
            Assert.Throws<ArgumentOutOfRangeException>(() => new ConfusionMatrix<float>(0)).Message);
        var columns = new RSquared<float>();
        columns.Add(Scores, Scores);
        Assert.Equal("R²: needs as many columns as before, 3, got an output [2].",
            Assert.Throws<ShapeException>(() => columns.Add(Variable.Vector(1f, 2f), Variable.Vector(1f, 2f))).Message);
    }
}
