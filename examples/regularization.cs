#:project ../src/AutoGrad/AutoGrad.csproj
#:project ../src/AutoGrad.Data/AutoGrad.Data.csproj
#:project ../src/AutoGrad.Notebook/AutoGrad.Notebook.csproj
// Seven remedies against overfitting, curve by curve, on data for which the best possible loss is known. Writes regularization.html.
//   dotnet run examples/regularization.cs [-- --quick]
using AutoGrad;
using AutoGrad.Data;
using AutoGrad.Notebook;
using static AutoGrad.Loss;
using static AutoGrad.Op;

const int Inputs = 10, Width = 64, Rows = 300;
const double Noise = 0.3;
var quick = args.Contains("--quick");
var (sets, epochs, patience) = quick ? (2, 60, 15) : (5, 200, 30);
using var page = new Page("Regularization: seven remedies side by side");

page.Text($"""
    A network with {(Inputs * Width) + (Width * Width) + Width:N0} weights can learn {Rows} points by heart. Here the points are made so that we know what else there is to learn: the first two
    inputs are the corners of XOR, ±½, with noise of deviation σ = {Noise} on them, and the other {Inputs - 2} are noise alone. Given a point, the odds of each bit are e^(*x*/σ²),
    so that the probability of “true” is ½(1 - tanh(*x*₁/2σ²) tanh(*x*₂/2σ²)). Nobody can do better than who knows that.
    """);
page.Code();
Dataset<double> Draw(int rows, ulong seed)
{
    var corners = Synthetic.Xor<double>(rows, Noise, seed);
    Variable<double> told = corners.Features, y = corners.Targets;
    var others = Math.Sqrt(0.25 + (Noise * Noise)) * Normal<double>([rows, Inputs - 2], new RandomStream(seed));
    return new(Concatenate([told - 0.5, others], axis: 1).Value, Unsqueeze(y, 1).Value);
}
static Variable<double> Truth(Variable<double> x) =>
    (1 - (Tanh(x[.., ..1] / (2 * Noise * Noise)) * Tanh(x[.., 1..2] / (2 * Noise * Noise)))) / 2;
static double Loss(Variable<double> p, Variable<double> y) => BinaryCrossEntropyOfProbabilities(p, y).Scalar;
static double Right(Variable<double> p, Variable<double> y) => 100 * Mean(Equal(p > 0.5, y)).Scalar;
var many = Draw(400_000, seed: 0);
var wrong = Erfc<double>(0.5 / (Noise * Math.Sqrt(2))).Scalar / 2; // one bit, read wrongly
page.Print($"the best loss   {Loss(Truth(many.Features), many.Targets):F4}");
page.Print($"right at best   {Right(Truth(many.Features), many.Targets):F2} %");
page.Print($"by hand         {100 * (1 - (2 * wrong * (1 - wrong))):F2} %");

page.Text($"""
    ## The remedies

    Two *penalties* on the weights, λ/2 Σ*w*² and λ Σ|*w*|, and half of each. *Dropout*: every unit is silent half of the time. *Batch normalization*: every unit
    is measured against its mean and deviation in a batch. *Bagging*: ten networks, each of which learns from {Rows} points drawn from the {Rows} with replacement, and
    the mean of their probabilities. And *stopping early*: a second set of {Rows} points, of which nothing is learned, tells when to stop: when {patience} epochs in a row
    were no better than the best so far, whose weights are kept. All else is the same: Adam, batches of 50, {epochs} epochs.
    """);
page.Code();
var remedies = new (string Name, int Networks, Func<RandomStream, Module<double>>? Module, Func<Parameter<double>[], Variable<double>> Penalty)[]
{
    ("nothing", 1, null, _ => 0),
    ("L2", 1, null, weights => Penalty.L2(weights, 0.01)),
    ("L1", 1, null, weights => Penalty.L1(weights, 0.001)),
    ("L1 and L2", 1, null, weights => Penalty.ElasticNet(weights, 0.0005, 0.005)),
    ("dropout", 1, random => new Dropout<double>(0.5, random), _ => 0),
    ("batch normalization", 1, _ => new BatchNorm1d<double>(Width), _ => 0),
    ("bagging", 10, null, _ => 0),
};
static Sequential<double> Network(RandomStream random, Func<RandomStream, Module<double>>? module)
{
    IEnumerable<Module<double>> Layer(int inputs) =>
        [new Linear<double>(inputs, Width, random), .. module is null ? Array.Empty<Module<double>>() : [module(random)], new Relu<double>()];
    return new([.. Layer(Inputs), .. Layer(Width), new Linear<double>(Width, 1, random)]);
}
static Parameter<double>[] Weights(Module<double> network) => [.. network.Parameters.Where(parameter => parameter.Shape.Rank == 2)];

// The losses after each epoch on the points learned from, on those that tell when to stop, and on those held out; how many of these are told right in
// the end, and the loss of each network alone; how much of the last one's first layer lies on each input, and how many of its weights are small.
(double[][] Losses, double Right, double[] Alone, Variable<double> Reads, double Small) Fit(int remedy, ulong set)
{
    var (_, networks, module, penalty) = remedies[remedy];
    var parts = new[] { Draw(Rows, 3 * set), Draw(Rows, (3 * set) + 1), Draw(quick ? 500 : 2000, (3 * set) + 2) };
    var (random, told, alone) = (new RandomStream(set), new Variable<double>[epochs, 3], new double[networks]);
    Module<double> network = null!;
    for (var member = 0; member < networks; member++)
    {
        network = Network(random, module);
        var probabilities = Graph.Compile<double>(x => Sigmoid(network.Forward(x)));
        var weights = Weights(network);
        var sample = networks == 1 ? parts[0] : parts[0].Select([.. Enumerable.Range(0, Rows).Select(_ => random.Next(Rows))]);
        var adam = new Adam<double>(network.Parameters, learningRate: 0.005);
        new Trainer<double>(network, adam, (g, y) => BinaryCrossEntropy(g, y) + penalty(weights))
        {
            Output = null,
            EpochEnded = report =>
            {
                network.Evaluate();
                for (var i = 0; i < 3; i++)
                    told[report.Epoch, i] = (told[report.Epoch, i] ?? 0.0) + (probabilities.Invoke(parts[i].Features) / networks);
            },
        }.Fit(sample.ForTraining(batchSize: 50, seed: set), epochs);
        alone[member] = Loss(probabilities.Invoke(parts[2].Features), parts[2].Targets);
    }
    var squares = Sum(Square(Weights(network)[0].Variable), axis: 0);
    var all = Concatenate([.. Weights(network).Select(weights => Reshape(weights.Variable, weights.Shape.Size))]);
    return ([.. parts.Select((part, i) => Enumerable.Range(0, epochs).Select(epoch => Loss(told[epoch, i], part.Targets)).ToArray())],
        Right(told[epochs - 1, 2], parts[2].Targets), alone, squares / Sum(squares), 100 * Mean(Abs(all) < 0.01).Scalar);
}
var fits = remedies.Select((_, i) => Enumerable.Range(1, sets).Select(set => Fit(i, (ulong)set)).ToList()).ToList();


page.Text("""
    ## Curve by curve

    One drawing of the points. With nothing against it, the network is sure of what it learned by heart, and wrong where it matters:
    """);
page.Code();
int Stop(double[] losses) // the best epoch, once so many after it were no better
{
    var best = 0;
    for (var epoch = 1; epoch < losses.Length && epoch <= best + patience; epoch++)
        best = losses[epoch] < losses[best] ? epoch : best;
    return best;
}
var (plain, best) = (fits[0][0].Losses, Loss(Truth(many.Features), many.Targets));
var (stop, end) = (Stop(plain[1]), Math.Min(Stop(plain[1]) + patience + 1, epochs));
Chart Curves(string title, double[] learned, double[] heldOut) => new Chart(title).Line(learned, "learned from").Line(heldOut, "held out").Level(best, "optimum")
    .X("epoch", range: (0, epochs)).Y("loss", "nats", range: (0, 1.2));
page.Show([.. remedies.Select((remedy, i) => Curves(remedy.Name, fits[i][0].Losses[0], fits[i][0].Losses[2])),
    Curves("stopping early", plain[0][..end], plain[2][..end]).Points([stop], [plain[2][stop]], "kept")]);

page.Text($"""
    ## In numbers

    The losses after {epochs} epochs, over {sets} drawings of all points, with their standard deviations; how much of the first layer, by the squares of its
    weights, reads the two inputs that tell something; and how many of all weights are smaller than 0.01.
    """);
page.Code();
static string Spread(Variable<double> values) => FormattableString.Invariant($"{Mean(values).Scalar:F3}\u00a0±\u00a0{StandardDeviation(values).Scalar:F3}");
page.Table(["remedy", "learned from", "held out", "% right", "% on x₁, x₂", "% small"], remedies.Select((remedy, i) => (remedy.Name,
    Spread(fits[i].Select(fit => fit.Losses[0][^1]).ToArray()), Spread(fits[i].Select(fit => fit.Losses[2][^1]).ToArray()), Math.Round(fits[i].Average(fit => fit.Right), 1),
    Math.Round(100 * fits[i].Average(fit => Sum(fit.Reads[..2]).Scalar), 1), Math.Round(fits[i].Average(fit => fit.Small), 1))));
page.Print($"stopping early, after {fits[0].Average(fit => Stop(fit.Losses[1])):F1} epochs: {Spread(fits[0].Select(fit => fit.Losses[2][Stop(fit.Losses[1])]).ToArray())}");
page.Print($"the networks of the bag, each alone: {Spread(fits[^1].Select(fit => fit.Alone.Average()).ToArray())}");
page.Show(new Chart("What the first layer reads of each input").HeatMap(Stack([.. fits.Select(fit => Sqrt(fit[0].Reads))]),
    [.. remedies.Select(remedy => remedy.Name)], [.. Enumerable.Range(1, Inputs).Select(i => $"{i}")]).X("input"));
page.Text("""
    The *penalties* cost something on the points learned from, and give it back on the others. Both kinds take weights from the eight inputs that tell nothing,
    and L1 brings nearly all weights to zero. The few that it leaves can still grow, though, and in a long training its curve rises again. *Stopping early* is as
    good as L2 here, and takes a fifth of the time. *Dropout* spares more than half of the loss above the optimum, and does not stop the rise.

    The networks of the *bag* are each as bad as one with no remedy. Their mean is far better: where one is sure and wrong, others disagree. That a mean of
    probabilities has at most the mean of their losses is a theorem (Jensen's inequality, as -ln is convex), and it holds for every drawing. *Batch normalization* is
    no remedy here. It was made so that deep networks learn faster, and this one is not deep; it tells fewer points right than with nothing.

    **To try:** L1 of 0.002, with which most networks say ½ to everything, at a loss of ln 2; L1 with stopping early; 3,000 points, which need less of a remedy.
    """);
page.Program();
