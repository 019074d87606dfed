#:project ../src/AutoGrad/AutoGrad.csproj
#:project ../src/AutoGrad.Notebook/AutoGrad.Notebook.csproj
// What one hidden layer can draw: stairs, a ReLU made of sigmoids, straight pieces, and what training makes of as many units. Writes approximation.html.
//   dotnet run examples/approximation.cs [-- --quick]
using AutoGrad;
using AutoGrad.Notebook;
using static AutoGrad.Differentiate;
using static AutoGrad.Loss;
using static AutoGrad.Op;

var quick = args.Contains("--quick");
using var page = new Page("What one hidden layer can draw");

page.Text("""
    A network with one hidden layer can come as near as one likes to any continuous function on an interval, if only the layer is wide enough (Cybenko,
    1989; Hornik, 1991). The proof can be built by hand. This is the function to draw. How steep it gets (*L*) and how strongly it bends (*M*)
    will tell how many units that takes; the program differentiates it once and twice to find out:
    """);
page.Code();
Variable<double> F(Variable<double> x) => Sin(2 * Math.PI * x) + (0.5 * Sin(6 * Math.PI * x));
Variable<double> Slope(Variable<double> x) => Gradient(x => Sum(F(x)), x);
Variable<double> Bend(Variable<double> x) => Gradient(x => Sum(Slope(x)), x);
Variable<double> x = Enumerable.Range(0, 20_001).Select(i => i / 20_000.0).ToArray();
static double Largest(Variable<double> x) => Max(Abs(x)).Scalar;
var (steepest, strongest) = (Largest(Slope(x)), Largest(Bend(x)));
page.Print($"L = {steepest:F4}   (by hand: 5π = {5 * Math.PI:F4})");
page.Print($"M = {strongest:F4}   (by hand: 116/3 √(29/108) π² = {116.0 / 3 * Math.Sqrt(29.0 / 108) * Math.PI * Math.PI:F4})");

page.Text("""
    ## Stairs

    A unit with a *step* says 0 up to its threshold and 1 beyond it: the output rises there by the unit's weight, and by nothing elsewhere. So *n* units
    draw any *n* stairs. Let each stair be as high as the function at its middle: the weight is the difference of two heights. The error is at most
    *L*/2*n*, what the function can climb in half a stair.
    """);
page.Code();
static Variable<double> Column(Variable<double> x) => Reshape(x, -1, 1);
static Variable<double> Places(int n, double first) => Enumerable.Range(0, n).Select(i => (i + first) / n).ToArray();
Variable<double> Stairs(Variable<double> x, int n)
{
    var heights = F(Places(n, 0.5));
    var weights = Concatenate([heights[..1], heights[1..] - heights[..^1]]);
    return MatMul(Column(x) >= Places(n, 0), weights);
}
page.Show(Drawing("8 steps", x => Stairs(x, 8)), Drawing("32 steps", x => Stairs(x, 32)));

Chart Drawing(string title, Func<Variable<double>, Variable<double>> network) => new Chart(title)
    .Line(Thin(x), Thin(F(x)), "the function").Line(Thin(x), Thin(network(x)), "the network").X("x").Y("y", range: (-1.6, 1.6));
double[] Thin(Variable<double> values) => [.. values.ToArray().Where((_, i) => i % 25 == 0)];

page.Text("""
    ## A ReLU made of sigmoids

    A step has no slope to learn from; a sigmoid has. Put sigmoids of width *h* side by side, *h* apart, the first at *h*/2, each with the weight *h*.
    Every one that the input has passed adds *h*, so the sum climbs with a slope of 1: a ReLU with a rounded corner, nearly *h* ln(1 + exp(*x*/*h*))
    (Nair and Hinton, 2010, came to ReLU that way). It is off most at the corner, by *h*(ln 2 - 1/96) if one stops with the first term of Euler and Maclaurin.
    """);
page.Code();
Variable<double> ReluOfSigmoids(Variable<double> x, double h)
{
    // Those beyond 1 by 20 widths, which add next to nothing, are left out.
    Variable<double> places = Enumerable.Range(0, (int)(1 / h) + 20).Select(i => (i + 0.5) * h).ToArray();
    return h * Sum(Sigmoid((Column(x) - places) / h), axis: 1);
}
var line = Enumerable.Range(-1000, 2001).Select(i => i / 1000.0).ToArray();
var corners = new[] { 0.5, 0.25, 0.125, 0.0625 }.Select(h =>
    (h, (int)(1 / h) + 20, Largest(ReluOfSigmoids(line, h) - Relu<double>(line)), h * (Math.Log(2) - (1.0 / 96))));
page.Table(["h", "sigmoids", "largest error", "h·(ln 2 - 1/96)"], corners);
page.Show(new Chart("ReLU, and sums of sigmoids").Curve<double>(x => Relu(x), -1, 1, "ReLU")
    .Curve<double>(x => ReluOfSigmoids(x, 0.25), -1, 1, "h = 0.25").Curve<double>(x => ReluOfSigmoids(x, 0.0625), -1, 1, "h = 0.0625").X("x").Y("y"));

page.Text("""
    ## Straight pieces

    A ReLU changes the slope from its threshold on. With *n* of them the network goes straight from one point of the function to the next: each weight
    is the difference of two slopes. A straight piece of width 1/*n* is off by at most *M*/8*n*². That is a square better than stairs: twice the
    width, a quarter of the error.
    """);
page.Code();
Variable<double> Pieces(Variable<double> x, int n)
{
    var points = F(Enumerable.Range(0, n + 1).Select(i => (double)i / n).ToArray());
    var slopes = n * (points[1..] - points[..^1]);
    var weights = Concatenate([slopes[..1], slopes[1..] - slopes[..^1]]);
    return points[..1] + MatMul(Relu(Column(x) - Places(n, 0)), weights);
}
page.Show(Drawing("8 ReLUs", x => Pieces(x, 8)), Drawing("24 ReLUs", x => Pieces(x, 24)));

page.Text("""
    ## What training makes of it

    Nobody sets weights by hand. A layer of tanh gets as many units, thresholds spread at random, and learns from 256 points of the function by Adam. It
    may put its units where they are needed, and bend them as the function bends:
    """);
page.Code();
int[] widths = [4, 8, 16, 32, 64, 128];
double Train(int n, int steps)
{
    var random = new RandomStream(seed: 1);
    var first = new Linear<double>(1, n, random, Initializer.Uniform(-12, 12));
    first.Bias!.Assign(-Reshape(first.Weight.Variable, n) * Uniform<double>([n], random, 0, 1));
    var network = new Sequential<double>(first, new Tanh<double>(), new Linear<double>(n, 1, random));
    var optimizer = new Adam<double>(network.Parameters);
    var schedule = Schedule.Cosine(0.02, steps);
    var step = Graph.Compile<double>((x, y) =>
    {
        var loss = MeanSquaredError(network.Forward(x), y);
        optimizer.Minimize(loss);
        return loss;
    });
    Variable<double> known = Places(256, 0.5);
    for (var i = 0; i < steps; i++)
    {
        optimizer.SetLearningRate(schedule.At(i));
        step.Invoke(Column(known), Column(F(known)));
    }
    return Largest(Reshape(network.Forward(Column(x)), -1) - F(x));
}
var errors = widths.Select(n => (n, Stairs: Largest(Stairs(x, n) - F(x)), steepest / (2 * n), Pieces: Largest(Pieces(x, n) - F(x)), strongest / (8 * n * n),
    Learned: Train(n, quick ? 400 : 20_000))).ToList();
page.Table(["units", "stairs", "at most", "straight pieces", "at most", "learned"], errors);
page.Show(new Chart("The largest error of a layer").Line(widths, errors.Select(row => row.Stairs), "stairs")
    .Line(widths, errors.Select(row => row.Pieces), "straight pieces").Line(widths, errors.Select(row => row.Learned), "learned")
    .X("units", logarithmic: true).Y("error", logarithmic: true));
double Order(Func<int, double> error) => Math.Log2(error(64) / error(128));
page.Print($"from 64 to 128 units: stairs 1/2^{Order(n => errors.Single(row => row.n == n).Stairs):F2}, pieces 1/2^{Order(n => errors.Single(row => row.n == n).Pieces):F2}");
page.Text("""
    The theorem says that good weights are there, not that descent finds them: the learned error stops to fall where the steps run out, while the weights
    set by hand go on as theory says.

    **To try:** a function with a jump; sigmoids in the place of the steps; ReLU in the place of tanh.
    """);
page.Program();
