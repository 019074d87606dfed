#:project ../src/AutoGrad/AutoGrad.csproj
#:project ../src/AutoGrad.Data/AutoGrad.Data.csproj
#:project ../src/AutoGrad.Notebook/AutoGrad.Notebook.csproj
// Gradient descent: learning rates, momentum, and batches, with rates of convergence that theory tells exactly. Writes descent.html.
//   dotnet run examples/descent.cs [-- --quick]
using AutoGrad;
using AutoGrad.Data;
using AutoGrad.Notebook;
using static AutoGrad.Loss;
using static AutoGrad.Op;

var quick = args.Contains("--quick");
using var page = new Page("Gradient descent");

page.Text("""
    The gradient of a loss points uphill, most steeply. *Gradient descent* goes the other way, a step at a time: *w* ← *w* - α∇*L*(*w*). The one thing to
    choose is the learning rate α, and that is what goes wrong first.

    ## A valley

    Near a minimum every smooth loss looks like a bowl, and often like a long valley: steep across, flat along. This is one, with curvatures (the
    eigenvalues of the Hessian) 1 and 25:
    """);
page.Code();
double[] curvatures = [1, 25];
Variable<double> Valley(Variable<double> w) => Sum(curvatures * Square(w), axis: -1) / 2;
(List<double> X, List<double> Y, double Distance) Descend(double rate, double momentum, int steps)
{
    var w = new Parameter<double>(new[] { 10.0, 1.0 }, "w");
    var optimizer = new Sgd<double>([w], rate, momentum);
    var (xs, ys) = (new List<double> { 10 }, new List<double> { 1 });
    for (var i = 0; i < steps; i++)
    {
        using var tape = new Tape<double>();
        optimizer.Minimize(Valley(w));
        xs.Add(w.Value[0]);
        ys.Add(w.Value[1]);
    }
    return (xs, ys, Norm(w.Variable).Scalar);
}
Chart Path(string title, double rate, double momentum)
{
    var (xs, ys, _) = Descend(rate, momentum, 30);
    return new Chart(title).Contours<double>(Valley, (-11, 11), (-2, 2), 1, 5, 12.5, 25, 50, 75).Line(xs, ys).Points(xs, ys).X("w₁").Y("w₂");
}
page.Show(Path("α = 0.02: slow along the valley", 0.02, 0), Path("α = 0.075: from side to side", 0.075, 0),
    Path("α = 0.081: out of the valley", 0.081, 0), Path("α = 1/9, momentum 4/9", 1.0 / 9, 4.0 / 9));

page.Text("""
    Along a direction of curvature λ, a step multiplies what is left by 1 - αλ, neither more nor less. So a rate above 2/λ of the *steepest*
    direction diverges, here above 2/25 = 0.08, while the *flattest* direction sets the pace. After 50 steps, from (10, 1):
    """);
page.Code();
var rates = new[] { 0.02, 0.04, 2.0 / 26, 0.08, 0.081 }.Select(rate => (rate, Descend(rate, 0, 50).Distance,
    double.Hypot(10 * Math.Pow(1 - rate, 50), Math.Pow(1 - (25 * rate), 50))));
page.Table(["learning rate", "distance to the minimum", "10·(1 - α)⁵⁰ and (1 - 25α)⁵⁰"], rates);

page.Text("""
    ## Momentum

    The best single rate, 2/(λ₁ + λ₂), shrinks the error by (κ - 1)/(κ + 1) a step, where κ = λ₂/λ₁ is the condition number, here 25. A ball that
    keeps some of its speed, *b* ← μ*b* + ∇*L* and *w* ← *w* - α*b*, does much better: with the best μ the factor is (√κ - 1)/(√κ + 1)
    (Polyak, 1964). Measured over the last 100 of 200 steps, where a factor that grows with their number still shows a little:
    """);
page.Code();
double Factor(double rate, double momentum) =>
    Math.Pow(Descend(rate, momentum, 200).Distance / Descend(rate, momentum, 100).Distance, 1.0 / 100);
page.Table(["method", "factor per step", "in theory", "steps for a factor of 1000"], new[]
{
    ("descent, α = 2/26", Factor(2.0 / 26, 0), 24.0 / 26, Math.Log(1000) / -Math.Log(24.0 / 26)),
    ("momentum, α = 1/9, μ = 4/9", Factor(1.0 / 9, 4.0 / 9), 4.0 / 6, Math.Log(1000) / -Math.Log(4.0 / 6)),
});

page.Text("""
    ## Batches

    The loss of a data set is a mean over its rows, and so is its gradient. Must each step look at all rows? The gradient of a few rows, drawn at
    random, is right on average, and far cheaper. Here 1,000 rows of 5 numbers follow a linear law with noise. The best weights are known in closed
    form, so we see how far each method is above the least loss, after each look at all the data:
    """);
page.Code();
var random = new RandomStream(seed: 1);
var features = Normal<double>([1000, 5], random);
var truth = Variable.Create<double>([1, -2, 3, 0.5, 0], [5, 1]);
var targets = MatMul(features, truth) + Normal<double>([1000, 1], random);
var data = new Dataset<double>(features.Value, targets.Value);
var best = MeanSquaredError(MatMul(features, Lstsq(features, targets)), targets).Scalar;
List<double> Learn(int batchSize, Func<int, double> rate, int epochs)
{
    var w = new Parameter<double>(Variable.Zeros<double>([5, 1]), "w");
    var optimizer = new Sgd<double>([w], rate(0));
    var step = Graph.Compile<double>((x, y) =>
    {
        var loss = MeanSquaredError(MatMul(x, w), y);
        optimizer.Minimize(loss);
        return loss;
    });
    var excess = new List<double>();
    for (var epoch = 0; epoch < epochs; epoch++)
    {
        excess.Add(MeanSquaredError(MatMul(features, w), targets).Scalar - best);
        optimizer.SetLearningRate(rate(epoch));
        foreach (var (x, y) in data.Batches(batchSize, seed: 2, epoch))
            step.Invoke(x, y);
    }
    return excess;
}
var epochs = quick ? 8 : 30;
var runs = new[] { ("all 1000 rows", 1000, 0.25), ("batches of 100", 100, 0.1), ("batches of 10", 10, 0.05), ("single rows", 1, 0.01) }
    .Select(run => (Name: run.Item1, Steps: 1000 / run.Item2, Excess: Learn(run.Item2, _ => run.Item3, epochs))).ToList();
runs.Add(("single rows, rate 0.01/(1 + epoch)", 1000, Learn(1, epoch => 0.01 / (1 + epoch), epochs)));
var chart = new Chart("Above the least loss").X("epoch").Y("excess loss", logarithmic: true, range: (1e-8, 30));
foreach (var (name, _, excess) in runs)
    chart.Line(excess, name);
page.Show(chart);
page.Table(["method", "steps per epoch", "after one epoch", $"after {epochs - 1} epochs"], runs.Select(run => (run.Name, run.Steps, run.Excess[1], run.Excess[^1])));
page.Text($"""
    The least loss is {best:F4}, which is the noise. Small batches are ahead after the first epoch, as they make many steps where the full batch
    makes one. But at a constant rate they end in a cloud around the minimum, and a rate that shrinks brings them in. The full batch wins in the end
    on data as few and as well shaped as these; where there are millions of rows, nobody waits for that.

    **To try:** Nesterov's momentum; a condition number of 100; Adam in the valley.
    """);
page.Program();
