#:project ../src/AutoGrad/AutoGrad.csproj
#:project ../src/AutoGrad.Notebook/AutoGrad.Notebook.csproj
// Regression that knows what it does not know: a Gaussian process, tuned by its marginal likelihood. Writes gaussian-process.html.
//   dotnet run examples/gaussian-process.cs [-- --quick]
using AutoGrad;
using AutoGrad.Notebook;
using static AutoGrad.Differentiate;
using static AutoGrad.Op;

var count = args.Contains("--quick") ? 24 : 40;
using var page = new Page("Gaussian processes: a curve with a margin");

page.Text($"""
    A *Gaussian process* is a normal distribution over functions. Values at near places are alike: their covariance is the *kernel*
    *k*(*x*, *x*′) = *a*² exp(-(*x* - *x*′)²/2*l*²). What is seen has an error of deviation *s* besides. Here {count} points of a curve are seen, with errors of
    deviation 0.15, and none of them between 4 and 6:
    """);
page.Code();
static Variable<double> Truth(Variable<double> x) => Sin(2 * x) + (x / 4);
var random = new RandomStream(seed: 1);
var x = Concatenate([Uniform<double>([count * 5 / 8], random, 0, 4), Uniform<double>([count * 3 / 8], random, 6, 9)]);
var y = Truth(x) + (0.15 * Normal<double>([count], random));

page.Text("""
    ## The marginal likelihood

    How probable is what was seen, over all functions, given *a*, *l* and *s*? It is normal with the covariance *K* + *s*²*I*. With the Cholesky factor *L*
    of it, minus the logarithm is ½ ‖*L*⁻¹*y*‖² + Σ ln *L*ᵢᵢ + *n*/2 ln 2π. The first term asks for a fit, the second punishes what could fit anything:
    nothing has to be held out. The parameters are logarithms, so that all values are allowed.
    """);
page.Code();
static Variable<double> Kernel(Variable<double> a, Variable<double> b, Variable<double> p) =>
    Exp(2 * p[0]) * Exp(-Square(Unsqueeze(a, 1) - b) / (2 * Exp(2 * p[1])));
var identity = DiagonalMatrix(Variable.Ones<double>([count]));
Variable<double> Covariance(Variable<double> p) =>
    Kernel(x, x, p) + (Exp(2 * p[2]) * identity);
Variable<double> Loss(Variable<double> p)
{
    var l = Cholesky(Covariance(p));
    return (Sum(Square(TriangularSolve(l, Unsqueeze(y, 1)))) / 2)
        + Sum(Log(Diagonal(l))) + (count / 2.0 * Math.Log(2 * Math.PI));
}

page.Text("""
    Books give the gradient: ½ tr((*K*⁻¹ - *αα*ᵀ) ∂*K*/∂*p*) with *α* = *K*⁻¹*y*, where *K* has the errors in it. Nobody needs to derive it, as the Cholesky
    factor has a derivative like everything else; but it is a check:
    """);
page.Code();
Variable<double> start = new[] { 0.0, 0.0, -1.0 };
var inverse = Inverse(Covariance(start));
var alpha = MatMul(inverse, y);
var slopes = Jacobian(Covariance, start);
var byBook = Sum(Unsqueeze(inverse - Outer(alpha, alpha), 2) * slopes, [0, 1]) / 2;
page.Print($"gradient  {Gradient(Loss, start)}");
page.Print($"by book   {byBook}");
page.Print($"apart     {Max(Abs(Gradient(Loss, start) - byBook)).Scalar:G2}");

page.Text("L-BFGS takes the function as it is. Where it ends, the Hessian says how sure the data are of each parameter:");
page.Code();
var best = Minimize.Lbfgs(Loss, start);
var deviations = Sqrt(Diagonal(Inverse(Hessian(Loss, best.Point))));
page.Print($"-ln p = {Loss(start).Scalar:F4} at the start");
page.Print($"-ln p = {best.Value:F4} after {best.Iterations} steps");
page.Print($"slope there: {best.GradientNorm:G1}");
page.Table(["parameter", "value", "from", "to"], new[] { "size a", "length l", "error s" }.Select((name, i) =>
    (name, Math.Exp(best.Point[i].Scalar), Math.Exp((best.Point[i] - (2 * deviations[i])).Scalar), Math.Exp((best.Point[i] + (2 * deviations[i])).Scalar))));

page.Text("""
    ## The posterior

    At new places the distribution, given what was seen, is normal again: its mean is *k*ᵀ*K*⁻¹*y*, and its variance *a*² - *k*ᵀ*K*⁻¹*k*. Where nothing was
    seen it goes back to what was believed before, zero with the deviation *a*.
    """);
page.Code();
(Variable<double> Mean, Variable<double> Deviation) Posterior(Variable<double> places, Variable<double> p)
{
    var l = Cholesky(Covariance(p));
    var seen = TriangularSolve(l, Kernel(x, places, p));
    var mean = MatMul(seen, TriangularSolve(l, Unsqueeze(y, 1)), transposeA: true);
    return (Squeeze(mean, 1), Sqrt(Exp(2 * p[0]) - Sum(Square(seen), 0)));
}
double[] places = [.. Enumerable.Range(0, 221).Select(i => i * 0.05)];
var (mean, deviation) = Posterior(places, best.Point);
var inside = LessOrEqual(Abs(Truth(places) - mean), 2 * deviation);
page.Print($"inside the band: {100 * Mean(inside).Scalar:F0} %");
page.Print($"deviation at 2: {deviation[40].Scalar:F3}");
page.Print($"deviation at 5: {deviation[100].Scalar:F3}");

Chart Band(string title, Variable<double> p)
{
    var (m, d) = Posterior(places, p);
    return new Chart(title).Line(places, m.ToArray(), "mean").Line(places, (m - (2 * d)).ToArray(), "mean - 2 deviations")
        .Line(places, (m + (2 * d)).ToArray(), "mean + 2 deviations").Line(places, Truth(places).ToArray(), "truth").Points(x.ToArray(), y.ToArray(), "seen")
        .X("x").Y("y", range: (-4, 6));
}
page.Show(Band("By the best parameters", best.Point), Band("Length a fifth", best.Point - Variable.Vector(0, Math.Log(5), 0)));
var compiled = Graph.Compile<double>(Loss);
page.Show(new Chart("-ln p, by length and error").Contours<double>(
        q => Stack<double>([.. Enumerable.Range(0, q.Shape[0]).Select(i => compiled.Invoke(Concatenate([best.Point[..1], q[i]])))]), (-3, 2.5), (-3, 1),
        3, 5, 10, 20, 40, 80, 160).Points([best.Point[1].Scalar], [best.Point[2].Scalar], "best").X("ln l").Y("ln s"));
page.Text("**To try:** ten points, of which the likelihood makes two different stories; a kernel with a period; another length for each of several inputs.");
page.Program();
