#:project ../src/AutoGrad/AutoGrad.csproj
#:project ../src/AutoGrad.Notebook/AutoGrad.Notebook.csproj
// Overfitting: bias and variance make up the error, at the size of theory, and three remedies are held against each other. Writes overfitting.html.
//   dotnet run examples/overfitting.cs [-- --quick]
using AutoGrad;
using AutoGrad.Notebook;
using static AutoGrad.Op;

var quick = args.Contains("--quick");
using var page = new Page("Overfitting");

page.Text("""
    A model with enough parameters fits any data, noise and all. What we want is that it fits data that it has *not* seen. Here 20 points come from a
    sine with noise of variance 0.09, and polynomials are fitted to them. (As sums of Chebyshev's polynomials *T*ₖ(*x*) = cos(*k* arccos *x*), since the powers
    of *x* are too much alike.) To see more than one accident, there are many such data sets, a column each.
    """);
page.Code();
const int Points = 20;
const double Noise = 0.3;
var sets = quick ? 500 : 5000;
Variable<double> Even(int count) => // numbers between -1 and 1, [count]
    Variable.Create<double>([.. Enumerable.Range(0, count).Select(i => ((2 * i) + 1.0) / count - 1)], [count]);
Variable<double> Powers(Variable<double> x, int degree) =>
    Stack([.. Enumerable.Range(0, degree + 1).Select(k => Cos(k * Acos(x)))], axis: 1);
var x = Even(Points);
var truth = Reshape(Sin(Math.PI * x), Points, 1);
var random = new RandomStream(seed: 1);
Variable<double> Draw() => truth + (Noise * Normal<double>([Points, sets], random));
var (data, newData) = (Draw(), Draw());

var fine = Even(200);
page.Show([.. new[] { 1, 5, 15 }.Select(degree => new Chart($"Degree {degree}")
    .Line(fine.ToArray(), MatMul(Powers(fine, degree), Lstsq(Powers(x, degree), data[.., ..1])).ToArray(), "fit")
    .Line(fine.ToArray(), Sin(Math.PI * fine).ToArray(), "truth").Points(x.ToArray(), data[.., ..1].ToArray(), "data").X("x").Y("y", range: (-2, 2)))]);

page.Text("""
    ## Bias and variance

    The line is too stiff; the polynomial of degree 15 comes near every point, and swings between them. The line's error is *bias*: even the mean of its fits
    to all data sets is wrong. The other's is *variance*: each data set gives another fit. The mean squared error is the one squared plus the other.
    For least squares with *p* parameters and *n* points, theory says that the variance at the points is σ²*p*/*n*, so that the error on new data
    at the same places is bias² + σ²(1 + *p*/*n*), while the error on the data themselves is bias² + σ²(1 - *p*/*n*), and promises too much:
    """);
page.Code();
var rows = new List<(int Degree, double Bias, double Variance, double Theory, double Training, double New)>();
for (var degree = 0; degree <= 16; degree++)
{
    var features = Powers(x, degree);
    var fits = MatMul(features, Lstsq(features, data));
    var mean = Mean(fits, axis: 1, keepDimensions: true);
    rows.Add((degree, MeanSquare(mean - truth), MeanSquare(fits - mean), Noise * Noise * (degree + 1) / Points, MeanSquare(fits - data), MeanSquare(fits - newData)));
}
static double MeanSquare(Variable<double> difference) => Mean(Square(difference)).Scalar;
page.Table(["degree", "bias²", "variance", "in theory", "error on the data", "on new data"], rows.Where(row => row.Degree is 1 or 3 or 5 or 7 or 10 or 15));
page.Show(
    new Chart("Error by degree").Line(rows.Select(row => row.Training), "data").Line(rows.Select(row => row.New), "new data")
        .Level(Noise * Noise, "noise").X("degree").Y("mean squared error", range: (0, 0.5)),
    new Chart("What it is made of").Line(rows.Select(row => row.Bias), "bias²").Line(rows.Select(row => row.Variance), "variance")
        .X("degree").Y("mean squared error", range: (0, 0.2)));

page.Text("""
    ## Three remedies

    *Fewer parameters* is one. Another is a *penalty*: of all polynomials of degree 15, prefer those with small weights, and minimize ‖*Aw* - *y*‖² + λ‖*w*‖².
    That has a closed form, *w* = (*AᵀA* + λ)⁻¹*Aᵀy*. It helps more to know what to prefer: a penalty on roughness, λ*k*⁴ for degree *k*, leaves the low
    degrees alone. The third is to *stop early*: gradient descent from zero has fitted the coarse features before the noise, so the error on new
    data falls and then rises again.
    """);
page.Code();
var a = Powers(x, 15);
var strengths = Enumerable.Range(-40, 61).Select(i => Math.Pow(10, i / 10.0)).ToList();
List<double> Penalized(Variable<double> weights) => [.. strengths.Select(strength => MeanSquare(MatMul(a, Solve(
    MatMul(a, a, transposeA: true) + DiagonalMatrix(strength * weights), MatMul(a, data, transposeA: true))) - newData))];
var ridge = Penalized(Variable.Ones<double>([16]));
var smooth = Penalized(Variable.Create<double>([.. Enumerable.Range(0, 16).Select(k => Math.Pow(k, 4))], [16]));

var w = new Parameter<double>(Variable.Zeros<double>([16, sets]), "w");
var optimizer = new Sgd<double>([w], learningRate: 0.01);
var step = Graph.Compile<double>(y =>
{
    var fits = MatMul(a, w);
    optimizer.Minimize(Sum(Square(fits - y)) / 2);
    return fits;
});
var stopped = Enumerable.Range(0, 100).Select(_ => MeanSquare(step.Invoke(data) - newData)).ToList();
page.Show(
    new Chart("Error on new data by penalty").Line(strengths, ridge, "λ").Line(strengths, smooth, "λk⁴").Level(Noise * Noise, "noise").X("λ", logarithmic: true).Y("mean squared error", range: (0.08, 0.2)),
    new Chart("Error on new data by step").Line(stopped, "descent").Level(Noise * Noise, "noise").X("step").Y("mean squared error", range: (0.08, 0.2)));
page.Table(["remedy", "best at", "error on new data"], new[]
{
    ("none: degree 15", "", rows[15].New),
    ("fewer parameters", $"degree {rows.MinBy(row => row.New).Degree}", rows.Min(row => row.New)),
    ("penalty λ", FormattableString.Invariant($"λ = {strengths[ridge.IndexOf(ridge.Min())]:G2}"), ridge.Min()),
    ("penalty λk⁴", FormattableString.Invariant($"λ = {strengths[smooth.IndexOf(smooth.Min())]:G2}"), smooth.Min()),
    ("stopping early", $"step {stopped.IndexOf(stopped.Min())}", stopped.Min()),
});
page.Text("""
    Below 0.09 nothing can get, as that is the noise in the new data themselves. In life there is one data set, and a part of it that is held out tells
    which degree, λ or step is best.

    **To try:** 200 points; noise of 1; momentum, which stops earlier.
    """);
page.Program();
