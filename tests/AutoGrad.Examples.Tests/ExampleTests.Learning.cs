namespace AutoGrad.Examples.Tests;

public sealed partial class ExampleTests
{
    [Fact]
    public void Approximation_HasTheErrorsOfTheory()
    {
        var output = RunCourse("approximation", charts: 6);
        Assert.Contains("L = 15.7080   (by hand: 5π = 15.7080)\nM = 197.7532   (by hand: 116/3 √(29/108) π² = 197.7532)\n", output, StringComparison.Ordinal);
        var corners = Table(output, "     h ");
        Assert.Equal(4, corners.Length);
        // The next term of Euler and Maclaurin is below 2e-4 of the width.
        Assert.All(corners, row => Assert.Equal(1, row[2] / row[3], 5e-4));
        var widths = Table(output, "units ");
        Assert.Equal([4, 8, 16, 32, 64, 128], widths.Select(row => row[0]));
        Assert.All(widths, row => Assert.True(row[1] <= row[2] && row[3] <= row[4], output));
        // Wide layers are as good as the bound, and no better.
        Assert.Equal(1, widths[^1][1] / widths[^1][2], 0.01);
        Assert.Equal(1, widths[^1][3] / widths[^1][4], 0.01);
        Assert.All(widths, row => Assert.InRange(row[5], 0, 1.5));
        Assert.Contains("stairs 1/2^1.00, pieces 1/2^2.00\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void ToyCar_LearnsTheFeaturesThatTheHandWouldSet()
    {
        var output = RunCourse("toy-car", charts: 2);
        Assert.InRange(Numbers(output, "things seen right: ", "%").Single(), 98.5, 100);
        var features = Rows(output, "what stands there").ToList();
        Assert.Equal(6, features.Count);
        Assert.All(features, row => Assert.InRange(Math.Abs(NumbersIn(row)[^1]), 0.85, 1));
        Assert.Equal(6, features.Select(row => NumbersIn(row)[0]).Distinct().Count());
        var right = Rows(output, "features  ").ToDictionary(row => row.Split("  ")[0], row => NumbersIn(row)[^1]);
        Assert.InRange(right["none: pixels to actions"], 40, 60);
        Assert.InRange(right["6 by hand"], 96.5, 99);
        Assert.InRange(right["8 learned"], 95, 99.5);
        Assert.InRange(right["16 learned"], 95, 99.5);
        Assert.True(right["3 learned"] < right["8 learned"] - 10, output);
    }

    [Fact]
    public void DeepTraining_FailsWhereGradientsVanishOrDie_AndMapsAgreeWithTheHessian()
    {
        var output = RunCourse("deep-training", charts: 7);
        var losses = Rows(output, "activation  method").ToDictionary(row => string.Join(' ', row.Split(' ', StringSplitOptions.RemoveEmptyEntries)[..2]), row => NumbersIn(row)[^2]);
        Assert.Equal(9, losses.Count);
        foreach (var stuck in new[] { "sigmoid descent", "sigmoid momentum", "ReLU momentum" })
            Assert.Equal(Math.Log(2), losses[stuck], 1e-4);
        foreach (var learned in new[] { "sigmoid Adam", "tanh descent", "tanh momentum", "tanh Adam", "ReLU descent", "ReLU Adam" })
            Assert.InRange(losses[learned], 0, 0.2);
        var norms = Rows(output, "activation  first layer").ToDictionary(row => row.Split("  ")[0], NumbersIn);
        Assert.True(norms["sigmoid"][0] < 1e-4 && norms["tanh"][0] > 1e-2 && norms["ReLU"][0] > 1e-3, output);
        Assert.All(norms.Values, row => Assert.Equal(row[2], Math.Pow(row[0] / row[1], 1.0 / 7), 1e-4));
        Assert.InRange(Numbers(output, "highest loss on the way: ", ",").Single(), 1, 100);
        Assert.Equal([0, 0, 0], Numbers(output, "norms, layers 1 to 8: ", "\n")[..3]);
        Assert.InRange(Numbers(output, "gradients no longer than 0.1: highest loss ", "\n")[1], 0, 0.1);
        var differences = Numbers(output, "by differences ", "\n");
        var derivatives = Numbers(output, "by derivatives ", "\n");
        Assert.Equal(differences[0], derivatives[0], 1e-4);
        Assert.Equal(differences[1], derivatives[1], 1e-3);
        Assert.True(Math.Abs(derivatives[0]) > 0.01 && Math.Abs(derivatives[1]) > 0.01, output);
    }

    [Fact]
    public void Regularization_HelpsButNeverBeatsTheOptimum()
    {
        var output = RunCourse("regularization", charts: 9);
        // An error where one of two bits, each wrong with a probability of Φ(-5/3), is wrong.
        Assert.Equal(90.90, Numbers(output, "by hand ", " %").Single(), 0.005);
        Assert.Equal(90.90, Numbers(output, "right at best ", " %").Single(), 0.15);
        var optimum = Numbers(output, "the best loss ", "\n").Single();
        // By an integral over a grid in NumPy; the program takes the mean over 400,000 points.
        Assert.Equal(0.21874, optimum, 0.003);
        var rows = Rows(output, "remedy ").ToDictionary(row => row.Split("  ")[0], row => NumbersIn(row)[^7..]);
        Assert.Equal(7, rows.Count);
        double HeldOut(string remedy) => rows[remedy][2];
        Assert.All(rows, row => Assert.InRange(row.Value[0], 0, HeldOut(row.Key)));
        Assert.All(rows, row => Assert.InRange(HeldOut(row.Key), optimum - 0.02, HeldOut("nothing")));
        string[] penalties = ["L2", "L1", "L1 and L2"];
        Assert.All([.. penalties, "dropout", "bagging"], remedy => Assert.InRange(HeldOut(remedy), 0, 0.55 * HeldOut("nothing")));
        // The inputs that tell something, and the weights that are gone.
        Assert.All(penalties, remedy => Assert.True(rows[remedy][5] > rows["nothing"][5] + 25 && rows[remedy][6] > 40, output));
        Assert.True(rows["L1"][6] > rows["L2"][6] + 20, output);
        Assert.InRange(Numbers(output, " epochs: ", "\u00a0±").Single(), optimum - 0.02, HeldOut("nothing") / 2);
        // Jensen's inequality.
        Assert.True(HeldOut("bagging") < Numbers(output, "each alone: ", "\u00a0±").Single(), output);
    }

    [Fact]
    public void Pretraining_HelpsASigmoidNetworkWithFewLabels()
    {
        var output = RunCourse("pretraining", charts: 2);
        var right = Table(output, "labels  pre-trained");
        Assert.Equal([20, 100], right.Select(row => row[0]));
        // Of ten digits, a guess tells one in ten right; 500 labels in long runs give 96 %.
        Assert.All(right, row => Assert.All(row[1..], value => Assert.InRange(value, 50, 96)));
        Assert.All(Enumerable.Range(1, 4), contender => Assert.True(right[1][contender] > right[0][contender] + 4, output));
        var gains = Table(output, "labels  pre-training gains");
        Assert.All(right.Zip(gains), rows => Assert.Equal(rows.First[1] - rows.First[2], rows.Second[1], 0.11));
        Assert.InRange(gains[1][1], 1, 20);
        // The cheapest is as good here.
        Assert.True(right[1][4] > right[1][2], output);
    }

    [Fact]
    public void MatrixFactorization_ForecastsBestAtTheTrueRank_AndReachesTheOptimumOfEckartAndYoung()
    {
        var output = RunCourse("matrix-factorization", charts: 3);
        // 14,000 squares of normal noise of variance 0.25: their mean deviates by 0.003.
        Assert.Equal(0.25, Numbers(output, "error of who knows R without noise: ", "\n").Single(), 0.01);
        var rows = Table(output, "rank  descent");
        Assert.Equal([2, 4, 8], rows.Select(row => row[0]));
        Assert.All(rows, row => Assert.InRange(row[2], 0.25, 1));
        Assert.True(rows[1][2] < rows[0][2] - 0.1 && rows[1][2] < rows[2][2] - 0.05, output);
        Assert.InRange(rows[1][2], 0.25, 0.35);
        Assert.Equal(rows[1][1], rows[1][3], 1e-3);
        Assert.Equal(rows[1][2], rows[1][4], 1e-3);
        // 0.25 (1 - 4·296/n), which the small penalty raises a little.
        var told = Numbers(output, "ratings told: ", " of").Single();
        var theory = Numbers(output, " at rank 4: ", "\n").Single();
        Assert.Equal(0.25 * (1 - (4 * 296 / told)), theory, 1e-4);
        Assert.Equal(theory, rows[1][1], 0.01);
        var optimum = Numbers(output, "Eckart and Young ", "\n").Single();
        Assert.Equal(optimum, Numbers(output, "\ndescent ", "(").Single(), 1e-5);
        Assert.Equal(optimum, Numbers(output, "\nin turns ", "(").Single(), 1e-5);
        // What remains is the noise in 196 × 96 free numbers, of which the largest singular values are gone.
        Assert.InRange(optimum, 0.9 * 0.25 * 196 * 96, 1.1 * 0.25 * 196 * 96);
        Assert.All(Numbers(output, "above the optimum, of it: ", "\n"), part => Assert.InRange(part, -1e-12, 1e-9));
    }
}
