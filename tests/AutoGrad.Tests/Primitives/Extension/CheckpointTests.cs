using AutoGrad.Testing;
using static AutoGrad.Op;

namespace AutoGrad.Tests.Primitives.Extension;

public sealed class CheckpointTests
{
    private const int Layers = 6;
    private static readonly Variable<double> X = new[] { 0.5, -1.5, 2.0 };

    [Fact]
    public void ATape_KeepsOneValueForEachFunction()
    {
        using var plain = new Tape<double>();
        _ = Chain(Identity(X), f => f);
        using var tape = new Tape<double>();
        _ = Chain(Identity(X), f => x => Checkpoint(f, x));
        Assert.Equal(1 + (4 * Layers), plain.Count);
        Assert.Equal(1 + Layers, tape.Count);
        Assert.Equal((1 + Layers) * X.Shape.Size, ElementsHeldBy(tape));
    }

    [Fact]
    public void ValuesAndGradients_AreTheSameBits()
    {
        var (expected, gradient) = Differentiate.ValueAndGradient(x => Sum(Chain(x, f => f)), X);
        var (actual, again) = Differentiate.ValueAndGradient(x => Sum(Chain(x, f => v => Checkpoint(f, v))), X);
        Assert.Equal(expected.ToArray(), actual.ToArray());
        Assert.Equal(gradient.ToArray(), again.ToArray());
        Assert.All(gradient.ToArray(), value => Assert.NotEqual(0, value));
    }

    [Fact]
    public void RecordedGradients_GoThroughItAgain()
    {
        static Variable<double> Curvature(Func<Variable<double>, Variable<double>> f) => Differentiate.Hessian(x => Sum(f(x) * f(x)), X);
        var (expected, actual) = (Curvature(x => Sin(x) * Exp(x)).ToArray(), Curvature(x => Checkpoint(v => Sin(v) * Exp(v), x)).ToArray());
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-12 * Math.Abs(expected[i]));
        Assert.Equal(9, expected.Length);
    }

    [Fact]
    public void BothModesAndSecondOrder_MatchFiniteDifferences()
    {
        var w = new Parameter<double>(new[] { 0.25, 0.5, -0.75 }, "w");
        GradientCheck.Verify(x => Checkpoint(v => Tanh(v * w) * Checkpoint(u => Square(u) + x, v), x), X);
    }

    [Fact]
    public void WhatIsUsedFromOutside_HasItsGradient()
    {
        var w = new Parameter<double>(new[] { 0.25, 0.5, -0.75 }, "w");
        Variable<double> leaf = 3.0;
        using var tape = new Tape<double>();
        var computed = Square(X);
        var y = Sum(Checkpoint(x => 2 * w * x * computed * leaf, X));
        var gradients = tape.Gradient(y, [w.Variable, leaf, computed, X], recorded: false);
        Assert.Equal([2 * 0.5 * 0.25 * 3, 2 * -1.5 * 2.25 * 3, 2 * 2 * 4 * 3.0], gradients[0].ToArray());
        Assert.Equal(2 * ((0.25 * 0.125) + (0.5 * -3.375) + (-0.75 * 8)), gradients[1].Scalar);
        Assert.Equal([2 * 0.25 * 0.5 * 3, 2 * 0.5 * -1.5 * 3, 2 * -0.75 * 2 * 3.0], gradients[2].ToArray());
        Assert.Equal([18 * 0.25 * 0.25, 18 * 0.5 * 2.25, 18 * -0.75 * 4.0], gradients[3].ToArray());
    }

    [Fact]
    public void RandomNumbers_AreDrawnOnce()
    {
        static (double[] Y, double[] Gradient) Dropped(Func<Func<Variable<double>, Variable<double>>, Variable<double>, Variable<double>> wrap)
        {
            var random = new RandomStream(7);
            var x = Variable.Ones<double>([100]);
            var (y, pullback) = Differentiate.Vjp(v => wrap(u => u * Bernoulli<double>(u.Shape, 0.5, random) * Normal<double>(u.Shape, random), v), x, Variable.Ones<double>([100]));
            return (y.ToArray(), pullback.ToArray());
        }
        var (plain, checkpointed) = (Dropped((f, x) => f(x)), Dropped(Checkpoint));
        Assert.Equal(plain.Y, checkpointed.Y);
        Assert.Equal(checkpointed.Y, checkpointed.Gradient);
        Assert.InRange(checkpointed.Y.Count(value => value == 0), 20, 80);
    }

    [Fact]
    public void WhatASelectionLeavesOut_HasNoInfluence()
    {
        Variable<double> x = new[] { -1.0, 0, 4 };
        Variable<double> Selected(Func<Variable<double>, Variable<double>> f, Variable<double> v) => Sum(Where(x > 0, f(v), 0));
        Assert.Equal([0, 0, 0.25], Differentiate.Gradient(v => Selected(Sqrt, v), x).ToArray());
        Assert.Equal([0, 0, 0.25], Differentiate.Gradient(v => Selected(u => Checkpoint(Sqrt, u), v), x).ToArray());
        Assert.Equal([0, 0, 0.25], Graph.Trace<double>(v => Selected(u => Checkpoint(Sqrt, u), v), x.Shape).Gradient().Compile().Invoke(x).ToArray());
    }

    [Fact]
    public void ACompiledProgram_ComputesAgain_AndNeedsLessMemory()
    {
        var x = Variable.Full<double>([1000], 0.5);
        Graph<double> Trained(Func<Func<Variable<double>, Variable<double>>, Func<Variable<double>, Variable<double>>> wrap) =>
            Graph.Trace((Variable<double> v) => Sum(Chain(v, wrap)), x.Shape).ValueAndGradient();
        var (plain, checkpointed) = (Trained(f => f), Trained(f => v => Checkpoint(f, v)));
        // A value of 1000 elements takes a few bytes more than 8000, so that none begins in the middle of a vector.
        static long ValuesAtThePeak(Graph<double> graph) => graph.Cost().PeakBytes / 8000;
        Assert.InRange(ValuesAtThePeak(plain), 2 * Layers, 4 * Layers);
        Assert.InRange(ValuesAtThePeak(checkpointed), Layers, Layers + 1);
        Assert.Equal(2 * Layers, checkpointed.Simplify().Nodes.Count(node => node.Primitive?.Name == "Checkpoint"));
        var (expected, actual) = (plain.Compile().InvokeAll(x), checkpointed.Compile().InvokeAll(x));
        Assert.Equal(expected[0].ToArray(), actual[0].ToArray());
        Assert.Equal(expected[1].ToArray(), actual[1].ToArray());
    }

    [Fact]
    public void WithoutARecord_ItIsTheFunctionItself()
    {
        var calls = 0;
        var y = Checkpoint(
            x =>
            {
                calls++;
                Assert.False(x.IsTraced);
                return Square(x);
            },
            X);
        Assert.Equal([0.25, 2.25, 4], y.ToArray());
        Assert.Equal(1, calls);
    }

    [Fact]
    public void AMaskInside_SaysWhyThereIsNoDerivative()
    {
        using var tape = new Tape<double>();
        var x = Identity(X);
        var y = Sum(Checkpoint(v => 2 * (v > 0), x));
        Assert.Equal(
            "Gradient: needs an output that depends on x [3] through operations that have derivatives, but Checkpoint goes through Greater, which " +
            "gives a mask of 0 and 1, which jumps and is flat elsewhere; use Where to select values by it.",
            Assert.Throws<NotDifferentiableException>(() => tape.Gradient(y, x)).Message);
    }

    [Fact]
    public void AnAssignment_Throws()
    {
        var count = new State<double>(0.0, "count");
        using var tape = new Tape<double>();
        var error = Assert.Throws<ArgumentException>(() => Checkpoint(
            x =>
            {
                count.Assign(count + 1.0);
                return x;
            },
            X));
        Assert.Equal("Checkpoint: needs a function that assigns no state, got one that assigns count. Give back its new value, and assign it outside. (Parameter 'function')", error.Message);
        Assert.Equal(0, count.Variable.Scalar);
    }

    [Fact]
    public void AFunctionOfNothing_Throws()
    {
        const string Expected = "Checkpoint: needs a function that gives a variable, got null. (Parameter 'function')";
        Assert.Equal(Expected, Assert.Throws<ArgumentException>(() => Checkpoint<double>(x => null!, X)).Message);
        using var tape = new Tape<double>();
        Assert.Equal(Expected, Assert.Throws<ArgumentException>(() => Checkpoint<double>(x => null!, X)).Message);
    }

    private static Variable<double> Chain(
        Variable<double> x, Func<Func<Variable<double>, Variable<double>>, Func<Variable<double>, Variable<double>>> wrap)
    {
        for (var layer = 0; layer < Layers; layer++)
            x = wrap(v => Tanh(CumulativeSum(Sin(Softmax(v, 0)), 0)))(x);
        return x;
    }

    private static int ElementsHeldBy(Tape<double> tape)
    {
        var elements = 0;
        foreach (ref var node in tape.Record.Nodes)
            elements += node.Output.Shape.Size;
        return elements;
    }
}
