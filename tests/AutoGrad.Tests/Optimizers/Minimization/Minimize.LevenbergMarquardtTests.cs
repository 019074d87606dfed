using static AutoGrad.Op;

namespace AutoGrad.Tests.Optimizers.Minimization;

public sealed class MinimizeLevenbergMarquardtTests
{
    [Fact]
    public void LogisticCurveOfFourParameters_IsFoundFromAPoorStart()
    {
        // From the bottom a up to the top d, half way at c, with steepness b.
        Variable<double> dose = new[] { 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100 };
        Variable<double> Curve(Variable<double> p) =>
            p[3] + ((p[0] - p[3]) / (1 + Exp(p[1] * (Log(dose) - p[2]))));
        Variable<double> truth = new[] { 0.2, 1.3, 0.9, 4.5 };
        var response = Curve(truth);
        var result = Minimize.LevenbergMarquardt(p => Curve(p) - response, Variable.Vector(2.0, 0.3, -3, 3), new() { GradientTolerance = 1e-12 });

        Expect.True(result.HasConverged, $"{result}");
        Assert.All(truth.ToArray().Zip(result.Point.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
        Assert.Equal(0, result.Value, 1e-12);
    }

    // Fits of the National Institute of Standards and Technology, with the parameters and the sum of squares
    // that it certifies: https://www.itl.nist.gov/div898/strd/nls/nls_main.shtml.
    [Fact]
    public void Rat43_AgreesWithTheCertifiedFit()
    {
        Variable<double> x = Variable.Create<double>([.. Enumerable.Range(1, 15).Select(i => (double)i)], [15]);
        Variable<double> y = new[] { 16.08, 33.83, 65.80, 97.20, 191.55, 326.20, 386.87, 520.53, 590.03, 651.92, 724.93, 699.56, 689.96, 637.56, 717.41 };
        Agree(b => (b[0] / Pow(1 + Exp(b[1] - (b[2] * x)), 1 / b[3])) - y, [100, 10, 1, 1],
            [6.9964151270e+02, 5.2771253025e+00, 7.5962938329e-01, 1.2792483859e+00], 8.7864049080e+03);
    }

    [Fact]
    public void Mgh10_AgreesWithTheCertifiedFit()
    {
        Variable<double> x = Variable.Create<double>([.. Enumerable.Range(10, 16).Select(i => 5.0 * i)], [16]);
        Variable<double> y = new[] { 34780.0, 28610, 23650, 19630, 16370, 13720, 11540, 9744, 8261, 7030, 6005, 5147, 4427, 3820, 3307, 2872 };
        Agree(b => (b[0] * Exp(b[1] / (x + b[2]))) - y, [0.02, 4000, 250], [5.6096364710e-03, 6.1813463463e+03, 3.4522363462e+02], 8.7945855171e+01);
    }

    [Fact]
    public void Rat42_AgreesWithTheCertifiedFit()
    {
        Variable<double> x = new[] { 9.0, 14, 21, 28, 42, 57, 63, 70, 79 }, y = new[] { 8.93, 10.80, 18.59, 22.33, 39.35, 56.11, 61.73, 64.62, 67.08 };
        Agree(b => (b[0] / (1 + Exp(b[1] - (b[2] * x)))) - y, [100, 1, 0.1], [7.2462237576e+01, 2.6180768402e+00, 6.7359200066e-02], 8.0565229338e+00);
    }

    private static void Agree(Func<Variable<double>, Variable<double>> residuals, double[] start, double[] certified, double sumOfSquares)
    {
        var result = Minimize.LevenbergMarquardt(residuals, start, new() { ValueTolerance = 1e-15 });

        Expect.True(result.HasConverged, $"{result}");
        Assert.All(certified.Zip(result.Point.ToArray()), pair => Assert.Equal(1, pair.Second / pair.First, 1e-6));
        Assert.Equal(1, 2 * result.Value / sumOfSquares, 1e-9);
    }

    [Fact]
    public void LinearResiduals_AreSolvedAtOnce_ForEachVariable()
    {
        Variable<double> a = new[,] { { 1.0, 2 }, { 3, 4 }, { 5, 6 } }, y = new[] { 1.0, 2, 2.5 };
        var result = Minimize.LevenbergMarquardt<double>(v => MatMul(a, v[0]) + v[1] - y, [Variable.Zeros<double>([2]), Variable.Scalar(0.0)]);

        // A third column of ones is a combination of the two, so there are many solutions: all fit the line that is left.
        Assert.Equal(0, Sum(MatMul(a, result.Points[0]) + result.Points[1] - y).Scalar, 1e-6);
        Assert.InRange(result.Iterations, 1, 5);
    }

    [Fact]
    public void Cancellation_AndProgress()
    {
        using var source = new CancellationTokenSource();
        List<MinimizationProgress> progress = [];
        var result = Minimize.LevenbergMarquardt(p => Rosenbrock(p), Functions.Start, progress: step =>
        {
            progress.Add(step);
            source.Cancel();
        }, cancellationToken: source.Token);

        Assert.Equal((StopReason.Canceled, 1), (result.Reason, result.Iterations));
        Assert.Equal(Assert.Single(progress).Value, result.Value);
    }

    [Fact]
    public void MaximumIterations_AreNotPassed() =>
        Assert.Equal((StopReason.MaximumIterations, 2), Minimize.LevenbergMarquardt(Rosenbrock, Functions.Start, new() { MaximumIterations = 2 }) is var result
            ? (result.Reason, result.Iterations) : default);

    [Fact]
    public void Rosenbrock_AsLeastSquares_InFloat()
    {
        var result = Minimize.LevenbergMarquardt(x => Stack([10 * (x[1] - Square(x[0])), 1 - x[0]]), Variable.Vector(-1.2f, 1f));

        Assert.All(result.Point.ToArray(), x => Assert.Equal(1, x, 1e-4f));
    }

    [Fact]
    public void StepOutOfTheDomain_IsMadeShorter()
    {
        var result = Minimize.LevenbergMarquardt(x => Log(x) - 1, Variable.Scalar(20.0));

        Assert.Equal(Math.E, result.Point.Scalar, 1e-6);
    }

    [Fact]
    public void Start_ThatIsNotFinite_IsRefused() =>
        Assert.Equal("LevenbergMarquardt: needs a start where the residuals and their derivatives are finite.",
            Assert.Throws<NonFiniteLossException>(() => Minimize.LevenbergMarquardt(Log, Variable.Vector(-1.0))).Message);

    private static Variable<double> Rosenbrock(Variable<double> x) => Stack([10 * (x[1] - Square(x[0])), 1 - x[0]]);
}
