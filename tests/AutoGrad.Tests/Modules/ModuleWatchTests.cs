namespace AutoGrad.Tests.Modules;

public sealed class ModuleWatchTests
{
    private static readonly Variable<float> X = Variable.Create<float>([0.5f, -1, 2, 1, 0.25f, -2], [3, 2]);

    private static Sequential<float> Network(int seed = 1)
    {
        var random = new RandomStream((ulong)seed);
        return new(new Linear<float>(2, 4, random), new Residual<float>(new Sequential<float>(new Linear<float>(4, 4, random), new Tanh<float>())),
            new BatchNorm1d<float>(4), new Dropout<float>(0.25, random), new Linear<float>(4, 1, random));
    }

    [Fact]
    public void Watch_ShowsEachOutput_ByThePathOfItsModule()
    {
        var network = Network();
        List<(string Path, Shape Shape)> seen = [];
        Variable<float>? last = null;
        using (network.Watch((path, y) =>
        {
            seen.Add((path, y.Shape));
            last = y;
        }))
        {
            Assert.Same(network.Forward(X), last);
        }
        network.Forward(X);

        Assert.Equal(["0", "1.body.0", "1.body.1", "1.body", "1", "2", "3", "4", ""], seen.Select(entry => entry.Path));
        Assert.Equal([[3, 4], [3, 4], [3, 4], [3, 4], [3, 4], [3, 4], [3, 4], [3, 1], [3, 1]], seen.Select(entry => entry.Shape));
    }

    [Fact]
    public void WatchGradients_ShowsTheGradientsOfOutputs_FromTheLast()
    {
        var network = Network();
        Dictionary<string, Variable<float>> outputs = [];
        Dictionary<string, float[]> gradients = [];
        using var watch = network.Watch((path, y) => outputs[path] = y);
        using var gradientWatch = network.WatchGradients((path, yBar) => gradients[path] = yBar.ToArray());
        using var tape = new Tape<float>();
        var loss = Op.Sum(Op.Square(network.Forward(X)));
        tape.Gradient(loss, ((Linear<float>)network[0]).Weight.Variable, recorded: false);

        Assert.Equal(["", "4", "3", "2", "1", "1.body", "1.body.1", "1.body.0", "0"], gradients.Keys);
        watch.Dispose();
        gradientWatch.Dispose();
        foreach (var (path, y) in outputs)
            Assert.Equal(tape.Gradient(loss, y).ToArray(), gradients[path]);
    }

    [Fact]
    public void Observers_OfOptimizerSteps_SeeValues_AndChangeNoBit()
    {
        Assert.Equal(Train(isWatched: false, out _), Train(isWatched: true, out var shown));
        Assert.Equal(5 * 2 * 9, shown);
    }

    private static float[] Train(bool isWatched, out int shown)
    {
        var network = Network();
        List<(float[] Copy, System.Numerics.Tensors.Tensor<float> Value)> kept = [];
        void Keep(string path, Variable<float> y) => kept.Add((y.ToArray(), y.Value));
        using var first = isWatched ? network.Watch(Keep) : null;
        using var second = isWatched ? network.WatchGradients(Keep) : null;
        var optimizer = new Adam<float>(network.Parameters);
        for (var i = 0; i < 5; i++)
        {
            using var tape = new Tape<float>();
            optimizer.Minimize(Op.Mean(Op.Square(network.Forward(X) - 1)));
        }
        Assert.All(kept, entry => Assert.Equal(entry.Copy, Variable.FromTensor(entry.Value).ToArray()));
        shown = kept.Count;
        return [.. network.Parameters.Concat(network.States).SelectMany(state => state.Variable.ToArray())];
    }

    [Fact]
    public void Watch_OfATracedFunction_ShowsShapes_Once()
    {
        var network = Network();
        var seen = 0;
        using var watch = network.Watch((_, y) =>
        {
            seen++;
            Assert.Throws<TracedValueException>(() => y.ToArray());
        });
        var compiled = Graph.Compile<float>(network.Forward);
        compiled.Invoke(X);
        compiled.Invoke(X);

        Assert.Equal(9, seen);
    }

    [Fact]
    public void Watch_OfAModuleOfSeveralInputs_ShowsItsOutput()
    {
        var bilinear = new Bilinear<float>(2, 2, 1, new RandomStream(1));
        List<Variable<float>> seen = [];
        using var watch = bilinear.Watch((_, y) => seen.Add(y));

        Assert.Equal([bilinear.Forward(X, X), bilinear.Forward(X)], seen);
    }

    [Fact]
    public void Watches_EndOneByOne()
    {
        var network = new Sequential<float>(new Tanh<float>());
        List<int> seen = [];
        var first = network.Watch((_, _) => seen.Add(1));
        using var second = network.Watch((_, _) => seen.Add(2));
        network.Forward(X);
        first.Dispose();
        first.Dispose();
        network.Forward(X);

        Assert.Equal([1, 2, 1, 2, 2, 2], seen);
    }
}
