using System.Numerics.Tensors;
using static AutoGrad.Op;

namespace AutoGrad.Tests.Graphs;

/// <summary>Compiled functions: the bits of the eager ones, no allocation, states, errors.</summary>
[Collection(nameof(WholeProcess))]
public class CompiledFunctionTests
{
    public static TheoryData<string> Models => ["mlp with adam", "dropout and batch statistics", "autoencoder"];

    [Theory]
    [MemberData(nameof(Models))]
    public void Invoke_TrainsAsTheEagerStep_BitForBit_OnAnyNumberOfThreads(string name)
    {
        var expected = Train(name, compiled: false, 200);
        var threads = AutoGradSettings.Threads;
        try
        {
            foreach (var count in new[] { 1, 2, 3, 8 })
            {
                AutoGradSettings.Threads = count;
                Assert.Equal(expected, Train(name, compiled: true, 200));
            }
        }
        finally
        {
            AutoGradSettings.Threads = threads;
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Invoke_IntoGivenOutputs_AllocatesNothing(string name)
    {
        var model = new TrainedModel(name);
        var step = Graph.Compile<float>(v => [model.Step(v[0])]);
        var output = Tensor.CreateFromShape<float>([1]);
        var inputs = new[] { TrainedModel.Batch(0) };
        for (var i = 0; i < 3; i++)
            step.Invoke(inputs, [output]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 20; i++)
            step.Invoke(inputs, [output]);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Invoke_CompilesOnceForEachCombinationOfShapes()
    {
        var traces = 0;
        var square = Graph.Compile<double>(x =>
        {
            traces++;
            return x * x;
        });
        Assert.Equal(4, square.Invoke(2).Scalar);
        Assert.Equal([1, 4], square.Invoke(new double[] { 1, 2 }).ToArray());
        Assert.Equal(9, square.Invoke(3).Scalar);
        Assert.Equal(2, traces);
        Assert.Equal(2, square.Graphs.Count);
    }

    [Fact]
    public void Invoke_GivesOutputsThatStay()
    {
        var f = Graph.Compile<double>(x => x + 1);
        var (first, second) = (f.Invoke(1), f.Invoke(2));
        Assert.Equal((2, 3), (first.Scalar, second.Scalar));
    }

    [Fact]
    public void Invoke_UnderATape_LetsTheDerivativeThrough()
    {
        var f = Graph.Compile<double>(x => x * x * x);
        Assert.Equal(12, Differentiate.Gradient<double>(x => f.Invoke(x), 2).Scalar);
        Assert.Equal(12, Differentiate.Gradient<double>(x => f.Invoke(x), 2).Scalar);
    }

    [Fact]
    public void Invoke_LeavesValuesThatWereReadAsTheyWere()
    {
        var state = new State<double>(new double[] { 1, 2 }, "s");
        var step = Graph.Compile<double>(x =>
        {
            state.Assign(state * x);
            return x;
        });
        var (value, variable) = (state.Value, state.Variable);
        step.Invoke(10);
        step.Invoke(10);
        Assert.Equal([1, 2], value.ToArray());
        Assert.Equal([1, 2], variable.ToArray());
        Assert.Equal([100, 200], state.Variable.ToArray());
    }

    [Fact]
    public void Invoke_OfStatesThatChangePlaces_AndOfOldValues_GivesWhatTheEagerFunctionGives()
    {
        var (a, b) = (new State<double>(new double[] { 1, 2 }, "a"), new State<double>(new double[] { 3, 4 }, "b"));
        var step = Graph.Compile<double>(v =>
        {
            var (oldA, oldB) = (a.Variable, b.Variable);
            a.Assign(oldB);
            b.Assign(Reshape(oldA, [2]) + v[0]);
            return [oldA, oldB * 2, a.Variable];
        });
        var outputs = step.InvokeAll(1);
        Assert.Equal([1, 2], outputs[0].ToArray());
        Assert.Equal([6, 8], outputs[1].ToArray());
        Assert.Equal([3, 4], outputs[2].ToArray());
        Assert.Equal([3, 4], a.Variable.ToArray());
        Assert.Equal([2, 3], b.Variable.ToArray());
    }

    [Fact]
    public void Invoke_RefusesALossThatIsNotFinite_AndChangesNothing()
    {
        var w = new Parameter<double>(1, "w");
        var optimizer = new Sgd<double>([w], 0.1);
        var step = Graph.Compile<double>(x =>
        {
            var loss = Log(w * x);
            optimizer.Minimize(loss);
            return loss;
        });
        step.Invoke(1);
        var before = w.Variable.Scalar;
        Assert.Throws<NonFiniteLossException>(() => step.Invoke(-1));
        Assert.Equal(before, w.Variable.Scalar);
        step.Invoke(1);
        Assert.NotEqual(before, w.Variable.Scalar);
    }

    [Fact]
    public void Invoke_SaysWhatDoesNotFit()
    {
        var graph = Graph.Trace((Variable<double> x) => x + 1, [2]);
        Assert.Equal("Invoke: needs x [2], got [3].",
            Assert.Throws<ShapeException>(() => graph.Compile().Invoke(Variable.Zeros<double>([3]))).Message);
        Assert.Equal("Invoke: needs a function of one output, got 2 outputs.",
            Assert.Throws<ShapeException>(() => Graph.Compile<double>(v => [v[0], v[0]]).Invoke(1)).Message);
        Assert.Equal("Invoke: needs dense outputs [2], got [3].",
            Assert.Throws<ShapeException>(() => graph.Compile().Invoke([new double[] { 1, 2 }], [Tensor.CreateFromShape<double>([3])])).Message);
    }

    [Fact]
    public void Invoke_RefusesToRunTwiceAtATime()
    {
        CompiledFunction<double>? f = null;
        f = Graph.Compile<double>(x => Custom(x, (Variable<double> v) => f!.Invoke(v), (_, _, yBar) => yBar));
        var error = Assert.Throws<InvalidOperationException>(() => f.Invoke(1));
        Assert.Equal("Invoke: needs a compiled function that is not running, got one that is: it has one set of buffers. Compile another.", error.Message);
    }

    private static float[] Train(string name, bool compiled, int steps)
    {
        var model = new TrainedModel(name);
        var step = Graph.Compile<float>(v => [model.Step(v[0])]);
        List<float> losses = [];
        for (var i = 0; i < steps; i++)
        {
            using var tape = compiled ? null : new Tape<float>();
            losses.Add((compiled ? step.Invoke(TrainedModel.Batch(i)) : model.Step(TrainedModel.Batch(i))).Scalar);
        }
        return [.. losses, .. model.Optimizer.Parameters.SelectMany(p => p.Variable.ToArray()), .. model.Optimizer.States.SelectMany(s => s.Variable.ToArray())];
    }

    /// <summary>A small model with what a training step can have: dropout, running statistics, a schedule-like state.</summary>
    private sealed class TrainedModel
    {
        private readonly string _name;
        private readonly RandomStream _random = new(3);
        private readonly Sequential<float> _layers;
        private readonly State<float> _mean = new(Variable.Zeros<float>([24]), "mean");

        public TrainedModel(string name)
        {
            _name = name;
            _layers = name == "autoencoder"
                ? new(new Linear<float>(20, 9, _random), new Sigmoid<float>(), new Linear<float>(9, 20, _random))
                : new(new Linear<float>(20, 24, _random), new Relu<float>(), new Linear<float>(24, 20, _random));
            Optimizer = name == "autoencoder" ? new Sgd<float>(_layers.Parameters, 0.05, momentum: 0.9) : new Adam<float>(_layers.Parameters, 0.01);
        }

        public Optimizer<float> Optimizer { get; }

        public static Variable<float> Batch(int i)
        {
            var values = new float[16 * 20];
            new RandomStream(7, (ulong)i).FillNormal<float>(values, 0, 1);
            return Variable.Create<float>(values, [16, 20]);
        }

        public Variable<float> Step(Variable<float> x)
        {
            Variable<float> y;
            if (_name == "dropout and batch statistics")
            {
                var h = _layers[0].Forward(x);
                var mean = Mean(h, 0);
                _mean.Assign((0.9 * _mean) + (0.1 * mean));
                h = (h - mean) / Sqrt(Variance(h, 0) + 1e-5);
                h = Relu(h) * (Bernoulli<float>(h.Shape, 0.7, _random) / 0.7);
                y = _layers[2].Forward(h);
            }
            else
            {
                y = _layers.Forward(x);
            }
            var loss = Loss.MeanSquaredError(y, x);
            Optimizer.Minimize(loss);
            return loss;
        }
    }
}
