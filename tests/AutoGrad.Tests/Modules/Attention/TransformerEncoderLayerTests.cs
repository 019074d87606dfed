namespace AutoGrad.Tests.Modules.Attention;

public sealed class TransformerEncoderLayerTests
{
    [Fact]
    public void Names_AreThoseOfPyTorch()
    {
        var layers = new Sequential<float>(new TransformerEncoderLayer<float>(8, 2, new RandomStream(1), 16));

        Assert.Equal(
            ["0.self_attn.in_proj_weight", "0.self_attn.in_proj_bias", "0.self_attn.out_proj.weight", "0.self_attn.out_proj.bias", "0.linear1.weight", "0.linear1.bias",
             "0.linear2.weight", "0.linear2.bias", "0.norm1.weight", "0.norm1.bias", "0.norm2.weight", "0.norm2.bias"],
            layers.NamedParameters.Select(entry => entry.Name));
    }

    [Fact]
    public void Forward_WithAMask_DependsOnNothingLater()
    {
        var layer = new TransformerEncoderLayer<double>(4, 2, new RandomStream(1), 8, dropout: 0);
        var mask = Op.LowerTriangle(Variable.Ones<double>([3, 3]));
        using var tape = new Tape<double>();
        var x = Variable.Create<double>([.. Enumerable.Range(0, 12).Select(i => Math.Sin(i))], [3, 1, 4]);
        var gradient = tape.Gradient(Op.Sum(Op.Square(layer.Forward(x, mask)[1])), x).ToArray();

        Assert.All(gradient[..8], value => Assert.NotEqual(0, value));
        Assert.Equal(new double[4], gradient[8..]);
    }

    [Fact]
    public void Dropout_IsInTrainingOnly()
    {
        var layer = new TransformerEncoderLayer<float>(4, 2, new RandomStream(1), 8);
        var x = Variable.Ones<float>([3, 2, 4]);

        Assert.NotEqual(layer.Forward(x).ToArray(), layer.Forward(x).ToArray());
        layer.Evaluate();
        Assert.Equal(layer.Forward(x).ToArray(), layer.Forward(x).ToArray());
    }
}
