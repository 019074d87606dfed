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
    public void AnIdentity_FiresAndLeavesFewerOperationsOrCheaperOnes(string name)
    {
        var rule = Rule<double>(name);
        var graph = Graph.Trace<double>(v => [rule.Left(v)], Enumerable.Repeat<Shape>([2, 3], rule.Count).ToArray());
        var simple = graph.Rewrite(RewriteKinds.All, int.MaxValue, out var fired);
        Assert.NotEmpty(fired);
        Assert.True(simple.Count <= graph.Count);
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
            Assert.True(isSame, $"{name}: {a[i]} and {b[i]} at {Numbers.Index(i, left.Shape)}");
        }
    }
}
