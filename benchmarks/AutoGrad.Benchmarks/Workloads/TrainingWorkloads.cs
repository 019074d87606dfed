using static AutoGrad.Loss;

namespace AutoGrad.Benchmarks.Workloads;

/// <summary>Whole training steps: forward, reverse and the update of the parameters.</summary>
internal static class TrainingWorkloads
{
    public static IEnumerable<Workload> All { get; } =
    [
        new("train/mlp-digits 64-32-10 b32 sgd", "eager", Digits),
        new("train/mlp-mnist 784-512-256-10 b128 adam", "eager", Mnist),
        new("train/mlp-wide 1024-2048-2048-1024 b256 adam mse", "eager", Wide),
        new("train/lenet-mnist b64 sgd", "eager", LeNet),
        new("train/autoencoder 784-256-64-32 b128 adam mse", "eager", Autoencoder),
    ];

    private static Action Digits()
    {
        var random = new RandomStream(0);
        var model = Mlp(random, 64, 32, 10);
        return Classify(model, new Sgd<float>(model.Parameters, 0.1, momentum: 0.9), random, [32, 64]);
    }

    private static Action Mnist()
    {
        var random = new RandomStream(0);
        var model = Mlp(random, 784, 512, 256, 10);
        return Classify(model, new Adam<float>(model.Parameters), random, [128, 784]);
    }

    private static Action Wide()
    {
        var random = new RandomStream(0);
        var model = Mlp(random, 1024, 2048, 2048, 1024);
        var (x, y) = (Data.Normal(random, [256, 1024]), Data.Normal(random, [256, 1024]));
        return Step(new Adam<float>(model.Parameters), () => MeanSquaredError(model.Forward(x), y));
    }

    private static Action LeNet()
    {
        var random = new RandomStream(0);
        var model = new Sequential<float>(
            new Conv2d<float>(1, 6, 5, random, padding: 2), new Tanh<float>(), new AveragePool2d<float>(2),
            new Conv2d<float>(6, 16, 5, random), new Tanh<float>(), new AveragePool2d<float>(2), new Flatten<float>(),
            new Linear<float>(400, 120, random), new Tanh<float>(), new Linear<float>(120, 84, random), new Tanh<float>(),
            new Linear<float>(84, 10, random));
        return Classify(model, new Sgd<float>(model.Parameters, 0.1, momentum: 0.9), random, [64, 1, 28, 28]);
    }

    private static Action Autoencoder()
    {
        var random = new RandomStream(0);
        var model = new Sequential<float>(Mlp(random, 784, 256, 64, 32), new Relu<float>(), Mlp(random, 32, 64, 256, 784), new Sigmoid<float>());
        var pixels = new float[128 * 784];
        random.FillUniform<float>(pixels, 0, 1);
        var x = Variable.Create<float>(pixels, [128, 784]);
        return Step(new Adam<float>(model.Parameters), () => MeanSquaredError(model.Forward(x), x));
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

    private static Action Classify(Module<float> model, Optimizer<float> optimizer, RandomStream random, Shape inputs)
    {
        var x = Data.Normal(random, inputs);
        var labels = new float[inputs[0]];
        for (var i = 0; i < labels.Length; i++)
            labels[i] = random.Next(10);
        var y = Variable.Vector<float>(labels);
        return Step(optimizer, () => CrossEntropy(model.Forward(x), y));
    }

    private static Action Step(Optimizer<float> optimizer, Func<Variable<float>> loss) => () =>
    {
        using var tape = new Tape<float>();
        optimizer.Minimize(loss());
    };
}
