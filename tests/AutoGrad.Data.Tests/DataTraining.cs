namespace AutoGrad.Data.Tests;

/// <summary>A training over shuffled and augmented batches that are made ahead.</summary>
internal sealed class DataTraining
{
    private readonly Dataset<float> _data = Synthetic.Moons<float>(101, noise: 0.1, seed: 3);
    private readonly Func<Variable<float>, Variable<float>, Variable<float>> _step;

    public DataTraining(ulong seed, bool isCompiled)
    {
        var random = new RandomStream(seed);
        var model = new Sequential<float>(new Linear<float>(2, 8, random), new Tanh<float>(), new Linear<float>(8, 2, random));
        var optimizer = new Adam<float>(model.Parameters, learningRate: 0.05);
        Checkpoint = new TrainingCheckpoint<float>().Add("model", model).Add("optimizer", optimizer).Add("progress", Progress);
        Variable<float> Step(Variable<float> x, Variable<float> y)
        {
            using var tape = new Tape<float>();
            var loss = Loss.CrossEntropy(model.Forward(x), y);
            optimizer.Minimize(loss);
            return loss;
        }
        var compiled = Graph.Compile<float>(Step);
        _step = isCompiled ? (x, y) => compiled.Invoke(x, y) : Step;
    }

    public TrainingProgress Progress { get; } = new();

    public TrainingCheckpoint<float> Checkpoint { get; }

    public void Run(int steps)
    {
        for (var end = Progress.Step + steps; Progress.Step < end; Progress.EndEpoch())
        {
            var batches = _data.Batches(4, seed: 5, Progress.Epoch, augmentations: [Augmentation.Noise<float>(0.05)]);
            foreach (var (x, y) in batches.Ahead(first: Progress.Batch))
            {
                _step(x, y);
                Progress.EndBatch();
                if (Progress.Step == end)
                    return;
            }
        }
    }
}
