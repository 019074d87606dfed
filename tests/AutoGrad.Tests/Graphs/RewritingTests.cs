using System.Numerics;
using AutoGrad.Graphs.Rewriting;
using AutoGrad.Testing;
using static AutoGrad.Op;

namespace AutoGrad.Tests.Graphs;

/// <summary>Each rule is an identity, and fires; what is simplified gives the same, in fewer operations.</summary>
public class RewritingTests
{
    private static readonly double[] Special =
        [0, -0.0, 1, -1, 2, -2, 0.5, 1e300, -1e300, double.Epsilon, double.MaxValue, double.PositiveInfinity, double.NegativeInfinity, double.NaN];

    public static TheoryData<string> Rules => [.. RewriteRules<double>.All.OfType<IdentityRule<double>>().Select(rule => rule.Name)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void AnIdentity_HoldsBitForBit_WhereItIsExact(string name)
    {
        HoldsForSpecialValues<double>(name);
        HoldsForSpecialValues<float>(name);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void AnIdentity_Fires_AndGivesTheSameNumbers(string name)
    {
        var rule = Rule<double>(name);
        var constants = rule.Constants ?? 0;
        var graph = Graph.Trace<double>(
            v => [rule.Left([.. Enumerable.Range(0, constants).Select(i => Variable.Scalar(i + 2.0).Named($"c{i}")), .. v])],
            Enumerable.Repeat<Shape>([2, 3], rule.Count - constants).ToArray());
        var simple = graph.Rewrite(RewriteKinds.All, int.MaxValue, out var fired);
        Assert.Contains(name, fired.Select(step => step.Rule));
        Assert.True(simple.Count <= graph.Count + 1);
        var random = new RandomStream(4);
        Variable<double>[] x = [.. graph.Inputs.Select(_ => Uniform<double>([2, 3], random, 0.5, 2))];
        var (expected, actual) = (graph.Apply(x)[0].ToArray(), simple.Apply(x)[0].ToArray());
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-14);
    }

    [Fact]
    public void Explain_ListsTheSteps_EachOfWhichChangesNothingOrOnlyTheRounding()
    {
        var graph = Graph.Trace<double>(
            v => [Mean(Square(v[1] - (Sigmoid(MatMul(v[0], v[2]) * 1) / 2)) + Log(Exp(-(-v[1]))))], [[4, 3], [4], [3]], "x", "y", "w").Gradient("w");
        var random = new RandomStream(1);
        var x = Array.ConvertAll<Shape, Variable<double>>([[4, 3], [4], [3]], shape => Normal<double>(shape, random));
        var expected = graph.Apply(x)[0].ToArray();
        foreach (var kinds in new[] { RewriteKinds.Exact, RewriteKinds.All })
        {
            var explanation = graph.Explain(kinds);
            Assert.True(explanation.Steps.Count > 3);
            for (var i = 0; i <= explanation.Steps.Count; i++)
            {
                var actual = graph.Rewrite(kinds, i, out _).Apply(x)[0].ToArray();
                for (var k = 0; k < expected.Length; k++)
                    Assert.Equal(expected[k], actual[k], kinds == RewriteKinds.Exact ? 0 : 1e-14);
            }
            Assert.Contains($"{graph.Count} operations, then {graph.Simplify(kinds).Count}.", explanation.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Explain_PrintsALineAStep()
    {
        var graph = Graph.Trace((Variable<double> x) => Tanh(x * 1) - -Exp(x), []);
        Assert.Equal(
            """
               1  x·1 = x           x·1               →  x
               2  a - (-b) = a + b  tanh(x) - (-e^x)  →  tanh(x) + e^x
            5 operations, then 3.

            """, graph.Explain().ToString());
    }

    [Fact]
    public void Simplify_ComputesConstants_AndSharesCommonSubexpressions()
    {
        var graph = Graph.Trace((Variable<double> x) =>
        {
            var scale = Sqrt(Variable.Scalar(2.0) * 8);
            return (Exp(x) * scale) + (Exp(x) * scale) + Identity(Reshape(Reshape(x, [3, 2]), [2, 3]));
        }, [2, 3]);
        Assert.Equal(4, graph.Simplify().Count);
    }

    [Fact]
    public void Simplify_MergesPermutations_AndDropsBroadcastsThatTheOperationDoes()
    {
        var graph = Graph.Trace((Variable<double> x, Variable<double> b) => Transpose(Transpose(x)) + BroadcastTo(b, [2, 3]), [2, 3], [3]);
        Assert.Equal(1, graph.Simplify().Count);
    }

    [Fact]
    public void Simplify_KeepsDrawsApart_AndInTheirOrder()
    {
        var random = new RandomStream(1);
        var graph = Graph.Trace((Variable<double> x) =>
        {
            var a = Uniform<double>([3], random);
            var b = Uniform<double>([3], random);
            return (a - b) * 1;
        }, []);
        var simple = graph.Simplify();
        Assert.Equal(3, simple.Count);
        var again = new RandomStream(1);
        var (first, second) = (Uniform<double>([3], again), Uniform<double>([3], again));
        Assert.Equal((first - second).ToArray(), simple.Apply(0)[0].ToArray());
    }

    [Fact]
    public void Simplify_KeepsNamesAndUpdates()
    {
        var state = new State<double>(1, "s");
        var graph = Graph.Trace((Variable<double> x) =>
        {
            state.Assign(state * 1 + x);
            return (x * 2).Named("twice") * 1;
        }, []);
        var simple = graph.Simplify();
        Assert.Equal("twice", simple.Nodes[simple.Outputs[0]].Name);
        simple.Apply(3);
        Assert.Equal(4, state.Variable.Scalar);
    }

    [Fact]
    public void ASimplifiedGraph_CanBeDifferentiated_ThroughTheMasksOfRules()
    {
        var graph = Graph.Trace((Variable<double> x) => Sum(Square(Relu(x))), [4]);
        var gradient = graph.Gradient().Simplify();
        var second = Graph.Trace((Variable<double> x) => Sum(gradient.Apply(x)[0]), [4]).Simplify().Gradient().Simplify();
        Assert.Equal([0, 2, 2, 0], second.Apply(new double[] { -1, 1, 2, -3 })[0].ToArray());
    }

    private static IdentityRule<T> Rule<T>(string name) where T : unmanaged, IFloatingPointIeee754<T> =>
        RewriteRules<T>.All.OfType<IdentityRule<T>>().Single(rule => rule.Name == name);

    private static void HoldsForSpecialValues<T>(string name) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var rule = Rule<T>(name);
        if (rule.Kind != RewriteKinds.Exact)
            return;
        var values = Special.Select(T.CreateTruncating).ToArray();
        // Every pair of special values: one runs along the rows, the other along the columns.
        var n = values.Length;
        Variable<T>[] x = [Variable.Create<T>(values, [n, 1]), Variable.Create<T>(values, [1, n])];
        var (left, right) = (rule.Left(x[..rule.Count]), rule.Right(x[..rule.Count]));
        Assert.Equal(left.Shape, right.Shape);
        var (a, b) = (left.ToArray(), right.ToArray());
        for (var i = 0; i < a.Length; i++)
        {
            var isSame = T.IsNaN(a[i]) ? T.IsNaN(b[i]) : a[i] == b[i] && T.IsNegative(a[i]) == T.IsNegative(b[i]);
            Expect.True(isSame, $"{name}: {a[i]} and {b[i]} at {Numbers.Index(i, left.Shape)}");
        }
    }
}
