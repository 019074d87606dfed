using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace AutoGrad.Examples.Tests;

/// <summary>The examples, run as a user runs them.</summary>
public sealed partial class ExampleTests
{
    // Logistic regression reaches 0.967 on this split, a support vector machine 0.989.
    private const double LeastAccuracy = 97.5;

    private static readonly HashSet<string> Built = [];

    [Fact]
    public void HandwrittenDigits_ReachesItsAccuracy_WithTheDefaultSeed()
    {
        var output = Run("handwritten-digits.cs");
        Assert.StartsWith("1438 digits to learn from, 359 held out.", output, StringComparison.Ordinal);
        Assert.Equal(40, output.Split('\n').Count(line => line.StartsWith("epoch ", StringComparison.Ordinal)));
        Assert.Contains("held out: written (rows), read as (columns)", output, StringComparison.Ordinal);
        Assert.Contains("were misread, among them:", output, StringComparison.Ordinal);
        var last = Accuracy().Match(output);
        Assert.True(last.Success, output);
        var accuracy = double.Parse(last.Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.True(accuracy >= LeastAccuracy, $"{accuracy} % of the held-out digits were read right.");
        Assert.DoesNotContain('\u001b', output);
    }

    [Fact]
    public void HandwrittenDigits_GivesTheSameNumbers_EachTime() =>
        Assert.Equal(Epochs(Run("handwritten-digits.cs", "--quick")), Epochs(Run("handwritten-digits.cs", "--quick")));

    [Fact]
    public void ConvolutionalDigits_ReachesItsAccuracy()
    {
        var output = Run("convolutional-digits.cs");
        Assert.Equal(20, output.Split('\n').Count(line => line.StartsWith("epoch ", StringComparison.Ordinal)));
        var last = ReadRight().Match(output);
        Assert.True(last.Success, output);
        Assert.InRange(double.Parse(last.Groups[1].Value, CultureInfo.InvariantCulture), 98.6, 100);
    }

    [Fact]
    public void FirstGradient_AgreesWithTheHand()
    {
        var output = Run("first-gradient.cs");
        Assert.Contains("[3, 12, 27]   (by hand: 3x²)", output, StringComparison.Ordinal);
        Assert.Contains("[[802, -400], [-400, 200]]   (by hand: [[802, -400], [-400, 200]])", output, StringComparison.Ordinal);
        Assert.Contains("sin''' at 2:  0.416147   (by hand: -cos 2 = 0.416147)", output, StringComparison.Ordinal);
    }

    [Fact]
    public void SymbolicGradients_ReadAsOneWritesThem_AndAreTheSameThreeTimes()
    {
        var output = Run("symbolic-gradients.cs", "--quick");
        Assert.Contains(
            """
            simplified:

            ∂L/∂w1 = -2/N Σ(y - g)·w2·x
            ∂L/∂b1 = -2/N Σ(y - g)·w2
            ∂L/∂w2 = -2/N Σ(y - g)·h
            ∂L/∂b2 = -2/N Σ(y - g)
            where
              h = w1·x + b1
              g = w2·h + b2

            """, output, StringComparison.Ordinal);
        foreach (var weight in new[] { "w1", "b1", "w2", "b2" })
        {
            var row = output.Split('\n').Single(line => line.StartsWith($"  {weight}  ", StringComparison.Ordinal) && line.Length == 70);
            var numbers = row.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..].Select(word => double.Parse(word, CultureInfo.InvariantCulture)).ToArray();
            Assert.Equal(numbers[1], numbers[2]);
            Assert.Equal(numbers[0], numbers[1], 1e-12);
        }
        Assert.Contains("symbolic-gradients.cs:17 in Main", output, StringComparison.Ordinal);
    }

    private static string Epochs(string output) =>
        string.Join('\n', output.Split('\n').Where(line => line.StartsWith("epoch ", StringComparison.Ordinal)));

    private string Run(string example, params string[] arguments)
    {
        var (exitCode, output, errors) = Start(example, arguments);
        Assert.True(exitCode == 0, $"{example} ended with {exitCode}.\n{output}\n{errors}");
        return output;
    }

    private (int ExitCode, string Output, string Errors) Start(string example, string[] arguments, params (string Name, string Value)[] environment)
    {
        // Tests run one after the other: what one of them built, the next need not.
        List<string> command = Built.Add(example) ? ["run"] : ["run", "--no-build"];
        var start = new ProcessStartInfo("dotnet", [.. command, Path.Combine("examples", example), "--", .. arguments])
        {
            WorkingDirectory = MarkdownCode.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["AUTOGRAD_PAGES"] = start.Environment["AUTOGRAD_PICTURES"] = _pages;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        // The test host's own settings must not reach the build that it starts.
        foreach (var name in start.Environment.Keys.Where(key => key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd().ReplaceLineEndings("\n");
        process.WaitForExit();
        return (process.ExitCode, output, errors.Result.ReplaceLineEndings("\n"));
    }

    [GeneratedRegex(@"Held out: loss [\d.]+, ([\d.]+) % right, after [\d.]+ s\.")]
    private static partial Regex Accuracy();

    [GeneratedRegex(@"\n([\d.]+) % of the held-out digits were read right")]
    private static partial Regex ReadRight();
}
