using AutoGrad.Notebook.Charts;

namespace AutoGrad.Notebook.Tests.Charts;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.0239132, "0.02391")]
    [InlineData(-12.5, "−12.5")]
    [InlineData(20000, "20000")]
    [InlineData(123456, "123456")]
    [InlineData(2.5e9, "2.500·10⁹")]
    [InlineData(-1e-12, "−1.000·10⁻¹²")]
    [InlineData(1e-12, "10⁻¹²")]
    [InlineData(double.NaN, "NaN")]
    public void Short_KeepsFourDigits(double value, string text) => Assert.Equal(text, NumberText.Short(value));

    [Theory]
    [InlineData(-0.001, 2, "0.00")]
    [InlineData(-0.5, 1, "−0.5")]
    public void Fixed_HasATrueMinusSign_AndNoneBeforeZero(double value, int decimals, string text) => Assert.Equal(text, NumberText.Fixed(value, decimals));

    [Theory]
    [InlineData(0.123456, "0.123")]
    [InlineData(-30, "−30")]
    public void Compact_IsForCells(double value, string text) => Assert.Equal(text, NumberText.Compact(value));
}
