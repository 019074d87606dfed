using System.Runtime.CompilerServices;
using static AutoGrad.Op;

namespace AutoGrad.Tests.Graphs;

[Collection(nameof(WholeProcess))]
public class LoopCacheTests
{
    private static readonly Variable<double> Steps = new double[] { 1, 2, 3 };

    [Fact]
    public void Scan_OfTheSameBody_IsTheSameOperation_WhateverItCaptures()
    {
        Primitive<double> Make() => LoopOf(v => Scan((c, x) => Step(c, x, v), 1, Steps));

        Assert.Equal(Make(), Make());
    }

    [Fact]
    public void Scan_OfAnotherBody_IsAnother()
    {
        Primitive<double>[] loops =
        [
            LoopOf(v => Scan((c, x) => Step(c, x, v), 1, Steps)),
            LoopOf(v => Scan((c, x) => Step(c, x, v), 1, Steps, reverse: true)),
            LoopOf(v => Scan((c, x) => Step(c, x, v), 1, Variable.Ones<double>([4]))),
            LoopOf(v => Scan((c, x) => Step(x, c, v), 1, Steps)),
            LoopOf(v => Scan((c, x) => (c * v, x), 1, Steps)),
            LoopOf(v => Scan((c, x) => (c * v, x), 1, Variable.Ones<double>([3, 2]))),
            LoopOf(v => Scan((c, x) => (Tanh(c * v), x), 1, Steps)),
            LoopOf(v => Scan((c, x) => (Tanh(c * v).Named("c"), x), 1, Steps)),
        ];

        Assert.Equal(loops.Length, loops.Distinct().Count());
    }

    [Fact]
    public void Scan_OfMoreBodiesThanAreKept_IsMadeAnew()
    {
        const int Capacity = AutoGrad.Graphs.LoopCache<double>.Capacity;
        Primitive<double> Make(int length) => LoopOf(v => Scan((c, x) => Step(c, x, v), 1, Variable.Ones<double>([length])));
        var first = Make(100);
        for (var i = 1; i < Capacity; i++)
            Make(100 + i);

        Assert.Equal(first, Make(100));
        for (var i = 0; i < Capacity; i++)
            Make(200 + i);
        Assert.NotEqual(first, Make(100));
    }

    [Fact]
    public void Scan_OfTheSameBody_KeepsItsOwnCaptures_AndDerivatives()
    {
        (double Value, double Derivative) Run(double factor)
        {
            using var tape = new Tape<double>();
            Variable<double> w = factor;
            var y = Scan((c, x) => Step(c, x, w), 0, Steps).Carry;
            return (y.Scalar, tape.Gradient(y, w).Scalar);
        }

        // ((0 · w + 1) w + 2) w + 3, and its derivative 2w + 2.
        foreach (var w in new double[] { 2, 5, -1, 2 })
            Assert.Equal(((w * w) + (2 * w) + 3, (2 * w) + 2), Run(w));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (Variable<double> Carry, Variable<double> Y) Step(Variable<double> c, Variable<double> x, Variable<double> w) => ((c * w) + x, c);

    private static Primitive<double> LoopOf(Func<Variable<double>, (Variable<double> Carry, Variable<double> Ys)> function) =>
        Graph.Trace<double>(v => function(v).Ys, []).Nodes.Single(node => node.Primitive?.Name == "Scan").Primitive!;
}
