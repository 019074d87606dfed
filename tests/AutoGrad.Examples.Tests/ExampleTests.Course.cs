using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace AutoGrad.Examples.Tests;

/// <summary>The programs of the course, in their quick form: the numbers that they tell, and the page that they write.</summary>
public sealed partial class ExampleTests : IDisposable
{
    private readonly string _pages = Directory.CreateTempSubdirectory("pages").FullName;

    public void Dispose() => Directory.Delete(_pages, recursive: true);

    [Fact]
    public void Xor_IsSolvedByAHiddenLayer_AndByNoLine()
    {
        var output = RunCourse("xor", charts: 14);
        Assert.Contains("loss         0.693147   (ln 2 = 0.693147)\ngradient     [0, 0, 0]\n", output, StringComparison.Ordinal);
        Assert.All(Numbers(output, "eigenvalues  [", "]"), eigenvalue => Assert.True(eigenvalue > 0));
        Assert.Contains(", 0.693147 after 1000 steps\nprobabilities of \"true\": [0.5, 0.5, 0.5, 0.5]\n", output, StringComparison.Ordinal);
        foreach (var (inputs, answer) in new[] { ("0 xor 0", 0), ("0 xor 1", 1), ("1 xor 0", 1), ("1 xor 1", 0) })
            Assert.Equal(answer, Numbers(output, $"{inputs} = ", "\n").Single(), 0.01);
        var table = Table(output, "hidden units");
        Assert.Equal([1, 2, 3, 4, 8], table.Select(row => (int)row[0]));
        // One unit: below ¾ of the entropy of ⅓ no loss can be.
        Assert.Equal(0, table[0][1]);
        Assert.InRange(table[0][2], 0.4773, 0.49);
        Assert.InRange(table[1][1], 10, 19);
        Assert.Equal(20, table[4][1]);
        Assert.InRange(table[4][2], 0, 0.01);
    }

    [Fact]
    public void Activations_TellWhereTheySaturate_WhoDies_AndWhatVanishes()
    {
        var output = RunCourse("activations", charts: 8);
        Assert.Contains("y = σ(x)·σ(-x)\n\ny = 1 - tanh(x)²\n\ny = σ(x)·(1 + x·σ(-x))\n", output, StringComparison.Ordinal);
        Assert.Contains("sigmoid        4.53958E-05    0.104994  0.25   0.104994  4.53958E-05\n", output, StringComparison.Ordinal);
        var dead = Table(output, "points shifted by");
        Assert.All(dead[0], count => Assert.Equal(0, count));
        Assert.InRange(dead[2][2], dead[2][1] + 20, 64);
        Assert.InRange(dead[2][3], 0, dead[2][1] - 10);
        var factors = Rows(output, "activation ").ToDictionary(row => row.Split("  ")[0], row => NumbersIn(row)[^1]);
        Assert.InRange(factors["sigmoid"], 0.2, 0.25);
        foreach (var name in new[] { "tanh", "ReLU", "leaky ReLU", "GELU" })
            Assert.InRange(factors[name], 0.95, 1.05);
        Assert.Contains("Jacobian           as by hand, within ", output, StringComparison.Ordinal);
        Assert.InRange(Numbers(output, "as by hand, within ", "\n").Single(), 0, 1e-15);
        var difference = Numbers(output, "gradient           [", "]").Zip(Numbers(output, "p - y              [", "]"), (a, b) => a - b);
        Assert.All(difference, value => Assert.Equal(0, value, 1e-6));
    }

    [Fact]
    public void Initialization_StaysSymmetricFromAConstant_AndHasFactorsAsInTheory()
    {
        var output = RunCourse("initialization", charts: 5);
        Assert.Equal(Numbers(output, "entropy of the labels: ", "\n").Single(), Numbers(output, "loss ", " after").Single(), 2e-4);
        Assert.Contains("largest 0.weight  0\nlargest 0.bias    0\nlargest 2.weight  0\n", output, StringComparison.Ordinal);
        Assert.InRange(Numbers(output, "largest 2.bias ", "\n").Single(), 1e-3, 1);
        Assert.Contains("largest difference of any two hidden units: 0\n", output, StringComparison.Ordinal);
        var factors = Rows(output, "weights ").Select(row => NumbersIn(row)[^2..]).ToList();
        Assert.Equal(5, factors.Count);
        Assert.All(factors, row => Assert.Equal(1, row[0] / row[1], 0.03));
        Assert.InRange(Numbers(output, "N(0, 0.01²)  loss ", "\n").Single(), 2.29, 2.31);
        Assert.InRange(Numbers(output, "He           loss ", "\n").Single(), 0, 0.5);
    }

    [Fact]
    public void Descent_ShrinksTheErrorAtTheRatesOfTheory()
    {
        var output = RunCourse("descent", charts: 5);
        var valley = Table(output, "learning rate");
        Assert.Equal(5, valley.Length);
        Assert.All(valley, row => Assert.Equal(row[2], row[1], 2e-5));
        var factors = Rows(output, "method   ").Select(row => NumbersIn(row)).ToList();
        Assert.Equal(24.0 / 26, factors[0][^3], 1e-5);
        Assert.InRange(factors[1][^3], 0.6666, 0.675);
        var batches = output[output.IndexOf("## Batches", StringComparison.Ordinal)..];
        var excess = Rows(batches, "method ").Select(row => NumbersIn(row)[^2..]).ToList();
        Assert.True(excess[0][0] > 10 * excess[1][0] && excess[1][0] > 10 * excess[2][0], output);
        Assert.True(excess[4][1] < excess[3][1] / 5, output);
        Assert.InRange(Numbers(output, "The least loss is ", ",").Single(), 0.85, 0.98);
    }

    [Fact]
    public void Autoencoder_FindsThePrincipalComponents_AndADeepOneBeatsThem()
    {
        var output = RunCourse("autoencoder", charts: 2);
        // NumPy's singular values of the centred data give the same losses, here and below.
        Assert.Contains("loss of the projection       0.023913253\nsum of other eigenvalues/64  0.023913253\n", output, StringComparison.Ordinal);
        Assert.InRange(Numbers(output, "above the optimum by ", "\n").Single(), 0, 1e-4);
        Assert.InRange(Numbers(output, "part of the decoder outside: ", "\n").Single(), 0, 0.1);
        var rows = Rows(output, "                      learned").Select(row => NumbersIn(row)).ToList();
        Assert.Equal(0.0238481, rows[0][0], 1e-7);
        Assert.Equal(0.0244066, rows[0][1], 1e-7);
        Assert.True(rows[1][0] < rows[0][0] && rows[1][1] < rows[0][1], output);
    }

    [Fact]
    public void Regression_FindsTheOptimaThatOthersFind()
    {
        var output = RunCourse("regression", charts: 4);
        // By NumPy's lstsq.
        Assert.Contains("\nformulas  [0.413523, 4.11032]\ndescent   [0.413523, 4.11032]\napart     ", output, StringComparison.Ordinal);
        Assert.InRange(Numbers(output, "apart  ", "\n").Single(), 0, 1e-9);
        Assert.Contains("∂L/∂W = Xᵀ (X W - y)\n\n∂L/∂W = Xᵀ (σ(X W) - y)\n", output, StringComparison.Ordinal);
        Assert.InRange(Numbers(output, "from the closed form: ", "\n").Single(), 0, 1e-9);
        // By NumPy's lstsq, and by Newton's method and by L-BFGS in PyTorch.
        Assert.Equal(0.937850, Numbers(output, "R² = ", "\n").Single(), 1e-6);
        Assert.Equal(0.232083577, Numbers(output, "loss           ", "\n").Single(), 1e-9);
        Assert.Equal(0.232083577, Numbers(output, "Newton's loss  ", "\n").Single(), 1e-9);
        Assert.Contains("weights        [1.58819, 2.30675, -2.2146]\n", output, StringComparison.Ordinal);
        var softmax = output[output.IndexOf("## Softmax", StringComparison.Ordinal)..];
        Assert.Equal(0.298774751, Numbers(softmax, "loss           ", "\n").Single(), 1e-9);
        Assert.Contains("right          143 of 150\n", softmax, StringComparison.Ordinal);
        Assert.Equal([-0.225166, -0.225166, -0.225166], Table(output, "weight of")[0]);
        Assert.Equal([0, 0, 0], Table(output, "weight of")[3]);
    }

    [Fact]
    public void Backpropagation_AgreesWithTheHand_CostsAFewTimesTheFunction_AndIsExact()
    {
        var output = RunCourse("backpropagation", charts: 1);
        var values = Table(output, "value ");
        Assert.Equal(7, values.Length);
        Assert.All(values, row => Assert.Equal(row[1], row[2], 1e-6));
        Assert.Contains("∂L/∂w = -2·t2·x\n∂L/∂b = -2·t2\n", output, StringComparison.Ordinal);
        var costs = Table(output, "width ");
        Assert.Equal([16, 64, 256], costs.Select(row => row[0]));
        // The cheap gradient principle: at most about five times the function (Griewank and Walther, 2008).
        Assert.All(costs, row => Assert.InRange(row[3], 1.5, 5));
        Assert.All(costs, row => Assert.InRange(row[4] / row[1], 1.5, 5));
        Assert.InRange(Numbers(output, "one-sided, at best  ", "\n").Single(), 1e-9, 1e-6);
        Assert.InRange(Numbers(output, "central, at best    ", "\n").Single(), 1e-12, 1e-9);
        Assert.InRange(Numbers(output, "backpropagation     ", "\n").Single(), 0, 1e-14);
    }

    [Fact]
    public void Overfitting_HasTheVarianceOfTheory_AndRemediesHelp()
    {
        var output = RunCourse("overfitting", charts: 7);
        var degrees = Table(output, "degree ");
        Assert.Equal([1, 3, 5, 7, 10, 15], degrees.Select(row => row[0]));
        foreach (var row in degrees)
        {
            Assert.Equal(1, row[2] / row[3], 0.06);
            Assert.Equal(row[1] + row[2] + 0.09, row[5], 0.01);
            Assert.Equal(row[1] + 0.09 - row[3], row[4], 0.01);
        }
        var remedies = Rows(output, "remedy ").Select(row => NumbersIn(row)[^1]).ToList();
        Assert.Equal(5, remedies.Count);
        Assert.All(remedies.Skip(1), error => Assert.InRange(error, 0.09, remedies[0] - 0.015));
    }

    [Fact]
    public void Convolution_IsABandedMatrix_MovesWithItsInput_AndSparesParameters()
    {
        var output = RunCourse("convolution", charts: 1);
        Assert.Contains("at row 3, column 4: 2.125, by hand 2.125\n", output, StringComparison.Ordinal);
        Assert.Contains("pullback of yBar      [0, 1, 2, 1, 4, -2]\nwindow turned around  [0, 1, 2, 1, 4, -2]\n", output, StringComparison.Ordinal);
        Assert.Contains("“convolve, then move”:\n\n0\n", output, StringComparison.Ordinal);
        var networks = Rows(output, "network ").Select(row => NumbersIn(row)[^3..]).ToList();
        Assert.Equal([2110, 19210, 1898], networks.Select(row => row[0]));
        Assert.All(networks, row => Assert.InRange(row[1], 85, 100));
        Assert.True(networks[2][2] > networks[1][2] + 4, output);
    }

    private string RunCourse(string name, int charts)
    {
        var output = Run($"{name}.cs", "--quick");
        var path = Path.Combine(_pages, $"{name}.html");
        Assert.EndsWith($"The page: {path}\n", output, StringComparison.Ordinal);
        var page = XDocument.Load(path);
        Assert.Equal(charts, page.Descendants().Count(element => element.Name.LocalName == "figure" && (string?)element.Attribute("class") == "chart"));
        Assert.DoesNotContain("is not there.", page.Root!.Value, StringComparison.Ordinal);
        ExampleList.Choose(name, _pages);
        return output;
    }

    /// <summary>The numbers, with commas or spaces between, after the first place where the output says something, and up to what comes next.</summary>
    private static double[] Numbers(string output, string before, string after)
    {
        var from = output.IndexOf(before, StringComparison.Ordinal);
        Assert.True(from >= 0, $"There is no “{before}” in\n{output}");
        var text = output[(from + before.Length)..];
        return NumbersIn(text[..text.IndexOf(after, StringComparison.Ordinal)]);
    }

    /// <summary>The numbers in the rows of the table whose header begins so.</summary>
    private static double[][] Table(string output, string header) =>
        [.. Rows(output, header).Select(NumbersIn)];

    private static double[] NumbersIn(string text) => [.. Number().Matches(text).Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture))];

    private static IEnumerable<string> Rows(string output, string header) =>
        output[output.IndexOf($"\n{header}", StringComparison.Ordinal)..].Split('\n').Skip(3).TakeWhile(line => line.Length > 0);

    [GeneratedRegex(@"-?\d+(\.\d+)?(E[+-]?\d+)?")]
    private static partial Regex Number();
}
