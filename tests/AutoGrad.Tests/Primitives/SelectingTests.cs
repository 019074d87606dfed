using static AutoGrad.Differentiate;
using static AutoGrad.Op;

namespace AutoGrad.Tests.Primitives;

public class SelectingTests
{
    private static readonly Variable<double> V3 = Variable.Vector(1.0, 2, 3);
    private static readonly Variable<double> M23 = Variable.Create<double>([1, 2, 3, 4, 5, 6], [2, 3]);
    private static readonly Variable<double> M30 = Variable.Zeros<double>([3, 0]);

    public static TheoryData<string, Func<object>> Messages => new()
    {
        { "Take: needs an axis from -2 to 1, got axis 2 and x [2, 3].", () => Take(M23, V3, 2) },
        { "Take: needs an axis from -2 to 1, got axis 2 and x [2, 3].", () => Take(M23, [0], 2) },
        { "Scatter: needs an axis from -1 to 0, got axis 1 and x [3].", () => Scatter(V3, V3, V3, 1) },
        { "Scatter: needs indices that agree with x in all axes but axis 0, got x [2, 3] and indices [3].", () => Scatter(M23, V3, V3, 0) },
        { "Scatter: needs indices that agree with x in all axes but axis 0, got x [2, 3] and indices [3, 0].", () => Scatter(M23, M30, 0, 0) },
        { "Scatter: needs updates that broadcast to the indices, got updates [2, 3] and indices [3].", () => Scatter(V3, V3, M23, 0) },
        { "MaskedSelect: needs shapes that broadcast together (aligned from the last axis, equal or 1), got x [2, 3] and mask [3, 0].",
            () => MaskedSelect(M23, M30) },
        { "Pad: needs a pair of paddings for each axis, got 1 pairs and x [2, 3].", () => Pad(M23, [(1, 1)]) },
        { "Pad: needs axis 1 to have what is taken away, got paddings (-2, -2) and x [2, 3].", () => Pad(M23, [(0, 0), (-2, -2)]) },
        { "Pad: needs axis 0 to have what is taken away, got paddings (-3, 5) and x [2, 3].", () => Pad(M23, [(-3, 5), (0, 0)]) },
        { "Pad: needs an element along axis 1 to repeat, got paddings (1, 0) and x [3, 0].", () => Pad(M30, [(0, 0), (1, 0)], PadMode.Reflect) },
        { "Pad: needs an element along axis 1 to repeat, got paddings (-3, 1) and x [2, 3].", () => Pad(M23, [(0, 0), (-3, 1)], PadMode.Circular) },
        { "Shape: needs at most 2147483591 elements, empty axes aside, got [2147483647].", () => Pad(V3, [(int.MaxValue, int.MaxValue)]) },
    };

    [Theory]
    [MemberData(nameof(Messages), DisableDiscoveryEnumeration = true)]
    public void Message_NamesTheOperationTheRuleAndEveryShape(string message, Func<object> apply) =>
        Assert.Equal(message, Assert.Throws<ShapeException>(apply).Message);

    [Theory]
    [InlineData(3.0, "3")]
    [InlineData(-1.0, "-1")]
    [InlineData(0.5, "0.5")]
    [InlineData(double.NaN, "NaN")]
    public void BadIndices_AreNamed(double index, string printed)
    {
        Variable<double> two = new[] { 1, index };
        foreach (var (name, apply) in new (string, Func<object>)[] { ("Take", () => Take(V3, two, 0)), ("Scatter", () => Scatter(V3, two, 0, 0)) })
        {
            Assert.Equal($"{name}: needs indices that are whole numbers from 0 to 2, got {printed} at position 1 of [2].",
                Assert.Throws<IndexValueException>(apply).Message);
        }
    }

    [Fact]
    public void BadNumbers_AreNamed()
    {
        Assert.Equal("Take: needs indices that are whole numbers from 0 to 2, got -1 at position 1 of [2].",
            Assert.Throws<IndexValueException>(() => Take(V3, [0, -1], 0)).Message);
        Assert.Equal("Take: needs no indices, as there is nothing to index, got 0 at position 0 of [1].",
            Assert.Throws<IndexValueException>(() => Take(M30, [0], 1)).Message);
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => Pad(V3, [(1, 1)], (PadMode)7));
        Assert.Equal("Pad: needs one of the modes, got 7. (Parameter 'mode')", exception.Message);
    }

    [Fact]
    public void Null_NamesTheArgument()
    {
        Variable<double> none = null!;
        foreach (var (parameter, action) in new (string, Func<object>)[]
        {
            ("x", () => Take(none, V3, 0)), ("inputs", () => Take(V3, none, 0)), ("x", () => Take(none, [0], 0)), ("x", () => Pad(none, [])),
            ("x", () => Scatter(none, V3, V3, 0)), ("indices", () => Scatter(V3, none, V3, 0)), ("updates", () => Scatter(V3, V3, none, 0)),
            ("x", () => MaskedSelect(none, V3)), ("mask", () => MaskedSelect(V3, none)),
        })
        {
            Assert.Equal(parameter, Assert.Throws<ArgumentNullException>(action).ParamName);
        }
    }

    [Fact]
    public void Indices_AndMasks_HaveNoDerivative()
    {
        foreach (var (reason, function) in new (string, Func<Variable<double>, Variable<double>>)[]
        {
            ("Take picks by its indices, which are whole numbers", x => Sum(Take(V3, x, 0))),
            ("Scatter writes by its indices, which are whole numbers", x => Sum(Scatter(V3, x, 7, 0))),
            ("MaskedSelect selects by its mask", x => Sum(MaskedSelect(V3, x))),
        })
        {
            var message = Assert.Throws<NotDifferentiableException>(() => Gradient(function, Variable.Vector(0.0, 1, 1))).Message;
            Assert.Contains(reason, message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Scatter_WritesTheLast_WhichAloneHasADerivative()
    {
        Variable<double> places = new double[] { 2, 0, 2 };
        Assert.Equal([20, 2, 30], Scatter(V3, places, Variable.Vector(10.0, 20, 30), 0).ToArray());
        var weights = Variable.Vector(1.0, 10, 100);
        Assert.Equal([0, 10, 0], Gradient(x => Sum(Scatter(x, places, V3, 0) * weights), V3).ToArray());
        Assert.Equal([0, 1, 100], Gradient(u => Sum(Scatter(V3, places, u, 0) * weights), V3).ToArray());
        Assert.Equal(101, Gradient(u => Sum(Scatter(V3, places, u, 0) * weights), Variable.Scalar(5.0)).Scalar);
    }

    [Fact]
    public void WhatWasNotSelected_KeepsItsNaNToItself()
    {
        var x = Variable.Vector(0.0, 1, 4);
        Assert.Equal([0, 0.5, 0.25], Gradient(x => Sum(MaskedSelect(Sqrt(x), x > 0)), x).ToArray());
        Assert.Equal([0, 0.5, 0.25], Gradient(x => Sum(Scatter(Sqrt(x), Variable.Vector(0.0), 3, 0)), x).ToArray());
        Assert.Equal([0, 0.25], Gradient(u => Sum(Scatter(V3, Variable.Vector(1.0, 1), Sqrt(u), 0)), Variable.Vector(0.0, 4)).ToArray());
        var places = Variable.Vector(1.0, 0, 1);
        foreach (var moved in new Func<Variable<double>, Variable<double>>[]
        {
            x => Take(x, places, 0), x => Gather(x, places, 0), x => Take(x, [1, 0, 1], 0),
            x => ScatterAdd(x, Variable.Vector(1.0, 0), 0, 3), x => Gradient(v => Sum(Take(v, Variable.Vector(1.0, 0), 0) * x), Variable.Zeros<double>([3])),
        })
        {
            var gradient = Gradient(x => Sum(Where(Variable.Vector(1.0, 0, 0), moved(Sqrt(x)), 0)), Variable.Vector(0.0, 4));
            Assert.Equal([0, 0.25], gradient.ToArray());
        }
        // Forwards as well, and NaN in what is overwritten is gone.
        Assert.Equal([0, 5, 2], Scatter(Variable.Vector(double.NaN, 5, 2), Variable.Vector(0.0), 0, 0).ToArray());
        Assert.Equal([1, double.NaN], MaskedSelect(Variable.Vector(1, double.NaN, 3), Variable.Vector(-1, double.NaN, -0.0)).ToArray());
    }

    [Fact]
    public void MaskedSelect_OfNothing_IsEmpty_WithAGradientOfZero()
    {
        Assert.Equal([0], MaskedSelect(M23, 0).Shape);
        Assert.Equal([0, 0, 0], Gradient(x => Sum(MaskedSelect(x, 0)), V3).ToArray());
        Assert.Equal([0], MaskedSelect(M30, 1).Shape);
    }

    [Fact]
    public void Gather_WithShorterIndices_LeavesOutWhatLiesBeyond()
    {
        Assert.Equal([3, 1], Gather(M23, Variable.Matrix(new double[,] { { 2, 0 } }), 1).ToArray());
        Assert.Equal([3, 0], Gather(M23, M30, 0).Shape);
        Assert.Equal([1, 0, 1, 0, 0, 0],
            Gradient(x => Sum(Gather(x, Variable.Matrix(new double[,] { { 2, 0 } }), 1)), M23).ToArray());
    }

    [Fact]
    public void Pad_FillsByItsMode()
    {
        Assert.Equal([9, 1, 2, 3, 9, 9], Pad(V3, [(1, 2)], value: 9).ToArray());
        Assert.Equal([3, 2, 1, 2, 3, 2, 1], Pad(V3, [(2, 2)], PadMode.Reflect).ToArray());
        Assert.Equal([1, 1, 1, 2, 3, 3], Pad(V3, [(2, 1)], PadMode.Replicate).ToArray());
        Assert.Equal([2, 3, 1, 2, 3, 1], Pad(V3, [(2, 1)], PadMode.Circular).ToArray());
        Assert.Equal([7, 7, 7], Pad(Variable.Vector(7.0), [(1, 1)], PadMode.Reflect).ToArray());
        Assert.Equal([4, 4, 4, 4], Pad(M30, [(-1, 0), (0, 2)], value: 4).ToArray());
        Assert.Equal(5, Pad(Variable.Scalar(5.0), []).Scalar);
        Assert.Equal([double.NaN, 1, 2, 3], Pad(V3, [(1, 0)], value: double.NaN).ToArray());
        Assert.Equal([1, 2, 1], Gradient(x => Sum(Pad(x, [(1, 0)], PadMode.Reflect)), V3).ToArray());
    }

    [Fact]
    public void Take_LooksUpRows_AndAddsTheirCotangents()
    {
        var table = Variable.Create<double>([1, 2, 3, 4, 5, 6], [3, 2]);
        var rows = Take(table, Variable.Matrix(new double[,] { { 1, 1 }, { 0, 1 } }), 0);
        Assert.Equal([2, 2, 2], rows.Shape);
        Assert.Equal([3, 4, 3, 4, 1, 2, 3, 4], rows.ToArray());
        Assert.Equal([1, 1, 3, 3, 0, 0], Gradient(x => Sum(Take(x, Variable.Matrix(new double[,] { { 1, 1 }, { 0, 1 } }), 0)), table).ToArray());
        Assert.Equal([3, 4], Take(table, Variable.Scalar(1.0), 0).ToArray());
        Assert.Equal([2], Take(table, Variable.Scalar(1.0), 0).Shape);
        Assert.Equal([3, 0, 4], Take(Variable.Zeros<double>([3, 0]), Variable.Zeros<double>([0, 4]), 1).Shape);
        Assert.Equal([2, 1, 4, 3, 6, 5], Take(table, [1, 0], -1).ToArray());
    }
}
