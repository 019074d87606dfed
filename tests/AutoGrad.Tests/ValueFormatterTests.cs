namespace AutoGrad.Tests;

public class ValueFormatterTests
{
    [Fact]
    public void Scalars_AreNumbers()
    {
        Assert.Equal("2.5", Variable.Scalar(2.5).ToString());
        Assert.Equal("0.333333", Variable.Scalar(1.0 / 3).ToString());
        Assert.Equal("1E-10", Variable.Scalar(1e-10).ToString());
        Assert.Equal("1.23457E+07", Variable.Scalar(12345678.0).ToString());
        Assert.Equal("NaN", Variable.Scalar(double.NaN).ToString());
        Assert.Equal("Infinity", Variable.Scalar(double.PositiveInfinity).ToString());
        Assert.Equal("-0", Variable.Scalar(-0.0).ToString());
    }

    [Fact]
    public void Vectors_AreInBrackets()
    {
        Assert.Equal("[1, 2.5, NaN, -Infinity]", Variable.Vector(1, 2.5, double.NaN, double.NegativeInfinity).ToString());
        Assert.Equal("[1]", Variable.Ones<double>([1]).ToString());
        Assert.Equal("[0.1]", Variable.Vector(0.1f).ToString());
    }

    [Fact]
    public void Matrices_HaveARowALine()
    {
        Assert.Equal("[[1, 2],\n [3, 4]]", Variable.Matrix(new double[,] { { 1, 2 }, { 3, 4 } }).ToString());
        Assert.Equal("[[1],\n [2]]", Variable.Matrix(new double[,] { { 1 }, { 2 } }).ToString());
        Assert.Equal("[[[1, 2],\n  [3, 4]],\n [[5, 6],\n  [7, 8]]]", Variable.Create<double>([1, 2, 3, 4, 5, 6, 7, 8], [2, 2, 2]).ToString());
    }

    [Fact]
    public void LongAxes_AreShortened()
    {
        Assert.Equal("[0, 1, 2, 3, 4, 5]", Range(6).ToString());
        Assert.Equal("[0, 1, 2, ..., 4, 5, 6]", Range(7).ToString());
        Assert.Equal("[0, 1, 2, ..., 999997, 999998, 999999]", Range(1_000_000).ToString());
        Assert.Equal(
            "[[0, 1, 2, ..., 7, 8, 9],\n [10, 11, 12, ..., 17, 18, 19],\n [20, 21, 22, ..., 27, 28, 29],\n ...,\n" +
            " [70, 71, 72, ..., 77, 78, 79],\n [80, 81, 82, ..., 87, 88, 89],\n [90, 91, 92, ..., 97, 98, 99]]",
            Op.Reshape(Range(100), 10, 10).ToString());
    }

    [Fact]
    public void EmptyOnes_ShowTheirShape()
    {
        Assert.Equal("[] [0]", Variable.Zeros<double>([0]).ToString());
        Assert.Equal("[] [2, 0]", Variable.Zeros<double>([2, 0]).ToString());
    }

    [Fact]
    public void ValuesOfPooledMemory_AreNotLongerThanTheirShape()
    {
        using var tape = new Tape<double>();
        Assert.Equal("[2, 2, 2, ..., 2, 2, 2]", (Variable.Ones<double>([9]) * 2).ToString());
        Assert.Equal("2", (Variable.Scalar(1.0) * 2).ToString());
    }

    private static Variable<double> Range(int count) =>
        Variable.Create<double>([.. Enumerable.Range(0, count).Select(i => (double)i)], [count]);
}
