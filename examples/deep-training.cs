#:project ../src/AutoGrad/AutoGrad.csproj
#:project ../src/AutoGrad.Data/AutoGrad.Data.csproj
#:project ../src/AutoGrad.Notebook/AutoGrad.Notebook.csproj
// The same points, deep networks of three kinds, three optimizers: where training fails, why, and what the loss looks like there. Writes deep-training.html.
//   dotnet run examples/deep-training.cs [-- --quick]
using AutoGrad;
using AutoGrad.Data;
using AutoGrad.Notebook;
using static AutoGrad.Loss;
using static AutoGrad.Op;

const int Depth = 8, Width = 16;
var quick = args.Contains("--quick");
using var page = new Page("Where deep training fails, and why");

page.Text($"""
    Two arms of a spiral are the points to tell apart. The networks have {Depth} layers, {Width} units in each but the last, and differ in one thing: sigmoid, tanh or
    ReLU. Each starts from weights of the size that theory says (Xavier's, or He's for ReLU) and learns by descent, by descent with momentum, or by Adam.
    """);
page.Code();
var spirals = Synthetic.Spirals<double>(rows: 160, classes: 2, noise: 0.02, seed: 1);
Variable<double> x = spirals.Features, y = spirals.Targets;
var kinds = new (string Name, Func<Module<double>> Activation, Initializer Weights)[]
{
    ("sigmoid", () => new Sigmoid<double>(), Initializer.XavierNormal),
    ("tanh", () => new Tanh<double>(), Initializer.XavierNormal),
    ("ReLU", () => new Relu<double>(), Initializer.HeNormal),
};
Sequential<double> Network(int kind)
{
    var random = new RandomStream(seed: 1);
    Module<double>[] modules = [.. Enumerable.Range(1, Depth).SelectMany<int, Module<double>>(layer =>
        [new Linear<double>(layer == 1 ? 2 : Width, layer == Depth ? 2 : Width, random, kinds[kind].Weights), kinds[kind].Activation()])];
    return new([.. modules.SkipLast(1)]);
}
var methods = new (string Name, Func<Module<double>, Optimizer<double>> Of)[]
{
    ("descent", network => new Sgd<double>(network.Parameters, learningRate: 0.1)),
    ("momentum", network => new Sgd<double>(network.Parameters, learningRate: 0.1, momentum: 0.9)),
    ("Adam", network => new Adam<double>(network.Parameters, learningRate: 0.005)),
};
// All points are one batch, so that an epoch is a step.
List<double> Train(Module<double> network, Optimizer<double> optimizer) =>
    [.. new Trainer<double>(network, optimizer, (g, y) => CrossEntropy(g, y)) { Output = null }
        .Fit(spirals.ForEvaluation(), quick ? 500 : 4000).Select(step => step.Loss)];

page.Text("""
    ## Nine trainings

    The loss in the end, and how many points are told right. A coin has 50 %, and a network that says “perhaps” to everything ln 2 = 0.6931:
    """);
page.Code();
var trained = new Dictionary<(int Kind, int Method), (Sequential<double> Network, List<double> Losses)>();
foreach (var (kind, method) in from kind in Enumerable.Range(0, 3) from method in Enumerable.Range(0, 3) select (kind, method))
{
    var network = Network(kind);
    trained[(kind, method)] = (network, Train(network, methods[method].Of(network)));
}
page.Table(["activation", "method", "loss", "% right"], trained.Select(pair => (kinds[pair.Key.Kind].Name, methods[pair.Key.Method].Name,
    pair.Value.Losses[^1], 100 * Mean(Equal(ArgMax(pair.Value.Network.Forward(x), axis: 1), y)).Scalar)));
page.Show([.. kinds.Select((kind, i) => methods.Select((method, j) => (method.Name, trained[(i, j)].Losses)).Aggregate(new Chart(kind.Name).Level(Math.Log(2), "ln 2"),
    (chart, curve) => chart.Line(curve.Losses, curve.Name)).X("step").Y("loss", "nats", logarithmic: true, range: (1e-4, 3)))]);

page.Text("""
    ## Why: gradients, layer by layer

    What reaches a layer from the loss is a product of one factor for each layer above it, and a sigmoid's slope is ¼ at most: its first layer is told
    next to nothing. Here is how long the gradient of each layer's weights is, before the first step:
    """);
page.Code();
double[] GradientNorms(Sequential<double> network)
{
    using var tape = new Tape<double>();
    var weights = network.Parameters.Where(parameter => parameter.Shape.Rank == 2).Select(weight => weight.Variable).ToArray();
    return [.. tape.Gradient(CrossEntropy(network.Forward(x), y), weights).Select(gradient => Norm(gradient).Scalar)];
}
var atFirst = kinds.Select((kind, i) => (kind.Name, Norms: GradientNorms(Network(i)))).ToList();
page.Show(atFirst.Aggregate(new Chart("The gradient of each layer's weights, before the first step"),
    (chart, row) => chart.Line(Enumerable.Range(1, Depth), row.Norms, row.Name)).X("layer").Y("norm", logarithmic: true));
page.Table(["activation", "first layer", "last layer", "factor per layer"], atFirst.Select(row =>
    (row.Name, row.Norms[0], row.Norms[^1], Math.Pow(row.Norms[0] / row.Norms[^1], 1.0 / (Depth - 1)))));
page.Text("""
    That is why the sigmoid's first layers sit still under plain descent, with momentum or without. Adam divides each weight's step by the usual size of
    its own gradient, so that a tiny gradient is as good as a large one: it gets the sigmoid off its plateau.

    ReLU with momentum fails in the other way: a step was too large, the loss went up, and units were pushed below zero for all points. There a ReLU has
    no slope at all, and a layer with no living unit cuts off everything below it, for good. The gradients now:
    """);
page.Code();
var (dead, deadLosses) = trained[(2, 1)];
page.Print($"highest loss on the way: {deadLosses.Max():F3}, in the end {deadLosses[^1]:F6}");
page.Print($"norms, layers 1 to {Depth}: {string.Join(", ", GradientNorms(dead).Select(norm => norm.ToString("G2")))}");
var clipped = Network(2);
var clippedLosses = Train(clipped, new Sgd<double>(clipped.Parameters, learningRate: 0.1, momentum: 0.9) { Clipping = GradientClipping.ByNorm(0.1) });
page.Print($"gradients no longer than 0.1: highest loss {clippedLosses.Max():F3}, in the end {clippedLosses[^1]:F6}");

page.Text("""
    ## The loss around where they ended

    Nobody can see over a thousand dimensions, but two of them make a map: from the weights *w* that training ended with, go *a* along one random direction
    and *b* along another, each about as long in every layer as that layer's weights (after Li and others, 2018). The dot is *w*:
    """);
page.Code();
Variable<double>[] Direction(Sequential<double> network, ulong seed)
{
    var random = new RandomStream(seed);
    return [.. network.Parameters.Select(weights => Normal<double>(weights.Shape, random) * Norm(weights.Variable) / Math.Sqrt(weights.Shape.Size))];
}
Func<Variable<double>, Variable<double>> Surface(Sequential<double> network, Variable<double> x, Variable<double> y)
{
    var (solution, a, b) = (network.Parameters.Select(weights => weights.Variable).ToArray(), Direction(network, 1), Direction(network, 2));
    var move = Graph.Compile((Variable<double> place) =>
    {
        for (var i = 0; i < solution.Length; i++)
            network.Parameters[i].Assign(solution[i] + (place[0] * a[i]) + (place[1] * b[i]));
        return place;
    });
    var loss = Graph.Compile<double>((x, y) => CrossEntropy(network.Forward(x), y));
    return places =>
    {
        var losses = new double[places.Shape[0]];
        for (var row = 0; row < losses.Length; row++)
        {
            move.Invoke(places[row]);
            losses[row] = loss.Invoke(x, y).Scalar;
        }
        move.Invoke(new double[2]);
        return losses;
    };
}
Variable<double> Some(Variable<double> values) => Take(values, [.. Enumerable.Range(0, spirals.Count).Where(row => !quick || row % 8 < 2)], axis: 0);
Chart Map(int kind, int method, params double[] levels) => new Chart($"{kinds[kind].Name}, {methods[method].Name}")
    .Contours(Surface(trained[(kind, method)].Network, Some(x), Some(y)), (-1, 1), (-1, 1), levels).Points<double, double>([0], [0]).X("a").Y("b");
page.Show(Map(0, 0), Map(1, 2, 0.1, 0.5, 1, 2, 4, 8), Map(2, 2, 0.1, 1, 10, 100));
page.Text("""
    The sigmoid's map is a plateau: the levels hardly differ. The others lie in a hollow with steep walls. Slope and bend along *a* can be told from the map,
    by differences, or without it: by the gradient times the direction, and by the gradient of *that*, times the direction again.
    """);
page.Code();
var (tanh, h) = (trained[(1, 0)].Network, 1e-4);
var (near, direction) = (Surface(tanh, x, y)(new[,] { { h, 0 }, { 0, 0 }, { -h, 0 } }).ToArray(), Direction(tanh, 1));
using var tape = new Tape<double>();
var weights = tanh.Parameters.Select(parameter => parameter.Variable).ToArray();
Variable<double> Along(Variable<double>[] gradients) => gradients.Zip(direction, (gradient, d) => Sum(gradient * d)).Aggregate((sum, term) => sum + term);
var slope = Along(tape.Gradient(CrossEntropy(tanh.Forward(x), y), weights));
page.Print("tanh, descent, along a   slope     bend");
page.Print($"by differences       {(near[0] - near[2]) / (2 * h),9:F5} {(near[0] - (2 * near[1]) + near[2]) / (h * h),8:F5}");
page.Print($"by derivatives       {slope.Scalar,9:F5} {Along(tape.Gradient(slope, weights)).Scalar,8:F5}");
page.Text("**To try:** 20 layers; a rate of 0.02 for ReLU with momentum; layer normalization between the layers.");
page.Program();
