namespace AutoGrad.Tests.Graphs;

/// <summary>What a training step holds in memory: predicted before it runs, and no more compiled than eager.</summary>
[Collection(nameof(WholeProcess))]
public class PeakMemoryTests
{
    public static TheoryData<string> Models => ["mlp", "autoencoder", "convolutions"];

    [Theory]
    [MemberData(nameof(Models))]
    public void CompiledStep_TakesWhatItsCostSays_AndNoMoreThanTheEagerStep(string name)
    {
        var threads = AutoGradSettings.Threads;
        try
        {
            // What is allocated is counted by thread; a new one has no array to use again.
            AutoGradSettings.Threads = 1;
            var (compiled, predicted, eager) = (0L, 0L, 0L);
            OnANewThread(() =>
            {
                var (step, x) = Model(name);
                var graph = Graph.Trace(step, x.Shape);
                predicted = graph.Cost().PeakBytes;
                // What the kernels pack operands into is the thread's own, and is there after a first run.
                var other = graph.Compile();
                other.Invoke(x);
                var function = graph.Compile();
                compiled = Allocated(() => function.Invoke(x));
                GC.KeepAlive(other);
            });
            OnANewThread(() =>
            {
                var (step, x) = Model(name);
                eager = Allocated(() =>
                {
                    using var tape = new Tape<float>();
                    step(x);
                });
            });
            Assert.InRange(compiled, predicted, predicted * 1.05);
            Assert.InRange(compiled, 0, eager);
        }
        finally
        {
            AutoGradSettings.Threads = threads;
        }
    }

    [Fact]
    public void CompiledStep_OfManyLayers_HoldsTheirOutputs_AndOneGradientAtATime()
    {
        const int Layers = 24, Width = 32, Batch = 64;
        var random = new RandomStream(3);
        var model = new Sequential<float>([.. Enumerable.Range(0, Layers)
            .SelectMany(_ => new Module<float>[] { new Linear<float>(Width, Width, random), new Tanh<float>() })]);
        var optimizer = new NAdam<float>(model.Parameters, weightDecay: 0.1);
        var step = Graph.Trace((Variable<float> x) =>
        {
            var loss = Loss.MeanSquaredError(model.Forward(x), x);
            optimizer.Minimize(loss);
            return loss;
        }, [Batch, Width]).Compile();
        const long Output = sizeof(float) * Batch * Width, Gradient = sizeof(float) * Width * Width;

        Assert.InRange(step.PlannedBytes, Layers * Output, ((Layers + 2) * Output) + (2 * Gradient));
    }

    private static (Func<Variable<float>, Variable<float>> Step, Variable<float> X) Model(string name)
    {
        var random = new RandomStream(3);
        var (model, lengths) = name switch
        {
            "mlp" => (new Sequential<float>(new Linear<float>(64, 256, random), new Relu<float>(), new Linear<float>(256, 256, random), new Tanh<float>(),
                new Linear<float>(256, 64, random)), new[] { 4096, 64 }),
            "autoencoder" => (new Sequential<float>(new Linear<float>(200, 64, random), new Sigmoid<float>(), new Linear<float>(64, 200, random),
                new Sigmoid<float>()), new[] { 8192, 200 }),
            _ => (new Sequential<float>(new Conv2d<float>(1, 8, 3, random, padding: 1), new Relu<float>(), new MaxPool<float>(2),
                new Conv2d<float>(8, 16, 3, random, padding: 1), new Relu<float>(), new Flatten<float>(), new Linear<float>(16 * 14 * 14, 28 * 28, random)),
                new[] { 256, 1, 28, 28 }),
        };
        Shape shape = [.. lengths];
        var optimizer = new Adam<float>(model.Parameters);
        var numbers = new float[shape.Size];
        random.FillNormal<float>(numbers, 0, 1);
        return (x =>
        {
            var loss = Loss.MeanSquaredError(Op.Reshape(model.Forward(x), x.Shape), x);
            optimizer.Minimize(loss);
            return loss;
        }, Variable.Create<float>(numbers, shape));
    }

    private static long Allocated(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void OnANewThread(Action action)
    {
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(action));
        thread.Start();
        thread.Join();
        Assert.Null(failure);
    }
}
