namespace AutoGrad.Tests.Modules.Attention;

public sealed class MultiHeadAttentionTests
{
    private static readonly Variable<double> X = Op.Reshape<double>(Variable.Vector([.. Enumerable.Range(0, 48).Select(i => Math.Sin(i))]), 2, 6, 4);

    [Fact]
    public void Parameters_HaveTheNamesShapesAndFirstValuesOfPyTorch()
    {
        var attention = new MultiHeadAttention<double>(4, 2, new RandomStream(1));

        Assert.Equal(["in_proj_weight", "in_proj_bias", "out_proj.weight", "out_proj.bias"], attention.NamedParameters.Select(entry => entry.Name));
        Assert.Equal([12, 4], attention.InputWeight.Shape);
        Assert.All(attention.InputWeight.Variable.ToArray(), w => Assert.InRange(w, -Math.Sqrt(6.0 / 16), Math.Sqrt(6.0 / 16)));
        Assert.Equal(new double[12], attention.InputBias!.Variable.ToArray());
        Assert.Equal(new double[4], attention.Output.Bias!.Variable.ToArray());
    }

    [Fact]
    public void Mask_KeepsLaterElementsOut()
    {
        var attention = new MultiHeadAttention<double>(4, 2, new RandomStream(1), batchFirst: true);
        var mask = Op.LowerTriangle(Variable.Ones<double>([6, 6]));
        var (outputs, weights) = attention.Attend(X, X, X, mask);
        var start = X[.., ..3];

        Assert.All(Op.UpperTriangle(weights, 1).ToArray(), weight => Assert.Equal(0, weight));
        Assert.All(Op.Sum(weights, -1).ToArray(), sum => Assert.Equal(1, sum, 1e-15));
        Assert.Equal(attention.Forward(start, start, start, mask[..3, ..3]).ToArray(), outputs[.., ..3].ToArray(), (a, b) => Math.Abs(a - b) < 1e-14);
    }

    [Fact]
    public void Forward_OfOneSequence_IsThatOfThreeEqualOnes()
    {
        var attention = new MultiHeadAttention<double>(4, 2, new RandomStream(1));

        Assert.Equal(attention.Forward(X, X * 1, X).ToArray(), attention.Forward(X).ToArray(), (a, b) => Math.Abs(a - b) < 1e-14);
    }

    [Fact]
    public void WrongShapes_AreNamed()
    {
        var attention = new MultiHeadAttention<double>(4, 2, new RandomStream(1));
        Assert.Equal("MultiHeadAttention: needs queries [l, n, w] and keys and values [k, n, w] with w = 4, got queries [2, 6, 4], keys [2, 3, 4] and values [2, 3, 4].",
            Assert.Throws<ShapeException>(() => attention.Forward(X, X[.., ..3], X[.., ..3])).Message);
        Assert.Equal("MultiHeadAttention: needs a mask that broadcasts to [n, heads, length, keys] = [6, 2, 2, 2], got mask [2, 3].",
            Assert.Throws<ShapeException>(() => attention.Forward(X, X, X, Variable.Ones<double>([2, 3]))).Message);
        Assert.Equal("MultiHeadAttention: needs at least 1 head and heads that divide the width, got 3 heads and width 4. (Parameter 'heads')",
            Assert.Throws<ArgumentOutOfRangeException>(() => new MultiHeadAttention<double>(4, 3, new RandomStream(1))).Message);
    }
}
