namespace AutoGrad.Tests.Training;

/// <summary>Points in three clusters, and a network that learns to tell them apart, with momentum and a stream that noise is drawn from.</summary>
internal sealed class SmallProblem
{
    private readonly RandomStream _noise = new(11, 1);

    public SmallProblem()
    {
        var random = new RandomStream(4);
        Model = new Sequential<float>(new Linear<float>(2, 8, random), new Tanh<float>(), new Linear<float>(8, 3, random));
        Optimizer = new Adam<float>(Model.Parameters, 0.02);
        (Training, HeldOut) = (Batches(90, 7), Batches(31, null));
    }

    public Sequential<float> Model { get; }

    public Adam<float> Optimizer { get; }

    public TrainingBatches<float> Training { get; }

    public TrainingBatches<float> HeldOut { get; }

    public RandomStream Noise => _noise;

    /// <summary>The cross-entropy of logits.</summary>
    public static Variable<float> Loss(Variable<float> logits, Variable<float> labels) => AutoGrad.Loss.CrossEntropy(logits, labels);

    /// <summary>The same with noise, drawn in each step, so that the place of the stream matters.</summary>
    public Variable<float> NoisyLoss(Variable<float> logits, Variable<float> labels) =>
        AutoGrad.Loss.CrossEntropy(Model.IsTraining ? logits + (0.1f * Op.Normal<float>(logits.Shape, _noise)) : logits, labels);

    /// <summary>All that a training changes.</summary>
    public float[] Values => [.. Model.Parameters.Concat(Optimizer.States).SelectMany(state => state.Variable.ToArray())];

    private static TrainingBatches<float> Batches(int rows, ulong? seed)
    {
        var random = new RandomStream(21, seed ?? 0);
        var (points, labels) = (new float[2 * rows], new float[rows]);
        random.FillNormal<float>(points, 0, 0.6f);
        for (var i = 0; i < rows; i++)
        {
            labels[i] = i % 3;
            points[2 * i] += i % 3 == 1 ? 2 : 0;
            points[(2 * i) + 1] += i % 3 == 2 ? 2 : 0;
        }
        return new(Variable.Create<float>(points, [rows, 2]), Variable.Vector<float>(labels), 16, seed);
    }
}
