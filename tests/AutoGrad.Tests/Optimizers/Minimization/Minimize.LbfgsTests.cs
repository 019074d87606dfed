using System.Numerics;
using AutoGrad.Data;
using static AutoGrad.Loss;
using static AutoGrad.Op;

namespace AutoGrad.Tests.Optimizers.Minimization;

public sealed class MinimizeLbfgsTests
{
    // The minimum that other implementations agree on, of cross-entropies of the 150 irises with half the squared weights.
    private const double LogisticRegressionOfIris = 31.3787682608;

    [Fact]
    public void LogisticRegressionOfIris_ReachesItsOptimum()
    {
        var (x, labels) = StandardizedIris<double>();
        var result = Minimize.Lbfgs<double>(
            v => CrossEntropy(MatMul(x, v[0]) + v[1], labels, reduction: Reduction.Sum) + (Sum(Square(v[0])) / 2), [Variable.Zeros<double>([4, 3]), Variable.Zeros<double>([3])]);

        Assert.Equal(LogisticRegressionOfIris, result.Value, 1e-9);
        Assert.True(result.HasConverged);
        Assert.Equal([[4, 3], [3]], result.Points.Select(point => point.Shape));
        Assert.InRange(result.Iterations, 5, 60);
        Assert.InRange(result.Evaluations, result.Iterations + 1, 2 * result.Iterations);
    }

    [Fact]
    public void ParametersOfAModule_AreLeftAtTheOptimum()
    {
        var (x, labels) = StandardizedIris<double>();
        var model = new Linear<double>(4, 3, new RandomStream(1));
        Variable<double> Loss() => CrossEntropy(model.Forward(x), labels, reduction: Reduction.Sum) + Penalty.L2([model.Weight], 1);
        var result = Minimize.Lbfgs(Loss, model.Parameters);

        Assert.Equal(LogisticRegressionOfIris, result.Value, 1e-9);
        Assert.Equal(result.Value, Loss().Scalar);
        Assert.Equal(result.Points[0].ToArray(), model.Weight.Variable.ToArray());
    }

    [Fact]
    public void InFloat_ComesAsCloseAsItsValuesTell()
    {
        var (x, labels) = StandardizedIris<float>();
        var result = Minimize.Lbfgs<float>(
            v => CrossEntropy(MatMul(x, v[0]) + v[1], labels, reduction: Reduction.Sum) + (Sum(Square(v[0])) / 2), [Variable.Zeros<float>([4, 3]), Variable.Zeros<float>([3])]);

        Assert.Equal(LogisticRegressionOfIris, result.Value, 1e-3);
        Assert.True(result.HasConverged);
    }

    [Fact]
    public void Rosenbrock_OfManyVariables_IsFollowedToItsEnd()
    {
        var start = Variable.Create<double>([.. Enumerable.Range(0, 100).Select(i => i % 2 == 0 ? -1.2 : 1)], [100]);
        var result = Minimize.Lbfgs(Functions.Rosenbrock, start, new() { GradientTolerance = 1e-9, ValueTolerance = 0 });

        Assert.Equal(StopReason.GradientTolerance, result.Reason);
        Assert.All(result.Point.ToArray(), x => Assert.Equal(1, x, 1e-8));
        Assert.InRange(result.GradientNorm, 0, 1e-9);
    }

    [Fact]
    public void MemoryOfOne_StillGoesThere() =>
        Assert.Equal([1, 1], Minimize.Lbfgs(Functions.Rosenbrock, Functions.Start, new() { Memory = 1, GradientTolerance = 1e-10 }).Point.ToArray().Select(x => Math.Round(x, 8)));

    [Fact]
    public void Progress_IsToldAfterEachStep_AndValuesFall()
    {
        List<MinimizationProgress> progress = [];
        var result = Minimize.Lbfgs(Functions.Rosenbrock, Functions.Start, progress: progress.Add);

        Assert.Equal(Enumerable.Range(1, result.Iterations), progress.Select(step => step.Iteration));
        Assert.Equal(progress.Select(step => step.Value).OrderDescending(), progress.Select(step => step.Value));
        Assert.Equal((result.Value, result.GradientNorm, result.Evaluations), (progress[^1].Value, progress[^1].GradientNorm, progress[^1].Evaluations));
    }

    [Fact]
    public void Cancelled_GivesTheBestUntilThen()
    {
        using var source = new CancellationTokenSource();
        var value = double.NaN;
        var result = Minimize.Lbfgs(Functions.Rosenbrock, Functions.Start, progress: step =>
        {
            value = step.Value;
            if (step.Iteration == 3)
                source.Cancel();
        }, cancellationToken: source.Token);

        Assert.Equal(StopReason.Canceled, result.Reason);
        Assert.False(result.HasConverged);
        Assert.Equal(3, result.Iterations);
        Assert.Equal(value, result.Value);
        Assert.Equal(value, Functions.Rosenbrock(result.Point).Scalar);
    }

    [Fact]
    public void NoIterations_GivesTheStart()
    {
        var result = Minimize.Lbfgs(Functions.Rosenbrock, Functions.Start, new() { MaximumIterations = 0 });

        Assert.Equal((StopReason.MaximumIterations, 0, 1), (result.Reason, result.Iterations, result.Evaluations));
        Assert.Equal([-1.2, 1], result.Point.ToArray());
        Assert.Equal(24.2, result.Value, 1e-13);
    }

    [Fact]
    public void AtAMinimum_EndsAtOnce()
    {
        var result = Minimize.Lbfgs(x => Sum(Square(x)), Variable.Zeros<double>([3]));

        Assert.Equal((StopReason.GradientTolerance, 0, 0.0), (result.Reason, result.Iterations, result.Value));
        Assert.Equal("0 after 0 iterations and 1 evaluations (GradientTolerance, gradient 0)", result.ToString());
    }

    [Fact]
    public void OutsideOfTheDomain_IsSteppedBackFrom()
    {
        // The logarithm of what is not above 0 is no number; the minimum lies at 1.
        var result = Minimize.Lbfgs(x => x - Log(x), Variable.Scalar(1e-3));

        Assert.Equal(1, result.Point.Scalar, 1e-6);
        Assert.True(result.HasConverged);
    }

    [Fact]
    public void FunctionThatIsNotSmooth_EndsWhereNoStepGoesDown()
    {
        var result = Minimize.Lbfgs(x => Sum(Abs(x)), Variable.Vector(0.3, -0.7));

        Assert.False(double.IsNaN(result.Value));
        Assert.InRange(result.Value, 0, 0.5);
    }

    [Fact]
    public void FunctionWithoutMinimum_GoesDown_AndEnds()
    {
        var result = Minimize.Lbfgs(x => -Sum(x), Variable.Vector(0.0), new() { MaximumIterations = 5 });

        Assert.InRange(result.Value, double.MinValue, -1e3);
        Assert.False(result.HasConverged);
    }

    [Fact]
    public void WrongDerivative_IsSaidToLeadNowhere()
    {
        static Variable<double> WithWrongSign(Variable<double> x) => Sum(Custom<double>([x], v => Square(v[0]), (_, v, _, yBar) => -2 * v[0] * yBar));
        var result = Minimize.Lbfgs(WithWrongSign, Variable.Vector(1.0, 2.0));

        Assert.Equal(StopReason.NoDescent, result.Reason);
        Assert.Equal([1, 2], result.Point.ToArray());
    }

    [Fact]
    public void OpenTape_RecordsNothingOfIt()
    {
        using var tape = new Tape<double>();
        Minimize.Lbfgs(Functions.Rosenbrock, Functions.Start);

        Assert.Equal(0, tape.Count);
    }

    [Fact]
    public void ParameterThatIsNotUsed_StaysAsItIs()
    {
        var (used, unused) = (new Parameter<double>(3, "used"), new Parameter<double>(7, "unused"));
        var result = Minimize.Lbfgs(() => Square(used.Variable - 1) + (0 * StopGradient(unused.Variable)), [used, unused, used]);

        Assert.Equal(2, result.Points.Count);
        Assert.Equal(1, used.Variable.Scalar, 1e-6);
        Assert.Equal(7, unused.Variable.Scalar);
    }

    [Fact]
    public void ParameterThatIsFrozen_StaysAsItIs()
    {
        var (free, frozen) = (new Parameter<double>(3, "free"), new Parameter<double>(7, "frozen") { IsFrozen = true });
        Minimize.Lbfgs(() => Square(free.Variable - frozen.Variable), [free, frozen]);

        Assert.Equal(7, free.Variable.Scalar, 1e-6);
        Assert.Equal(7, frozen.Variable.Scalar);
    }

    [Fact]
    public void WhatCannotBeMinimized_IsRefused()
    {
        Assert.Equal("Lbfgs: needs a start where the value and its gradient are finite.",
            Assert.Throws<NonFiniteLossException>(() => Minimize.Lbfgs(x => Sum(Log(x)), Variable.Vector(-1.0))).Message);
        Assert.Throws<ShapeException>(() => Minimize.Lbfgs(Square, Variable.Vector(1.0, 2.0)));
        Assert.Equal("Lbfgs: needs at least one parameter that is not frozen, got none. (Parameter 'parameters')",
            Assert.Throws<ArgumentException>(() => Minimize.Lbfgs<double>(() => 1, [])).Message);
        Assert.Equal("Lbfgs: needs a loss that depends on at least one of the parameters, got a loss [] that depends on none of them.",
            Assert.Throws<NotOnTapeException>(() => Minimize.Lbfgs(() => Variable.Scalar(1.0), [new Parameter<double>(1, "w")])).Message);
    }

    [Fact]
    public void Exception_LeavesTheParameters_WhereTheLastStepLeftThem()
    {
        var w = new Parameter<double>(Functions.Start, "w");
        var (best, failsAt) = (Functions.Start.ToArray(), 0);
        Assert.Throws<InvalidOperationException>(() => Minimize.Lbfgs(
            () => failsAt == 3 ? throw new InvalidOperationException() : Functions.Rosenbrock(w.Variable), [w], progress: step =>
            {
                best = w.Variable.ToArray();
                failsAt = step.Iteration;
            }));

        Assert.Equal(best, w.Variable.ToArray());
    }

    private static (Variable<T> X, Variable<T> Labels) StandardizedIris<T>() where T : unmanaged, IFloatingPointIeee754<T>
    {
        var iris = Iris.Load<T>();
        var data = Standardizer.Fit(iris.Features).Transform(iris);
        return (data.Features, data.Targets);
    }
}
