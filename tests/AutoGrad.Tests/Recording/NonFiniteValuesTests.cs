using static AutoGrad.Op;

namespace AutoGrad.Tests.Recording;

/// <summary>The first operation that makes NaN or an infinity is named, with its operands and its line. Not beside other tests: the setting is the process's.</summary>
[Collection(nameof(WholeProcess))]
public class NonFiniteValuesTests
{
    private static readonly Variable<double> X = new double[,] { { 1, 2 }, { -0.5, 4 } };

    [Fact]
    public void AnEagerOperation_IsNamed()
    {
        var message = Watched(() => Sqrt(Exp(Log(X))));
        Assert.StartsWith(
            "Log: needs to give finite values of finite operands, got NaN at [1, 0] of [2, 2] for ln(a), where a [2, 2] is from -0.5 to 4, in NonFiniteValuesTests.cs:",
            message, StringComparison.Ordinal);
        Assert.EndsWith($" in {nameof(AnEagerOperation_IsNamed)}.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnOperationOfTheReverseSweep_IsNamed()
    {
        var message = Watched(() => Differentiate.Gradient<double>(x => Sum(Sqrt(x)), new double[] { 1, 0 }));
        Assert.StartsWith("Divide: needs to give finite values of finite operands, got Infinity at [1] of [2]", message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnOperationOfACompiledFunction_IsNamedWithItsStatesAndItsLine()
    {
        var w = new Parameter<double>(new double[] { 3, 700 }, "w");
        var f = Graph.Compile<double>(x => Sum(Exp(w * x)) + 1);
        var message = Watched(() => f.Invoke(2));
        Assert.StartsWith("Exp: needs to give finite values of finite operands, got Infinity at [1] of [2] for e^a, where a [2] is from 6 to 1400", message, StringComparison.Ordinal);
        Assert.Contains("In the program it is v", message, StringComparison.Ordinal);
        Assert.Contains(", from NonFiniteValuesTests.cs:", message, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsNotFiniteFromTheStart_IsLeftAlone()
    {
        var x = Variable.Vector(double.NegativeInfinity, double.NaN, 1);
        AutoGradSettings.ThrowOnNonFinite = true;
        try
        {
            Assert.Equal(1, (x * 1).ToArray()[2]);
        }
        finally
        {
            AutoGradSettings.ThrowOnNonFinite = false;
        }
        Assert.True(double.IsNaN(Log(Variable.Scalar(-1.0)).Scalar));
    }

    private static string Watched(Func<Variable<double>> run)
    {
        AutoGradSettings.ThrowOnNonFinite = true;
        try
        {
            return Assert.Throws<NonFiniteValueException>(run).Message;
        }
        finally
        {
            AutoGradSettings.ThrowOnNonFinite = false;
        }
    }
}
