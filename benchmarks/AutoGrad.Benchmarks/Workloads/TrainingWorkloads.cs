using System.Numerics.Tensors;
using static AutoGrad.Loss;

namespace AutoGrad.Benchmarks.Workloads;

/// <summary>Whole training steps: forward, reverse and the update of the parameters.</summary>
internal static class TrainingWorkloads
{
    public static IEnumerable<Workload> All { get; } =
    [
        .. Workload.EagerAndCompiled("train/mlp-digits 64-32-10 b32 sgd", Digits),
        .. Workload.EagerAndCompiled("train/mlp-mnist 784-512-256-10 b128 adam", Mnist),
        .. Workload.EagerAndCompiled("train/mlp-wide 1024-2048-2048-1024 b256 adam mse", Wide),
        .. Workload.EagerAndCompiled("train/lenet-mnist b64 sgd", LeNet),
        .. Workload.EagerAndCompiled("train/cnn-cifar 3x(conv-bn-relu-pool) b64 adam", Cifar),
        .. Workload.EagerAndCompiled("train/autoencoder 784-256-64-32 b128 adam mse", Autoencoder),
    ];

    private static Action Digits(bool compiled)
    {
        var random = new RandomStream(0);
        var model = Mlp(random, 64, 32, 10);
        return Classify(compiled, model, new Sgd<float>(model.Parameters, 0.1, momentum: 0.9), random, [32, 64]);
    }

    private static Action Mnist(bool compiled)
    {
        var random = new RandomStream(0);
        var model = Mlp(random, 784, 512, 256, 10);
        return Classify(compiled, model, new Adam<float>(model.Parameters), random, [128, 784]);
    }

    private static Action Wide(bool compiled)
    {
        var random = new RandomStream(0);
        var model = Mlp(random, 1024, 2048, 2048, 1024);
        var (x, y) = (Data.Normal(random, [256, 1024]), Data.Normal(random, [256, 1024]));
        return Step(compiled, new Adam<float>(model.Parameters), (x, y) => MeanSquaredError(model.Forward(x), y), x, y);
    }

    private static Action LeNet(bool compiled)
    {
        var random = new RandomStream(0);
        var model = new Sequential<float>(
            new Conv2d<float>(1, 6, 5, random, padding: 2), new Tanh<float>(), new AveragePool<float>(2),
            new Conv2d<float>(6, 16, 5, random), new Tanh<float>(), new AveragePool<float>(2), new Flatten<float>(),
            new Linear<float>(400, 120, random), new Tanh<float>(), new Linear<float>(120, 84, random), new Tanh<float>(),
            new Linear<float>(84, 10, random));
        return Classify(compiled, model, new Sgd<float>(model.Parameters, 0.1, momentum: 0.9), random, [64, 1, 28, 28]);
    }

    private static Action Cifar(bool compiled)
    {
        var random = new RandomStream(0);
        Module<float>[] Block(int inputs, int outputs) =>
            [new Conv2d<float>(inputs, outputs, 3, random, padding: 1), new BatchNorm2d<float>(outputs), new Relu<float>(), new MaxPool<float>(2)];
        var model = new Sequential<float>([.. Block(3, 32), .. Block(32, 64), .. Block(64, 128), new Flatten<float>(), new Linear<float>(2048, 10, random)]);
        return Classify(compiled, model, new Adam<float>(model.Parameters), random, [64, 3, 32, 32]);
    }

    private static Action Autoencoder(bool compiled)
    {
        var random = new RandomStream(0);
        var model = new Sequential<float>(Mlp(random, 784, 256, 64, 32), new Relu<float>(), Mlp(random, 32, 64, 256, 784), new Sigmoid<float>());
        var pixels = new float[128 * 784];
        random.FillUniform<float>(pixels, 0, 1);
        var x = Variable.Create<float>(pixels, [128, 784]);
        return Step(compiled, new Adam<float>(model.Parameters), (x, y) => MeanSquaredError(model.Forward(x), y), x, x);
    }

    private static Sequential<float> Mlp(RandomStream random, params int[] sizes)
    {
        var layers = new List<Module<float>>();
        for (var i = 0; i + 1 < sizes.Length; i++)
        {
            if (i > 0)
                layers.Add(new Relu<float>());
            layers.Add(new Linear<float>(sizes[i], sizes[i + 1], random));
        }
        return new([.. layers]);
    }

    private static Action Classify(bool compiled, Module<float> model, Optimizer<float> optimizer, RandomStream random, Shape inputs)
    {
        var x = Data.Normal(random, inputs);
        var labels = new float[inputs[0]];
        for (var i = 0; i < labels.Length; i++)
            labels[i] = random.Next(10);
        var y = Variable.Vector<float>(labels);
        return Step(compiled, optimizer, (x, y) => CrossEntropy(model.Forward(x), y), x, y);
    }

    private static Action Step(
        bool compiled, Optimizer<float> optimizer, Func<Variable<float>, Variable<float>, Variable<float>> loss, Variable<float> x, Variable<float> y)
    {
        if (!compiled)
        {
            return () =>
            {
                using var tape = new Tape<float>();
                optimizer.Minimize(loss(x, y));
            };
        }
        var step = Graph.Compile<float>((x, y) =>
        {
            var value = loss(x, y);
            optimizer.Minimize(value);
            return value;
        });
        var output = Tensor.CreateFromShape<float>([1]);
        return () => step.Invoke([x, y], [output]);
    }
}
