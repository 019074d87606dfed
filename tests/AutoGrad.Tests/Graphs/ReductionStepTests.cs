using AutoGrad.Graphs.Compilation;
using static AutoGrad.Op;

namespace AutoGrad.Tests.Graphs;

/// <summary>Reductions that compute their operand part by part while they run: the bits of the eager run, whatever the shape and the threads.</summary>
[Collection(nameof(AutoGradSettings))]
public class ReductionStepTests
{
    // Few and many elements, a last chunk that is short or too short to be asked for, short lines, long lines, wide rows, and no elements.
    public static TheoryData<int, int, int> Shapes => new()
    {
        { 1, 100, 1 }, { 1, 70_000, 1 }, { 1, (3 * 32_768) + 5, 1 }, { 1, (3 * 32_768) + 16, 1 }, { 2, 100_000, 1 }, { 1000, 7, 1 }, { 333, 30, 1 },
        { 50, 100, 1 }, { 5, 40_000, 1 }, { 1, 1000, 60 }, { 3, 3000, 40 }, { 2, 65, 1000 }, { 2, 40, 1030 }, { 20, 1, 30 }, { 2, 0, 5 }, { 0, 3, 2 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void ReductionAtTheEndOfAChain_GivesTheBitsOfTheEagerRun(int outer, int length, int inner)
    {
        var x = Normal<float>([outer, length, inner], new RandomStream(5));
        AssertSame(x => Sum(Sin(x) * x, 1), x);
        AssertSame(x => Sum(Exp(x) - 0.5f, [0, 1]), x);
        AssertSame(x => Sum(Square(x), [1, 2]), x);
        AssertSame(x => Sum(Square(x), [0, 2]), x);
        AssertSame(x => Sum(Tanh(x)), x);
        AssertSame(x => Prod(1 + (Tanh(x) * 0.01f), 1), x);
        if (x.Shape.Size > 0)
        {
            AssertSame(x => Max((x * x) + x, 1), x);
            AssertSame(x => Min(Cos(x) / 3, 1, keepDimensions: true), x);
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void WhatElseTheChainComputes_IsThereAsWell(int outer, int length, int inner)
    {
        var x = Normal<float>([outer, length, inner], new RandomStream(6));
        AssertSame(x => Tanh(x) is var y ? (Square(y) / (1 + Sum(y * x))) + Sin(y) : y, x);
        AssertSame(x => Differentiate.Gradient(x => Square(Sum(Exp(-Square(x)))), x), x);
        AssertSame(x => Sin(x) is var y ? y - Sum(y, 1, keepDimensions: true) : y, x);
    }

    [Fact]
    public void AStateOfTheChain_IsWrittenOnce()
    {
        var (start, x) = (Normal<float>([300, 150], new RandomStream(7)), Normal<float>([300, 150], new RandomStream(8)));
        (float[] State, float[] Sums) Run(bool compiled)
        {
            var state = new State<float>(start, "s");
            List<float> sums = [];
            Variable<float> Step(Variable<float> x)
            {
                var next = (state * 0.5f) + Sin(x);
                state.Assign(next);
                return Sum(next * x);
            }
            var step = Graph.Compile((Variable<float> v) => Step(v));
            for (var i = 0; i < 3; i++)
                sums.Add((compiled ? step.Invoke(x) : Step(x)).ToArray()[0]);
            return (state.Variable.ToArray(), [.. sums]);
        }
        var (expected, actual) = (Run(compiled: false), Run(compiled: true));
        Assert.Equal(expected.State, actual.State);
        Assert.Equal(expected.Sums, actual.Sums);
    }

    [Fact]
    public void TheOperand_NeedsNoMemory()
    {
        var graph = Graph.Trace<float>(x => [Sum(Sin(x[0]) * x[0])], [[1000, 100]]);
        Assert.Equal(0, ProgramBuilder<float>.Of(graph).Program.PlannedBytes / 1000);
        var kept = Graph.Trace<float>(x => [Sum(Sin(x[0]) * x[0], 1) is var y ? y / Sum(y) : y], [[1000, 100]]);
        Assert.InRange(ProgramBuilder<float>.Of(kept).Program.PlannedBytes, 4000, 20_000);
    }

    [Fact]
    public void TheGroupBeforeAReduction_WritesWhereItsOperandLies()
    {
        static Variable<float>[] Run(Variable<float>[] x)
        {
            var y = Sin(CumulativeSum(x[0], 1));
            return [y, Sum(y, [0, 2]), Sum(-y, [0, 2])];
        }
        var x = Normal<float>([10, 20, 500], new RandomStream(9));
        Assert.InRange(ProgramBuilder<float>.Of(Graph.Trace<float>(Run, [x.Shape])).Program.PlannedBytes, 400_000, 450_000);
        var compiled = Graph.Trace<float>(Run, [x.Shape]).Compile();
        for (var i = 0; i < 2; i++)
            Assert.Equal(Run([x]).Select(y => y.ToArray()), compiled.InvokeAll(x).Select(y => y.ToArray()));
    }

    private static void AssertSame(Func<Variable<float>, Variable<float>> function, Variable<float> x)
    {
        var threads = AutoGradSettings.Threads;
        try
        {
            var expected = function(x).ToArray();
            foreach (var count in new[] { 1, 2, 3, 8 })
            {
                AutoGradSettings.Threads = count;
                var compiled = Graph.Compile(function);
                Assert.Equal(expected, compiled.Invoke(x).ToArray());
                Assert.Equal(expected, compiled.Invoke(x).ToArray());
            }
        }
        finally
        {
            AutoGradSettings.Threads = threads;
        }
    }
}
