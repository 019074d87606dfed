using static AutoGrad.Op;

namespace AutoGrad.Tests.Optimizers;

public sealed class OptimizerGroupsTests
{
    private static Parameter<double> Vector(string name, params double[] values) => new(Variable.Vector<double>(values), name);

    [Fact]
    public void Groups_HaveTheirOwnRateAndDecay_AndTheRestTheOptimizers()
    {
        var (a, b, c) = (Vector("a", 8), Vector("b", 8), Vector("c", 8));
        var sgd = new Sgd<double>([a, b, c], 0.5, weightDecay: 0.25)
        {
            Groups = [new([a]) { LearningRateScale = 0.5 }, new([b]) { WeightDecay = 0 }],
        };
        using var tape = new Tape<double>();
        sgd.Minimize(Sum(a + b) + Sum(c.Variable));

        Assert.Equal([8 - (0.25 * 3), 8 - 0.5, 8 - (0.5 * 3)], new[] { a, b, c }.Select(p => p.Variable.Scalar));
    }

    [Fact]
    public void LearningRate_MovesAllGroupsInProportion()
    {
        var (a, b) = (Vector("a", 0), Vector("b", 0));
        var sgd = new Sgd<double>([a, b], 0.5) { Groups = [new([b]) { LearningRateScale = 3 }] };
        sgd.SetLearningRate(0.25);
        using var tape = new Tape<double>();
        sgd.Minimize(Sum(a + b));

        Assert.Equal([-0.25, -0.75], new[] { a, b }.Select(p => p.Variable.Scalar));
    }

    [Fact]
    public void Group_OfScaleZero_StaysAsItIs()
    {
        var (a, b) = (Vector("a", 0), Vector("b", 3));
        var adam = new AdamW<double>([a, b], 0.5) { Groups = [new([b]) { LearningRateScale = 0 }] };
        using var tape = new Tape<double>();
        adam.Minimize(Sum(a + b));

        Assert.Equal(3, b.Variable.Scalar);
        Assert.NotEqual(0, a.Variable.Scalar);
    }

    [Fact]
    public void Groups_ThatDoNotFit_Throw()
    {
        var (a, b) = (Vector("a", 0), Vector("b", 0, 1));
        Assert.Equal("Sgd: needs groups of parameters of the optimizer, got b [2], which is none.",
            Assert.Throws<ArgumentException>(() => new Sgd<double>([a], 1) { Groups = [new([b])] }).Message);
        Assert.Equal("Sgd: needs groups that have no parameter in common, got b [2] twice.",
            Assert.Throws<ArgumentException>(() => new Sgd<double>([a, b], 1) { Groups = [new([a, b]), new([b])] }).Message);
        Assert.Equal("ParameterGroup: needs a finite LearningRateScale of at least 0, got -1. (Parameter 'value')",
            Assert.Throws<ArgumentOutOfRangeException>(() => new ParameterGroup<double>([a]) { LearningRateScale = -1 }).Message);
        Assert.Equal("ParameterGroup: needs a finite WeightDecay of at least 0, got NaN. (Parameter 'value')",
            Assert.Throws<ArgumentOutOfRangeException>(() => new ParameterGroup<double>([a]) { WeightDecay = double.NaN }).Message);
    }
}
