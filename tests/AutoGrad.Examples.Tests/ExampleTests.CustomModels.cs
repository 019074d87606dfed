namespace AutoGrad.Examples.Tests;

/// <summary>The programs of the course whose models no library ships.</summary>
public sealed partial class ExampleTests
{
    [Fact]
    public void NeuralOde_HasARightGradient_AndLearnsTheLawOfThePendulum()
    {
        var output = RunCourse("neural-ode", charts: 4);
        var orders = Table(output, "steps of a turn").Skip(1).Select(row => row[2]).ToList();
        Assert.Equal(3, orders.Count);
        Assert.All(orders, order => Assert.Equal(16, order, 0.1));
        Assert.Contains("right: no objection\nwrong: f: Reverse mode is wrong.\n", output, StringComparison.Ordinal);
        var least = Numbers(output, "loss of the law of motion ", "\n").Single();
        Assert.InRange(least, 1e-4, 3e-4);
        Assert.Equal(1, Numbers(output, "loss of the network ", "\n").Single() / least, 0.3);
        var errors = Table(output, "law  ").Select(row => row[0]).ToList();
        Assert.True(errors[2] < errors[1] / 3 && errors[1] < errors[0], output);
        Assert.Equal(2 * Math.PI / Math.Sqrt(0.99), Numbers(output, "\nperiod ", " s,").Single(), 0.3);
        Assert.Equal(0.1, Numbers(output, " s, damping ", " per s").Single(), 0.02);
    }

    [Fact]
    public void Bayesian_SamplesThePosterior()
    {
        var output = RunCourse("bayesian", charts: 4);
        // NumPy's sums over another grid, and its Newton method, give these.
        Assert.Contains("most probable  [3.22644, 4.03434, -4.35909]\n", output, StringComparison.Ordinal);
        Assert.Contains("mean           [3.37176, 4.21864, -4.53511]\n", output, StringComparison.Ordinal);
        Assert.All(Numbers(output, "deviation      [", "]").Zip([1.22069, 1.10082, 0.792197]), pair => Assert.Equal(pair.Second, pair.First, 2e-5));
        var accepted = Table(output, "size of a step").Select(row => row[1]).ToList();
        Assert.Equal(6, accepted.Count);
        Assert.All(accepted.Zip(accepted.Skip(1)), pair => Assert.True(pair.First > pair.Second, output));
        Assert.InRange(accepted[0], 0.99, 1);
        Assert.InRange(Numbers(output, "mean off by ", " deviations").Single(), 0, 0.06);
        Assert.InRange(Numbers(output, "deviation off by ", "%").Single(), 0, 6);
        var mode = Numbers(output, "by the most probable: [", "]");
        var all = Numbers(output, "by the posterior:     [", "]");
        Assert.True(all[0] < mode[0] - 0.01, output);
    }

    [Fact]
    public void LanguageModel_StaysAboveTheEntropyOfItsText()
    {
        var output = RunCourse("language-model", charts: 2);
        // log2(12·11·4·8·8) bits in 18 marks and 4·41/12 + 18/4 + 2·35/8 letters, the mean lengths of names, verbs and moods.
        var entropy = Math.Log2(12 * 11 * 4 * 8 * 8) / (18 + (4 * 41 / 12.0) + (18 / 4.0) + (2 * 35 / 8.0));
        Assert.Equal(entropy, Numbers(output, "\nentropy ", " bits per character\n").Single(), 1e-4);
        var rows = Rows(output, "model        bits").Select(row => NumbersIn(row)[^2..]).ToList();
        Assert.Equal(10, rows.Count);
        Assert.All(rows, row => Assert.Equal(Math.Pow(2, row[0]), row[1], 1e-3));
        Assert.All(rows, row => Assert.InRange(row[0], entropy - 1e-5, Math.Log2(26)));
        Assert.All(rows.Take(6).Zip(rows.Skip(1)), pair => Assert.True(pair.First[0] > pair.Second[0], output));
        // Twenty steps are few, but enough to learn how frequent each character is, and something of what follows what.
        Assert.InRange(rows[7][0], 0, 2.5);
        Assert.InRange(rows[8][0], 0, rows[0][0] - 0.8);
        Assert.Equal(4, Rows(output, "temperature ").Count());
    }

    [Fact]
    public void GaussianProcess_HasTheGradientOfBooks_AndAMarginThatHolds()
    {
        var output = RunCourse("gaussian-process", charts: 3);
        Assert.InRange(Numbers(output, "apart     ", "\n").Single(), 0, 1e-10);
        Assert.InRange(Numbers(output, "slope there: ", "\n").Single(), 0, 1e-4);
        var parameters = Rows(output, "parameter ").Select(row => NumbersIn(row)).ToList();
        Assert.Equal(3, parameters.Count);
        // The error that was put in.
        Assert.True(parameters[2][1] < 0.15 && 0.15 < parameters[2][2], output);
        Assert.InRange(Numbers(output, "inside the band: ", " %").Single(), 80, 100);
        Assert.True(Numbers(output, "deviation at 5: ", "\n").Single() > 4 * Numbers(output, "deviation at 2: ", "\n").Single(), output);
    }
}
