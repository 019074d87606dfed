#:project ../src/AutoGrad/AutoGrad.csproj
#:project ../src/AutoGrad.Data/AutoGrad.Data.csproj
#:project ../src/AutoGrad.Notebook/AutoGrad.Notebook.csproj
// Not one line between two kinds of iris but all that the data allow: Hamiltonian Monte Carlo. Writes bayesian.html.
//   dotnet run examples/bayesian.cs [-- --quick]
using AutoGrad;
using AutoGrad.Data;
using AutoGrad.Notebook;
using static AutoGrad.Differentiate;
using static AutoGrad.Op;

var quick = args.Contains("--quick");
using var page = new Page("Bayesian logistic regression by Hamiltonian Monte Carlo");

page.Text("""
    Training gives one set of weights. Bayes' rule gives a probability to each: the *posterior*, which is proportional to the likelihood of the data
    times a *prior*, what was believed before. Here: are these irises virginica or versicolor, by the length and breadth of the petal? The prior of each
    weight is normal, with a standard deviation of 2.
    """);
page.Code();
var iris = Iris.Load<double>();
var standardized = Standardizer.Fit(iris.Features).Transform(iris);
Variable<double> flowers = standardized.Features, species = standardized.Targets;
var petals = flowers[50.., 2..];
var isVirginica = species[50..] - 1;
var x = Concatenate([petals, Variable.Ones<double>([100, 1])], axis: 1);

page.Text("""
    The *energy U* is minus the logarithm of the posterior, but for a constant that nobody needs to know. It takes weights [*n*, 3], one row for each of *n*
    chains, to [*n*]:
    """);
page.Code();
Variable<double> Energy(Variable<double> w) =>
    Sum(Softplus(MatMul(w, x, transposeB: true)), 1)
    - MatMul(w, MatMul(isVirginica, x)) + (Sum(Square(w), 1) / 8);

page.Text("""
    ## The reference

    There are three weights only, so that the posterior can be summed over a grid. That is out of reach for thirty, but here it gives the right answer to many
    digits. The grid is centred on the most probable weights, and stretched as the inverse of the Hessian there says, so that it is nearly a standard normal
    distribution which is summed.
    """);
page.Code();
Variable<double> EnergyOfOne(Variable<double> w) =>
    Sum(Energy(Unsqueeze(w, 0)));
var zero = Variable.Zeros<double>([3]);
var mode = Minimize.Lbfgs(EnergyOfOne, zero).Point;
var hessian = Hessian(EnergyOfOne, mode);
var spread = Cholesky(Inverse(hessian));
double[] axis = [.. Enumerable.Range(0, 61).Select(i => (i - 30) * 0.25)];
var grid = Stack<double>(Meshgrid<double>([axis, axis, axis]), axis: 3);
var places = mode + MatMul(Reshape(grid, -1, 3), spread, transposeB: true);
var weight = Softmax(-Energy(places));
var mean = MatMul(weight, places);
var deviation = Sqrt(MatMul(weight, Square(places - mean)));
page.Print($"most probable  {mode}");
page.Print($"mean           {mean}");
page.Print($"deviation      {deviation}");

page.Text("""
    ## Hamiltonian Monte Carlo

    Think of the energy as a landscape, on which a ball without friction is given a random kick *p* and rolls for a while. Where it is then is the next
    sample. Its path is computed by leapfrog steps, which need the gradient of *U*, and which are reversible and keep volumes as they are. They do not quite
    keep the total energy *H* = *U* + ½ *p*ᵀ*p*, so the end is accepted only with the probability min(1, exp(-Δ*H*)): that makes the distribution exact,
    whatever the size of the steps (Duane et al., 1987; Neal, 2011). In the coordinates *z* of the grid the landscape is nearly round.
    """);
page.Code();
Variable<double> U(Variable<double> z) =>
    Energy(mode + MatMul(z, spread, transposeB: true));
var random = new RandomStream(seed: 1);
Func<Variable<double>, (Variable<double> Z, Variable<double> Accepted)> Sampler(double size, int leaps)
{
    // The energies are summed, so each row of the gradient is of one chain.
    Variable<double> Slope(Variable<double> z) => Gradient(z => Sum(U(z)), z);
    var move = Graph.Compile<double>(v =>
    {
        var (z, kick) = (v[0], v[1]);
        var (end, p) = (z, kick - (size / 2 * Slope(z)));
        for (var i = 0; i < leaps; i++)
        {
            end += size * p;
            p -= (i < leaps - 1 ? size : size / 2) * Slope(end);
        }
        var change = U(end) - U(z) + (Sum(Square(p) - Square(kick), 1) / 2);
        var accepted = Less(Log(v[2]), -change);
        return [Where(Unsqueeze(accepted, 1), end, z), accepted];
    });
    return z =>
    {
        var (kick, chance) = (Normal<double>(z.Shape, random), Uniform<double>([z.Shape[0]], random));
        var result = move.InvokeAll(z, kick, chance);
        return (result[0], result[1]);
    };
}
(Variable<double> Weights, double Accepted) Run(double size, int leaps, int chains, int count)
{
    var (z, sample) = (Normal<double>([chains, 3], random), Sampler(size, leaps));
    var (kept, accepted) = (new List<Variable<double>>(), 0.0);
    for (var i = -20; i < count; i++)
    {
        (z, var yes) = sample(z);
        kept.Add(mode + MatMul(z, spread, transposeB: true));
        accepted += i < 0 ? 0 : Mean(yes).Scalar;
    }
    return (Stack<double>([.. kept])[20..], accepted / count);
}

page.Text("Twenty chains run at once. Too large steps are refused, and too small ones get nowhere:");
var rates = new[] { 0.1, 0.3, 0.6, 1.0, 1.4, 1.8 }.Select(size => (size, Run(size, 4, 20, quick ? 50 : 500).Accepted)).ToList();
page.Table(["size of a step", "accepted"], rates);

page.Text("## The posterior");
page.Code();
var (samples, rate) = Run(
    size: 0.6, leaps: 4, chains: 20, count: quick ? 200 : 5000);
var flat = Reshape(samples, -1, 3);
var (ofSamples, spreadOfSamples) = (Mean(flat, axis: 0), StandardDeviation(flat, axis: 0));
page.Print($"samples    {flat.Shape[0]}, {rate:P1} accepted");
page.Print($"mean       {ofSamples}");
page.Print($"deviation  {spreadOfSamples}");
page.Print($"mean off by {Max(Abs(ofSamples - mean) / deviation).Scalar:G2} deviations");
page.Print($"deviation off by {100 * Max(Abs((spreadOfSamples / deviation) - 1)).Scalar:F1} %");

page.Text("""
    ## What it is good for

    The boundary is not one line, but as many as there are samples: near together where there are flowers, far apart where there are none. The probability
    that a new flower is virginica is the *mean* over them. It is less sure than the most probable weights, and the more so the farther away from what was
    seen, as at the two places `far`. (The lines are those of 0.1, 0.5 and 0.9.)
    """);
page.Code();
var some = Slice(flat, 0, .., flat.Shape[0] / 400);
Variable<double> OfMode(Variable<double> q) =>
    Sigmoid(MatMul(q, mode[..2]) + mode[2]);
Variable<double> OfAll(Variable<double> q) => Mean(Sigmoid(
    MatMul(q, some[.., ..2], transposeB: true) + some[.., 2]), axis: 1);
Variable<double> far = new double[,] { { 0, 2 }, { 2, -0.5 } };
page.Print($"by the most probable: {OfMode(far)}");
page.Print($"by the posterior:     {OfAll(far)}");
Chart Plane(string title, Func<Variable<double>, Variable<double>> p) => new Chart(title).Contours(p, (-0.5, 2.2), (-0.6, 2.2), 0.1, 0.5, 0.9)
    .Points(petals, isVirginica, "versicolor", "virginica").X("petal length", "standard deviations").Y("petal breadth", "standard deviations");
page.Show(Plane("By the most probable weights", OfMode), Plane("By the posterior", OfAll),
    new Chart("The weight of the length").Histogram(flat[.., 0].ToArray(), 40, "samples", density: true).X("weight").Y("density"),
    new Chart("One chain").Line(samples[..200, 0, 0].ToArray()).X("sample").Y("weight of the length"));
page.Text("**To try:** a prior with a deviation of 10; steps in the weights themselves, without the stretching, where the narrow directions force small steps.");
page.Program();
