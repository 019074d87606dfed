using static AutoGrad.Op;

namespace AutoGrad.Tests.Graphs.Code;

/// <summary>Whole networks as C#: what they give, and how they are trained.</summary>
public class CSharpNetworkTests
{
    [Fact]
    public void LeNet_GivesTheSame()
    {
        var random = new RandomStream(1);
        var model = new Sequential<double>(
            new Conv2d<double>(1, 6, 5, random, padding: 2), new Tanh<double>(), new AveragePool<double>(2),
            new Conv2d<double>(6, 16, 5, random), new Tanh<double>(), new AveragePool<double>(2), new Flatten<double>(),
            new Linear<double>(400, 120, random), new Tanh<double>(), new Linear<double>(120, 84, random), new Tanh<double>(), new Linear<double>(84, 10, random));
        var images = Normal<double>([2, 1, 28, 28], random);
        var graph = Graph.Trace<double>(v => [model.Forward(v[0])], [images.Shape], "images");
        AssertSame(model.Forward(images), WrittenProgram<double>.Compile(graph).Run([images.ToArray(), .. ValuesOfStates(graph)])[0], 1e-12);
    }

    // Normalised, with draws in each step, and with a momentum: the network, its running statistics and the optimizer all have states.
    [Fact]
    public void AStepOfAConvolutionalNetwork_TrainsTheSame()
    {
        var (expected, actual) = (new Classifier(), new Classifier());
        var graph = Graph.Trace<double>(v => [actual.Step(v[0], v[1])], [[8, 1, 12, 12], [8]], "images", "labels").Simplify();
        var written = WrittenProgram<double>.Compile(graph);
        var states = ValuesOfStates(graph);
        var random = new RandomStream(5);
        Variable<double> labels = new double[] { 0, 1, 2, 2, 1, 0, 1, 2 };
        List<double> losses = [];
        for (var i = 0; i < 5; i++)
        {
            var images = Normal<double>([8, 1, 12, 12], random) + Reshape(labels, 8, 1, 1, 1);
            losses.Add(written.Run([images.ToArray(), labels.ToArray(), .. states])[0][0]);
            using var tape = new Tape<double>();
            Assert.Equal(expected.Step(images, labels).Scalar, losses[^1], 1e-11);
        }
        Assert.True(losses[^1] < 0.8 * losses[0], string.Join(", ", losses));
        Assert.Equal([expected.Draws.Position], written.Positions);
        var names = graph.Nodes.Where(node => node.State is not null).Select(node => node.State!.Name).ToArray();
        foreach (var state in expected.Model.States)
            AssertSame(state.Variable, states[Array.IndexOf(names, state.Name)], 1e-11);
    }

    // Each step draws a mask of its own; the gradient runs the loop backwards, and computes within each step once more.
    [Fact]
    public void ALoopWithDraws_AndItsGradient_GiveTheSame()
    {
        var random = new RandomStream(9, 3) { Position = 5 };
        Variable<double> Loss(Variable<double> x, Variable<double> w, Variable<double> h)
        {
            var (last, all) = Scan(
                (carry, part) =>
                {
                    var next = Checkpoint((a, b) => Tanh(MatMul(a, w) + b), carry * Bernoulli<double>(carry.Shape, 0.5, random), part + (0.1 * Normal<double>(part.Shape, random)));
                    return (next, Square(next));
                }, h, x);
            return Sum(last) + Sum(all * Uniform<double>(all.Shape, random.Fork(4)));
        }
        var loop = Graph.Trace<double>(v => [Loss(v[0], v[1], v[2]), .. Differentiate.Gradient(x => Loss(x[0], x[1], x[2]), [v[0], v[1], v[2]])], [[6, 2, 3], [3, 3], [2, 3]]);
        var x = Array.ConvertAll([[6, 2, 3], [3, 3], [2, 3]], (Shape shape) => Normal<double>(shape, new RandomStream(1)));
        var written = WrittenProgram<double>.Compile(loop);
        for (var run = 0; run < 2; run++)
        {
            var actual = written.Run(Array.ConvertAll(x, input => input.ToArray()));
            foreach (var (a, b) in loop.Apply(x).Zip(actual))
                AssertSame(a, b, 1e-12);
        }
        Assert.Contains(random.Position, written.Positions);
    }

    [Fact]
    public void RandomNumbers_HaveTheSameBits()
    {
        var (first, second) = (new RandomStream(ulong.MaxValue, 1), new RandomStream(7) { Position = 3 });
        var graph = Graph.Trace<float>(
            _ =>
            [
                Uniform<float>([501], first, -2, 5), Normal<float>([503], second), Bernoulli<float>([505], 0.3, first), Gumbel<float>([507], second),
                Permutation<float>(509, first), Uniform<float>([3, 5], second),
            ], []);
        var written = WrittenProgram<float>.Compile(graph);
        for (var run = 0; run < 3; run++)
        {
            foreach (var (expected, actual) in graph.Apply().Zip(written.Run()))
                Assert.Equal(expected.ToArray(), actual);
            Assert.Equal([first.Position, second.Position], written.Positions);
        }
    }

    private static double[][] ValuesOfStates(Graph<double> graph) =>
        [.. graph.Nodes.Where(node => node.State is not null).Select(node => node.State!.Variable.ToArray())];

    private static void AssertSame(Variable<double> expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Shape.Size, actual.Length);
        Assert.All(expected.ToArray().Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance));
    }

    private sealed class Classifier
    {
        private readonly Optimizer<double> _optimizer;

        public Classifier()
        {
            var random = new RandomStream(2);
            Model = new(
                new Conv2d<double>(1, 4, 3, random, padding: 1), new BatchNorm2d<double>(4), new Relu<double>(), new MaxPool<double>(2),
                new Conv2d<double>(4, 6, 3, random, stride: 2), new Gelu<double>(), new Flatten<double>(), new Dropout<double>(0.2, Draws), new Linear<double>(24, 3, random));
            _optimizer = new Sgd<double>(Model.Parameters, 0.1, momentum: 0.9);
        }

        public RandomStream Draws { get; } = new(3);

        public Sequential<double> Model { get; }

        public Variable<double> Step(Variable<double> images, Variable<double> labels)
        {
            var loss = Loss.CrossEntropy(Model.Forward(images), labels);
            _optimizer.Minimize(loss);
            return loss;
        }
    }
}
