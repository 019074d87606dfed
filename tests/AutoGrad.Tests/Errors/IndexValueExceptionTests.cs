using static AutoGrad.Op;

namespace AutoGrad.Tests.Errors;

public class IndexValueExceptionTests
{
    [Theory]
    [InlineData(3.0, "3")]
    [InlineData(-1.0, "-1")]
    [InlineData(0.5, "0.5")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    [InlineData(1e300, "1E+300")]
    [InlineData(-1e-300, "-1E-300")]
    [InlineData(4294967297.0, "4294967297")]
    public void Message_NamesTheValueAndItsPlace(double index, string printed)
    {
        Variable<double> x = new double[] { 1, 2, 3 };
        Variable<double> two = new double[] { 1, index };
        CheckMessage($"Gather: needs indices that are whole numbers from 0 to 2, got {printed} at position 1 of [2].", () => Gather(x, two, 0));
        CheckMessage(
            $"ScatterAdd: needs indices that are whole numbers from 0 to 2, got {printed} at position 1 of [2].",
            () => ScatterAdd(Slice(x, ..2), two, 0, 3));
        CheckMessage($"OneHot: needs indices that are whole numbers from 0 to 2, got {printed} at position 1 of [2].", () => OneHot(two, 3));
    }

    [Fact]
    public void Message_OfAnEmptyRange_SaysThatThereIsNone()
    {
        Variable<double> none = Variable.Zeros<double>([0]);
        Variable<double> zero = new double[] { 0 };
        CheckMessage("Gather: needs no indices, as there is nothing to index, got 0 at position 0 of [1].", () => Gather(none, zero, 0));
        CheckMessage("ScatterAdd: needs no indices, as there is nothing to index, got 0 at position 0 of [1].", () => ScatterAdd(zero, zero, 0, 0));
    }

    [Fact]
    public void Index_OfNegativeZero_IsZero() => Assert.Equal([1], Gather<double>(new double[] { 1, 2 }, new double[] { -0.0 }, 0).ToArray());

    [Fact]
    public void Arguments_OutOfRange_AreNamed()
    {
        Variable<double> x = new double[] { 0, 1 };
        CheckArgument("count", "OneHot: needs a count of at least 1, got 0.", () => OneHot(x, 0));
        CheckArgument("length", "ScatterAdd: needs a length of at least 0, got -1.", () => ScatterAdd(x, x, 0, -1));
        CheckArgument("k", "TopK: needs a k of at least 0, got -1.", () => TopK(x, -1).Values);
        CheckArgument("order", "Norm: needs an order that is a number, got NaN.", () => Norm(x, double.NaN));
        CheckArgument("step", "Slice: needs a step other than 0, got 0.", () => Slice(x, 0, .., 0));
    }

    [Fact]
    public void Operations_OfNull_NameTheArgument()
    {
        Variable<double> x = new double[] { 0, 1 };
        Variable<double> none = null!;
        foreach (var (parameter, action) in new (string, Func<object>)[]
        {
            ("inputs", () => Sin(none)), ("inputs", () => Exp(none)), ("inputs", () => Identity(none)), ("inputs", () => Pow(none, 2)),
            ("inputs", () => Pow(none, 0.5)), ("inputs", () => Maximum(x, none)), ("inputs", () => Where(x, none, x)),
            ("x", () => Sum(none)), ("x", () => Sum(none, 0)), ("x", () => Mean(none)), ("x", () => Max(none)), ("x", () => LogSumExp(none)),
            ("x", () => Min(none)), ("x", () => Prod(none, 0)), ("x", () => ArgMax(none)), ("x", () => ArgMin(none, 0)), ("x", () => All(none)),
            ("x", () => Any(none)), ("x", () => Variance(none)), ("x", () => StandardDeviation(none, 0)), ("x", () => Norm(none)),
            ("x", () => Median(none)), ("x", () => CumulativeSum(none, 0)), ("x", () => CumulativeProd(none, 0)),
            ("x", () => CumulativeMax(none, 0)), ("x", () => CumulativeMin(none, 0)), ("x", () => CumulativeLogSumExp(none, 0)),
            ("x", () => Sort(none)), ("x", () => ArgSort(none)), ("x", () => TopK(none, 1).Values),
            ("x", () => Softmax(none)), ("x", () => LogSoftmax(none)), ("x", () => MatMul(none, x)), ("x", () => MatMul(x, none)),
            ("x", () => Reshape(none, 2)), ("shape", () => Reshape(x, (Shape)null!)), ("x", () => BroadcastTo(none, [2])),
            ("shape", () => BroadcastTo(x, null!)), ("x", () => Permute(none, 0)), ("x", () => Transpose(none)), ("x", () => Slice(none, ..)),
            ("x", () => Slice(none, 0, ..)), ("x", () => Concatenate([none])), ("inputs", () => Concatenate([x, none])),
            ("x", () => Stack([x, none])), ("x", () => Gather(none, x, 0)), ("indices", () => Gather(x, none, 0)),
            ("x", () => ScatterAdd(none, x, 0, 2)), ("inputs", () => ScatterAdd(x, none, 0, 2)), ("inputs", () => OneHot(none, 2)),
            ("f", () => Differentiate.Gradient((Func<Variable<double>, Variable<double>>)null!, x)),
            ("x", () => Differentiate.Gradient(v => v, none)),
            ("yBar", () => Differentiate.Vjp(v => v, x, none)), ("xDot", () => Differentiate.Jvp(v => v, x, none)),
        })
        {
            Assert.Equal(parameter, Assert.Throws<ArgumentNullException>(action).ParamName);
        }
    }

    [Fact]
    public void Verbs_WithShapesOrCountsThatDoNotFit_SayWhat()
    {
        Variable<double> x = new double[] { 0, 1 };
        Variable<double> three = new double[] { 0, 1, 2 };
        Assert.Equal("Gradient: needs a scalar output, of one element, got an output [2]. Sum it, or ask for Vjp or Jacobian.",
            Assert.Throws<ShapeException>(() => Differentiate.Gradient(v => v, x)).Message);
        Assert.Equal("Vjp: needs a cotangent of the shape [2] of the output, got [3].",
            Assert.Throws<ShapeException>(() => Differentiate.Vjp(v => v, x, three)).Message);
        Assert.Equal("Jvp: needs a tangent of the shape [2] of its variable, got [3].",
            Assert.Throws<ShapeException>(() => Differentiate.Jvp(v => v, x, three)).Message);
        Assert.Equal("HessianVectorProduct: needs a vector of the shape [2] of its variable, got [3].",
            Assert.Throws<ShapeException>(() => Differentiate.HessianVectorProduct(v => Sum(v), x, three)).Message);
        Assert.Equal("Jvp: needs one tangent for each variable, got 1 for 2. (Parameter 'xDot')",
            Assert.Throws<ArgumentException>(() => Differentiate.Jvp(v => v[0], [x, x], [x])).Message);
        Assert.Equal("HessianVectorProduct: needs one vector for each variable, got 1 for 2. (Parameter 'v')",
            Assert.Throws<ArgumentException>(() => Differentiate.HessianVectorProduct(v => v[0], [x, x], [x])).Message);
        Assert.Equal("Gradient: needs a function that gives a variable, got null.",
            Assert.Throws<ArgumentException>(() => Differentiate.Gradient(v => null!, x)).Message);
    }

    private static void CheckMessage(string message, Func<object> action)
    {
        Assert.Equal(message, Assert.Throws<IndexValueException>(action).Message);
        using var tape = new Tape<double>();
        Assert.Equal(message, Assert.Throws<IndexValueException>(action).Message);
    }

    private static void CheckArgument(string parameter, string message, Func<object> action)
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(action);
        Assert.Equal(parameter, exception.ParamName);
        Assert.Equal($"{message} (Parameter '{parameter}')", exception.Message);
    }
}
