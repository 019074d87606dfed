using System.Numerics.Tensors;

namespace AutoGrad.Tests.Modules;

/// <summary>Whole training steps of modules: the bits of the compiled step and of the eager one, and what the compiled one allocates.</summary>
[Collection(nameof(WholeProcess))]
public sealed class ModuleTrainingTests
{
    private const int Classes = 3;
    private const int Examples = 6;

    public static TheoryData<string> Models => ["perceptron with dropout and batch norm", "convolutions with batch norm and pooling", "lstm", "transformer layer"];

    [Theory]
    [MemberData(nameof(Models))]
    public void CompiledSteps_EqualEagerSteps_BitForBit_OnAnyNumberOfThreads(string name)
    {
        var expected = Train(name, compiled: false);
        Assert.All(expected, value => Assert.True(float.IsFinite(value)));
        var threads = AutoGradSettings.Threads;
        try
        {
            foreach (var count in new[] { 1, 2, 3, 8 })
            {
                AutoGradSettings.Threads = count;
                Assert.Equal(expected, Train(name, compiled: true));
            }
        }
        finally
        {
            AutoGradSettings.Threads = threads;
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void CompiledStep_IntoGivenOutputs_AllocatesNothing(string name)
    {
        var training = new Training(name);
        var step = Graph.Compile<float>(training.Step);
        var (x, y) = training.Batch(0);
        var output = Tensor.CreateFromShape<float>([1]);
        Variable<float>[] inputs = [x, y];
        for (var i = 0; i < 3; i++)
            step.Invoke(inputs, [output]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 20; i++)
            step.Invoke(inputs, [output]);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Training_Learns(string name)
    {
        var training = new Training(name);
        var step = Graph.Compile<float>(training.Step);
        var losses = Enumerable.Range(0, 200).Select(i => step.Invoke(training.Batch(i % 4).X, training.Batch(i % 4).Y).Scalar).ToArray();

        Assert.InRange(losses[^20..].Average(), 0, 0.5 * losses[..20].Average());
    }

    private static float[] Train(string name, bool compiled)
    {
        var training = new Training(name);
        var step = Graph.Compile<float>(training.Step);
        List<float> results = [];
        for (var i = 0; i < 200; i++)
        {
            var (x, y) = training.Batch(i);
            using var tape = compiled ? null : new Tape<float>();
            results.Add((compiled ? step.Invoke(x, y) : training.Step(x, y)).Scalar);
        }
        results.AddRange(training.Model.Parameters.Concat(training.Model.States).Concat(training.Optimizer.States).SelectMany(state => state.Variable.ToArray()));
        return [.. results];
    }

    /// <summary>A small model with its optimizer and its data.</summary>
    private sealed class Training
    {
        private readonly int[] _lengths;

        public Training(string name)
        {
            var random = new RandomStream(3);
            switch (name)
            {
                case "perceptron with dropout and batch norm":
                    _lengths = [10];
                    Model = new Sequential<float>(new Linear<float>(10, 24, random), new BatchNorm1d<float>(24), new Relu<float>(), new Dropout<float>(0.2, random),
                        new Linear<float>(24, Classes, random));
                    break;
                case "convolutions with batch norm and pooling":
                    _lengths = [1, 6, 6];
                    Model = new Sequential<float>(new Conv2d<float>(1, 4, 3, random, padding: 1), new BatchNorm2d<float>(4), new Relu<float>(), new MaxPool<float>(2),
                        new Conv2d<float>(4, 5, 2, random, bias: false), new Gelu<float>(), new AveragePool<float>(2), new Flatten<float>(),
                        new Linear<float>(5, Classes, random));
                    break;
                case "lstm":
                    _lengths = [5, 3];
                    Model = new LastOf(new Lstm<float>(3, 7, random, layers: 2, batchFirst: true, dropout: 0.1), new Linear<float>(7, Classes, random));
                    break;
                case "transformer layer":
                    _lengths = [4, 8];
                    Model = new LastOf(new TransformerEncoderLayer<float>(8, 2, random, 12, batchFirst: true), new Linear<float>(8, Classes, random));
                    break;
                default:
                    throw new ArgumentException($"There is no model {name}.", nameof(name));
            }
            Optimizer = new Adam<float>(Model.Parameters, 0.02);
        }

        public Module<float> Model { get; }

        public Optimizer<float> Optimizer { get; }

        public (Variable<float> X, Variable<float> Y) Batch(int number)
        {
            Shape shape = [Examples, .. _lengths];
            var random = new RandomStream(7, (ulong)number);
            var values = new float[shape.Size];
            random.FillNormal<float>(values, 0, 1);
            var labels = new float[Examples];
            for (var i = 0; i < Examples; i++)
                labels[i] = random.Next(Classes);
            return (Variable.Create<float>(values, shape), Variable.Vector<float>(labels));
        }

        public Variable<float> Step(Variable<float> x, Variable<float> y)
        {
            var loss = Loss.CrossEntropy(Model.Forward(x), y);
            Optimizer.Minimize(loss);
            return loss;
        }
    }

    /// <summary>A class for each sequence, told by what is at its end.</summary>
    private sealed class LastOf : Module<float>
    {
        private readonly Module<float> _body;
        private readonly Linear<float> _head;

        public LastOf(Module<float> body, Linear<float> head) => (_body, _head) = (AddChild("body", body), AddChild("head", head));

        protected override Variable<float> Compute(Variable<float> x) => _head.Forward(_body.Forward(x)[.., ^1]);
    }
}
