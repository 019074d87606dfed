using static AutoGrad.Op;

namespace AutoGrad.Tests.Graphs;

/// <summary>Elementwise operations that go on with a product while it runs: the bits of the eager run, whatever its shape and the threads.</summary>
[Collection(nameof(AutoGradSettings))]
public class ProductStepTests
{
    // Rows, inner length and columns: one piece, several, a tall and a wide one in parts, blocked ones, few columns, few rows, and none.
    public static TheoryData<int, int, int> Shapes => new()
    {
        { 5, 7, 9 }, { 700, 64, 300 }, { 4000, 32, 33 }, { 40, 64, 2100 }, { 300, 500, 1100 }, { 260, 600, 600 }, { 200, 300, 3 }, { 1, 600, 700 }, { 3, 0, 4 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void BiasAndActivation_GiveTheBitsOfTheEagerRun(int rows, int inner, int columns)
    {
        var random = new RandomStream(5);
        var (x, w, b) = (Normal<float>([rows, inner], random), Normal<float>([inner, columns], random), Normal<float>([columns], random));
        AssertSame((x, w, b) => Tanh(MatMul(x, w) + b) * 2, x, w, b);
        AssertSame((x, w, b) => Relu(MatMul(x, Transpose(w), transposeB: true) + b), x, w, b);
    }

    [Fact]
    public void WhatTheProductReads_IsNotOverwritten()
    {
        // The sum may be written neither over x, which every row of the product reads, nor over the value that x is part of.
        var random = new RandomStream(6);
        var (x, w, b) = (Normal<float>([200, 200], random), Normal<float>([200, 200], random), Normal<float>([200], random));
        AssertSame((x, w, b) => Square(Sin(x) + Relu(MatMul(Sin(x), w) + b)), x, w, b);
        AssertSame((x, w, b) => MatMul(Cos(x), Cos(x)) + Cos(x) + b + w, x, w, b);
    }

    [Fact]
    public void AStateThatTheProductReads_IsWrittenAfterwards()
    {
        var random = new RandomStream(7);
        var (start, x) = (Normal<float>([150, 150], random), Normal<float>([150, 150], random));
        float[] Run(bool compiled)
        {
            var state = new State<float>(start, "s");
            Variable<float> Step(Variable<float> x)
            {
                state.Assign((MatMul(state, x) * 0.01f) + (state * 0.5f));
                return Sum(state.Variable);
            }
            var step = Graph.Compile((Variable<float> v) => Step(v));
            for (var i = 0; i < 3; i++)
                _ = compiled ? step.Invoke(x) : Step(x);
            return state.Variable.ToArray();
        }
        Assert.Equal(Run(compiled: false), Run(compiled: true));
    }

    private static void AssertSame(Func<Variable<float>, Variable<float>, Variable<float>, Variable<float>> function, Variable<float> x, Variable<float> w, Variable<float> b)
    {
        var threads = AutoGradSettings.Threads;
        try
        {
            var expected = function(x, w, b).ToArray();
            foreach (var count in new[] { 1, 2, 3, 8 })
            {
                AutoGradSettings.Threads = count;
                var compiled = Graph.Compile(function);
                Assert.Equal(expected, compiled.Invoke(x, w, b).ToArray());
                Assert.Equal(expected, compiled.Invoke(x, w, b).ToArray());
            }
        }
        finally
        {
            AutoGradSettings.Threads = threads;
        }
    }
}
