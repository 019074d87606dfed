using System.Numerics;

namespace AutoGrad.Tests.Modules;

/// <summary>The modules whose figures Figures/modules.py makes, by their names there.</summary>
internal static class ModuleMaker
{
    public static Module<T> Make<T>(string name) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var random = new RandomStream(1);
        return name switch
        {
            "BatchNorm1d" => new BatchNorm1d<T>(3),
            "BatchNorm1d of sequences" => new BatchNorm1d<T>(3, 1e-3, momentum: null),
            "BatchNorm2d" => new BatchNorm2d<T>(2),
            "BatchNorm2d without affine" => new BatchNorm2d<T>(2, affine: false),
            "LayerNorm" => new LayerNorm<T>([2, 3]),
            "LayerNorm without affine" => new LayerNorm<T>([4], 1e-2, affine: false),
            "GroupNorm" => new GroupNorm<T>(2, 4),
            "InstanceNorm" => new InstanceNorm<T>(2, affine: true),
            "InstanceNorm without affine" => new InstanceNorm<T>(2),
            "RmsNorm" => new RmsNorm<T>([5]),
            "Embedding" => new Embedding<T>(4, 3, random),
            "Bilinear" => new Bilinear<T>(2, 3, 4, random),
            "Conv3d" => new Conv3d<T>(2, 4, [2, 1, 2], random, stride: [1, 2, 1], padding: 1, groups: 2),
            "ConvTranspose2d" => new ConvTranspose2d<T>(2, 4, [3, 2], random, stride: 2, padding: 1, outputPadding: 1, groups: 2),
            "AdaptiveAveragePool" => new AdaptiveAveragePool<T>([2, 3]),
            "Gelu" => new Gelu<T>(),
            "Residual" => new Residual<T>(new Linear<T>(3, 2, random), new Linear<T>(3, 2, random)),
            "Linear" => new Linear<T>(3, 2, random),
            "Conv1d" => new Conv1d<T>(2, 3, 3, random, padding: 2, dilation: 2),
            "Conv2d" => new Conv2d<T>(2, 4, [2, 3], random, stride: [2, 1], padding: [1, 0], groups: 2),
            "MaxPool" => new MaxPool<T>(2, stride: 1, padding: 1),
            "AveragePool" => new AveragePool<T>(3, stride: 2, padding: 1, countsPadding: false),
            "Flatten" => new Flatten<T>(),
            "Sequential" => new Sequential<T>(new Linear<T>(2, 3, random), new Tanh<T>(), new Linear<T>(3, 2, random)),
            "Dropout" => new Dropout<T>(0.5, random),
            "SpatialDropout" => new SpatialDropout<T>(0.5, random),
            "Rnn" => new Rnn<T>(3, 2, random),
            "Rnn with a rectifier" => new Rnn<T>(2, 3, random, layers: 2, activation: Op.Relu, batchFirst: true),
            "Lstm" => new Lstm<T>(3, 2, random, batchFirst: true),
            "Lstm in both directions" => new Lstm<T>(2, 2, random, layers: 2, bidirectional: true),
            "Gru" => new Gru<T>(3, 2, random, layers: 2),
            "Gru without biases" => new Gru<T>(2, 2, random, bias: false, bidirectional: true),
            "MultiHeadAttention" or "MultiHeadAttention that looks back" => new MultiHeadAttention<T>(4, name.EndsWith('k') ? 1 : 2, random),
            "MultiHeadAttention of queries" => new MultiHeadAttention<T>(4, 2, random, bias: false, batchFirst: true),
            "TransformerEncoderLayer" => new TransformerEncoderLayer<T>(4, 2, random, 6, dropout: 0),
            "TransformerEncoderLayer, norms first" => new TransformerEncoderLayer<T>(4, 2, random, 5, 0, x => Op.Gelu(x), 1e-4, batchFirst: true, normFirst: true),
            _ => Activation<T>(name),
        };
    }

    private static Module<T> Activation<T>(string name) where T : unmanaged, IFloatingPointIeee754<T>
    {
        return name switch
        {
            "PRelu" => new PRelu<T>(3),
            "Celu" => new Celu<T>(0.5),
            "Elu" => new Elu<T>(0.5),
            "Gelu, approximate" => new Gelu<T>(approximate: true),
            "Glu" => new Glu<T>(0),
            "HardSigmoid" => new HardSigmoid<T>(),
            "HardSwish" => new HardSwish<T>(),
            "HardTanh" => new HardTanh<T>(-0.5, 0.25),
            "LeakyRelu" => new LeakyRelu<T>(0.1),
            "LogSigmoid" => new LogSigmoid<T>(),
            "LogSoftmax" => new LogSoftmax<T>(0),
            "Mish" => new Mish<T>(),
            "Relu" => new Relu<T>(),
            "Relu6" => new Relu6<T>(),
            "Selu" => new Selu<T>(),
            "Sigmoid" => new Sigmoid<T>(),
            "Silu" => new Silu<T>(),
            "Softmax" => new Softmax<T>(),
            "Softmin" => new Softmin<T>(),
            "Softplus" => new Softplus<T>(),
            "Softsign" => new Softsign<T>(),
            "Tanh" => new Tanh<T>(),
            "Tanhshrink" => new Tanhshrink<T>(),
            _ => throw new ArgumentException($"There is no module {name}.", nameof(name)),
        };
    }

    public static Variable<T> Apply<T>(string name, Module<T> module, Variable<T>[] x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        return (name, module) switch
        {
            (_, Bilinear<T> bilinear) => bilinear.Forward(x[0], x[1]),
            ("Rnn with a rectifier", Rnn<T> rnn) => rnn.Run(x[0], x[1]) is var (y, hidden) ? Flat(y, hidden) : null!,
            ("Lstm in both directions", Lstm<T> lstm) => lstm.Run(x[0], (x[1], x[2])) is var (y, hidden, cell) ? Flat(y, hidden, cell) : null!,
            ("Gru without biases", Gru<T> gru) => gru.Run(x[0], x[1]) is var (y, hidden) ? Flat(y, hidden) : null!,
            ("MultiHeadAttention of queries", MultiHeadAttention<T> attention) => attention.Forward(x[0], x[1], x[2]),
            ("MultiHeadAttention that looks back", MultiHeadAttention<T> attention) =>
                attention.Attend(x[0], x[0], x[0], LookingBack<T>(4)) is var (y, weights) ? Flat(y, weights) : null!,
            ("TransformerEncoderLayer, norms first", TransformerEncoderLayer<T> layer) => layer.Forward(x[0], LookingBack<T>(3)),
            _ => module.Forward(x[0]),
        };
    }

    private static Variable<T> LookingBack<T>(int length) where T : unmanaged, IFloatingPointIeee754<T> =>
        Op.LowerTriangle(Variable.Ones<T>([length, length]));

    private static Variable<T> Flat<T>(params Variable<T>[] values) where T : unmanaged, IFloatingPointIeee754<T> =>
        Op.Concatenate<T>(Array.ConvertAll(values, value => Op.Reshape(value, -1)));
}
