using AutoGrad.Graphs.Compilation;
using AutoGrad.Tests.Kernels;
using static AutoGrad.Op;

namespace AutoGrad.Tests.Graphs;

/// <summary>Long operations that take one thread each run at the same time, where none needs another: the bits of the eager run, on any number of threads.</summary>
[Collection(nameof(AutoGradSettings))]
public class SideBySideTests
{
    private const int Size = 40;
    private static readonly Variable<double> A = PositiveDefinite(1);
    private static readonly Variable<double> B = PositiveDefinite(2);

    [Fact]
    public void LongOperations_ThatDoNotNeedEachOther_ShareAStep()
    {
        var graph = Graph.Trace((Variable<double> a, Variable<double> b) => Sum(Cholesky(a)) * Sum(Sin(Inverse(b))), A.Shape, B.Shape);
        Assert.Equal(StepOf(graph, nameof(Cholesky)), StepOf(graph, nameof(Inverse)));
    }

    [Fact]
    public void LoopsInBothDirections_ShareAStep_AndSoDoTheirDerivatives()
    {
        var graph = Graph.Trace((Variable<double> a, Variable<double> b) => BothWays(a, b), A.Shape, B.Shape).Simplify();
        var builder = ProgramBuilder<double>.Of(graph);
        var steps = builder.Nodes.Where(node => node.Primitive?.Name == nameof(Scan)).Select(node => builder.StepOf(node.Index)).ToArray();
        Assert.Equal([steps[0], steps[0], steps[2], steps[2]], steps);
        Assert.True(steps[0] < steps[2]);
    }

    [Fact]
    public void OperationsThatNeedEachOther_OrAreShort_DoNot()
    {
        var graph = Graph.Trace((Variable<double> a) => Sum(Cholesky(Inverse(a))), A.Shape);
        Assert.True(StepOf(graph, nameof(Inverse)) < StepOf(graph, nameof(Cholesky)));
        graph = Graph.Trace((Variable<double> a, Variable<double> b) => Sum(Cholesky(a)) * Sum(Inverse(b)), [3, 3], [3, 3]);
        Assert.NotEqual(StepOf(graph, nameof(Cholesky)), StepOf(graph, nameof(Inverse)));
    }

    [Fact]
    public void Factorizations_GiveTheBitsOfTheEagerRun() => AssertSame(
        (a, b) => Differentiate.Gradient((a, b) => LogDeterminant(a).LogAbsolute + Sum(Solve(b, MatMul(a, b))) + Sum(Cholesky(a + b)), a, b).A, A, B);

    [Fact]
    public void LoopsInBothDirections_GiveTheBitsOfTheEagerRun() => AssertSame(BothWays, A, B);

    [Fact]
    public void WhatAnOperationThrows_IsThrown()
    {
        var compiled = Graph.Compile((Variable<double> a, Variable<double> b) => Cholesky(a) + Cholesky(b));
        _ = compiled.Invoke(A, B);
        var expected = Assert.Throws<NotPositiveDefiniteException>(() => Cholesky(-B));
        Assert.Equal(expected.Message, Assert.Throws<NotPositiveDefiniteException>(() => compiled.Invoke(A, -B)).Message);
        Assert.Equal((Cholesky(A) + Cholesky(B)).ToArray(), compiled.Invoke(A, B).ToArray());
    }

    private static Variable<double> BothWays(Variable<double> x, Variable<double> w) =>
        Differentiate.Gradient((x, w) => Sum(Square(Run(x, w, reverse: false) + Run(x, w, reverse: true))), x, w).B;

    private static Variable<double> Run(Variable<double> x, Variable<double> w, bool reverse) => Scan(
        (h, x) => Tanh(MatMul(w, h) + x) is var next ? (next, next) : default, Variable.Zeros<double>([Size]), x, reverse).Ys;

    private static int StepOf(Graph<double> graph, string name)
    {
        var builder = ProgramBuilder<double>.Of(graph);
        return builder.StepOf(Array.FindIndex(builder.Nodes, node => node.Primitive?.Name == name));
    }

    private static void AssertSame(Func<Variable<double>, Variable<double>, Variable<double>> function, Variable<double> a, Variable<double> b)
    {
        var expected = function(a, b).ToArray();
        var compiled = Graph.Compile(function);
        Assert.Equal(expected, ThreadCounts.SameBits(() => compiled.Invoke(a, b).ToArray()));
    }

    private static Variable<double> PositiveDefinite(ulong seed)
    {
        var x = Normal<double>([Size, Size], new RandomStream(seed)) / Size;
        return MatMul(x, x, transposeB: true) + DiagonalMatrix(Variable.Ones<double>([Size]));
    }
}
