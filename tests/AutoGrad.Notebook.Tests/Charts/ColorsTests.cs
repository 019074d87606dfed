using System.Globalization;
using System.Text.RegularExpressions;
using AutoGrad.Notebook.Charts;

namespace AutoGrad.Notebook.Tests.Charts;

public sealed partial class ColorsTests
{
    // WCAG 2.2: 4.5 for text (1.4.3), 3 for what a graphic needs to be understood (1.4.11).
    [Theory]
    [InlineData("ink", 7)]
    [InlineData("soft", 4.5)]
    [InlineData("link", 4.5)]
    [InlineData("comment", 4.5)]
    [InlineData("string", 4.5)]
    [InlineData("keyword", 4.5)]
    [InlineData("literal", 4.5)]
    [InlineData("c0", 3)]
    [InlineData("c1", 3)]
    [InlineData("c2", 3)]
    [InlineData("c3", 3)]
    [InlineData("c4", 3)]
    [InlineData("c5", 3)]
    [InlineData("c6", 3)]
    [InlineData("c7", 3)]
    public void Colors_StandOutFromThePaper_InBothThemes(string name, double least)
    {
        using var test = new TestPage();
        var style = test.All("style").First().Value;
        string[] Values(string variable) => [.. Variable().Matches(style).Where(match => match.Groups[1].Value == variable).Select(match => match.Groups[2].Value)];
        // Light and dark; print, where it is set as well, is last.
        var (papers, shades, colors) = (Values("paper"), Values("shade"), Values(name));
        for (var theme = 0; theme < 2; theme++)
        {
            Assert.True(Contrast(colors[theme], papers[theme]) >= least, $"{name} {colors[theme]} on {papers[theme]}: {Contrast(colors[theme], papers[theme]):F2}");
            if (least >= 4.5)
                Assert.True(Contrast(colors[theme], shades[theme]) >= least, $"{name} {colors[theme]} on {shades[theme]}: {Contrast(colors[theme], shades[theme]):F2}");
        }
    }

    [Fact]
    public void Amounts_RunFromDarkToLight_OrThroughWhite()
    {
        static double Luminance(double part, bool diverging)
        {
            var (r, g, b) = Colors.OfAmount(part, diverging);
            return (0.2126 * r) + (0.7152 * g) + (0.0722 * b);
        }
        for (var i = 1; i <= 100; i++)
            Assert.True(Luminance(i / 100.0, false) > Luminance((i - 1) / 100.0, false));
        Assert.Equal(0.5, Enumerable.Range(0, 101).MaxBy(i => Luminance(i / 100.0, true)) / 100.0);
        Assert.Equal(Colors.OfAmount(1, false), Colors.OfAmount(7, false));
    }

    [Fact]
    public void IsLight_ChoosesTheBetterContrast()
    {
        Assert.True(Colors.IsLight((253, 231, 37)));
        Assert.False(Colors.IsLight((68, 1, 84)));
    }

    private static double Contrast(string a, string b)
    {
        var (high, low) = (Math.Max(Luminance(a), Luminance(b)), Math.Min(Luminance(a), Luminance(b)));
        return (high + 0.05) / (low + 0.05);
    }

    private static double Luminance(string color)
    {
        double Channel(int start)
        {
            var value = int.Parse(color.AsSpan(start, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }
        return (0.2126 * Channel(1)) + (0.7152 * Channel(3)) + (0.0722 * Channel(5));
    }

    [GeneratedRegex("--([a-z0-9]+): (#[0-9a-f]{6});")]
    private static partial Regex Variable();
}
