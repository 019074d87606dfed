using static AutoGrad.Op;

namespace AutoGrad.Tests.Optimizers.Minimization;

public sealed class MinimizeNewtonCgTests
{
    [Fact]
    public void Quadratic_IsSolved_InAFewSteps()
    {
        Variable<double> a = new[,] { { 4, 1, 0 }, { 1, 3, 0.5 }, { 0, 0.5, 2 } }, b = new[] { 1.0, -2, 3 };
        var result = Minimize.NewtonCg(x => (Sum(x * MatMul(a, x)) / 2) - Sum(b * x), Variable.Vector(5.0, 5, 5), new() { GradientTolerance = 1e-3 });

        Assert.InRange(result.Iterations, 1, 8);
        Assert.All(Solve(a, b).ToArray().Zip(result.Point.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-3));
    }

    [Fact]
    public void Rosenbrock_IsFollowedToItsEnd()
    {
        var result = Minimize.NewtonCg(Functions.Rosenbrock, Functions.Start, new() { GradientTolerance = 1e-10 });

        Assert.Equal(StopReason.GradientTolerance, result.Reason);
        Assert.All(result.Point.ToArray(), x => Assert.Equal(1, x, 1e-9));
        Assert.InRange(result.Iterations, 5, 100);
    }

    [Fact]
    public void PoorlyScaledProblem_TakesFewerSteps_ThanLbfgs()
    {
        var scales = Exp(Variable.Create<double>([.. Enumerable.Range(0, 40).Select(i => 0.35 * i)], [40]));
        Variable<double> F(Variable<double> x) => Sum(scales * (Cosh(x - 1) - 1));
        var options = new MinimizationOptions { GradientTolerance = 1e-6, ValueTolerance = 0 };
        var (newton, lbfgs) = (Minimize.NewtonCg(F, Variable.Zeros<double>([40]), options), Minimize.Lbfgs(F, Variable.Zeros<double>([40]), options));

        Expect.True(newton.Iterations < lbfgs.Iterations / 4, $"{newton} against {lbfgs}");
        Assert.All(newton.Point.ToArray(), x => Assert.Equal(1, x, 1e-5));
    }

    [Fact]
    public void NegativeCurvature_IsLeftDownhill()
    {
        // At 0.1 the second derivative of cos is negative.
        var result = Minimize.NewtonCg(x => Sum(Cos(x)), Variable.Vector(0.1));

        Assert.Equal(-1, result.Value, 1e-12);
    }

    [Fact]
    public void SeveralVariables_InFloat_HaveEachTheirPoint()
    {
        var result = Minimize.NewtonCg<float>(v => Sum(Square(v[0] - 1)) + Square(v[1] - (2 * Sum(v[0]))), [Variable.Zeros<float>([2]), Variable.Scalar(0f)]);

        Assert.Equal([1, 1], result.Points[0].ToArray().Select(x => MathF.Round(x, 3)));
        Assert.Equal(4, result.Points[1].Scalar, 1e-3);
    }

    [Fact]
    public void Start_ThatIsNotFinite_IsRefused() =>
        Assert.Equal("NewtonCg: needs a start where the value and its gradient are finite.",
            Assert.Throws<NonFiniteLossException>(() => Minimize.NewtonCg(x => Sum(Sqrt(x)), Variable.Vector(0.0))).Message);
}
