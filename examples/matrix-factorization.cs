#:project ../src/AutoGrad/AutoGrad.csproj
#:project ../src/AutoGrad.Notebook/AutoGrad.Notebook.csproj
// Ratings with gaps, filled in by factors: the held-out error by rank next to the noise that nobody can foresee. Writes matrix-factorization.html.
//   dotnet run examples/matrix-factorization.cs [-- --quick]
using AutoGrad;
using AutoGrad.Notebook;
using static AutoGrad.Op;

const int People = 200, Films = 100, TrueRank = 4;
const double Noise = 0.5;
var quick = args.Contains("--quick");
var (steps, sweeps) = quick ? (300, 10) : (1500, 40);
using var page = new Page("Matrix factorization: ratings with gaps");

page.Text($"""
    {People} people rate {Films} films, and each has seen a part of them. What would they say of the others? Suppose that a film is described by a few numbers, how
    funny it is, say, and how long, and a person by as many, how much of each they like; a rating is the sum of the products. All ratings are then a matrix of
    low *rank*, *R* = *UV*ᵀ. The ratings here are made in that way, with {TrueRank} numbers for each, plus noise of variance σ² = {Noise * Noise}, and three in ten are told. So
    we know how good a forecast can be: its mean squared error on what is not told cannot fall below the noise.
    """);
page.Code();
var random = new RandomStream(seed: 1);
Variable<double> Factors(int count, int rank, double size) =>
    size * Normal<double>([count, rank], random);
var truth = MatMul(Factors(People, TrueRank, 1), Factors(Films, TrueRank, 0.5), transposeB: true);
var ratings = truth + (Noise * Normal<double>([People, Films], random));
var told = Bernoulli<double>([People, Films], 0.3, random);
double Error(Variable<double> forecast, Variable<double> where) =>
    (Sum(where * Square(forecast - ratings)) / Sum(where)).Scalar;
page.Print($"ratings told: {Sum(told).Scalar} of {People * Films}, for {TrueRank * (People + Films)} numbers");
page.Print($"variance of the ratings: {Mean(Square(ratings)).Scalar:F4}");
page.Print($"error of who knows R without noise: {Error(truth, 1 - told):F4}");

page.Text("""
    ## Two ways to the factors

    The loss is the squared error over the ratings that are told, with a penalty, Σ(*R* - *UV*ᵀ)² + λ(‖*U*‖² + ‖*V*‖²). *Descent* changes both factors at once,
    by Adam. *Alternating least squares* uses that the loss is a parabola in *U* alone: with *V* held fixed, each person's numbers solve a small linear system,
    (Σ*vvᵀ* + λ)*u* = Σ*rv* over the films that they rated, and then so do each film's. All systems of a kind are one stack for `Solve`:
    """);
page.Code();
Variable<double> Loss(Variable<double> u, Variable<double> v, Variable<double> where, double penalty) =>
    Sum(where * Square(MatMul(u, v, transposeB: true) - ratings)) + (penalty * (Sum(Square(u)) + Sum(Square(v))));
(Variable<double> U, Variable<double> V, List<double> Losses) Descend(int rank, Variable<double> where, double penalty)
{
    var (u, v) = (new Parameter<double>(Factors(People, rank, 0.1), "U"), new Parameter<double>(Factors(Films, rank, 0.1), "V"));
    var optimizer = new Adam<double>([u, v], learningRate: 0.05);
    var step = Graph.Compile<double>(where =>
    {
        var loss = Loss(u, v, where, penalty);
        optimizer.Minimize(loss);
        return loss;
    });
    var losses = new List<double>();
    for (var i = 0; i < steps; i++)
    {
        optimizer.SetLearningRate(0.05 * (1 + Math.Cos(Math.PI * i / steps)) / 2);
        losses.Add(step.Invoke(where).Scalar);
    }
    return (u.Variable, v.Variable, losses);
}
(Variable<double> U, Variable<double> V, List<double> Losses) Alternate(int rank, Variable<double> where, double penalty)
{
    static Variable<double> Side(Variable<double> other, Variable<double> r, Variable<double> where, double penalty)
    {
        var squares = Einsum("rf,fi,fj->rij", where, other, other) + (penalty * DiagonalMatrix(Variable.Ones<double>([other.Shape[1]])));
        return Squeeze(Solve(squares, Unsqueeze(MatMul(where * r, other), 2)), 2);
    }
    var (u, v, losses) = (Factors(People, rank, 0.1), Factors(Films, rank, 0.1), new List<double>());
    for (var i = 0; i < sweeps; i++)
    {
        u = Side(v, ratings, where, penalty);
        v = Side(u, Transpose(ratings), Transpose(where), penalty);
        losses.Add(Loss(u, v, where, penalty).Scalar);
    }
    return (u, v, losses);
}

page.Text("""
    ## How many numbers?

    With too few, the factors cannot say what there is to say; with too many, they learn the noise by heart. λ = 1 holds them back a little:
    """);
page.Code();
int[] ranks = quick ? [2, 4, 8] : [1, 2, 3, 4, 5, 6, 8, 10, 12];
var rows = ranks.Select(rank =>
{
    var (descent, alternating) = (Descend(rank, told, penalty: 1), Alternate(rank, told, penalty: 1));
    var (byDescent, byTurns) = (MatMul(descent.U, descent.V, transposeB: true), MatMul(alternating.U, alternating.V, transposeB: true));
    return (rank, Error(byDescent, told), Error(byDescent, 1 - told), Error(byTurns, told), Error(byTurns, 1 - told));
}).ToList();
page.Table(["rank", "descent: told", "not told", "in turns: told", "not told"], rows);
var (free, count) = (TrueRank * (People + Films - TrueRank), Sum(told).Scalar);
page.Print($"σ²(1 - p/n) at rank {TrueRank}: {Noise * Noise * (1 - (free / count)):F4}");
page.Show(new Chart("Mean squared error by rank").Line(ranks, rows.Select(row => row.Item2), "told").Line(ranks, rows.Select(row => row.Item3), "not told")
    .Level(Noise * Noise, "noise").X("rank").Y("mean squared error", range: (0, 1)));
page.Text($"""
    Up to the true rank both ways find the same, and with that rank the forecast is best. On the ratings that were told the error is even below the noise, as
    least squares says: {TrueRank} numbers for each of {People + Films}, less the {TrueRank * TrueRank} by which *U* and *V* can be mixed with each other, are *p* = {free} free ones fitted
    to *n* = {count:F0} ratings, so that σ²(1 - *p*/*n*) remains. On the others it stays above the noise by about as much.

    ## With all ratings told

    Then the best factors are known (Eckart and Young, 1936): those of the singular value decomposition, and the loss is the sum of the squares of the other
    singular values. The loss is not convex in *U* and *V*, yet it has no other minima than this, and both ways arrive:
    """);
page.Code();
var all = Variable.Ones<double>([People, Films]);
var singular = Svd(ratings).S;
var optimum = Sum(Square(singular[TrueRank..])).Scalar;
var (whole, turns) = (Descend(TrueRank, all, penalty: 0).Losses, Alternate(TrueRank, all, penalty: 0).Losses);
page.Print($"Eckart and Young   {optimum:F6}");
page.Print($"descent            {whole[^1]:F6}   ({whole.Count} steps)");
page.Print($"in turns           {turns[^1]:F6}   ({turns.Count} sweeps)");
page.Print($"above the optimum, of it: {whole[^1] / optimum - 1:G2} and {turns[^1] / optimum - 1:G2}");
page.Show(
    new Chart("Singular values").Points(Enumerable.Range(1, Films), singular.ToArray()).X("k").Y("singular value", range: (0, 90)),
    new Chart("Above the optimum").Line(whole.Select(loss => loss / optimum - 1), "descent, by step").Line(turns.Select(loss => loss / optimum - 1), "in turns, by sweep")
        .X("step or sweep", range: (0, 300)).Y("part of the optimum", logarithmic: true, range: (1e-12, 10)));
page.Text("""
    Four singular values stand out from those of the noise. That is how one would find the rank if all ratings were told; where they are not, ratings that
    are kept back tell it, as above.

    **To try:** one rating in ten; λ = 0 and λ = 10; a mean for each person and each film besides; integers from 1 to 5 as ratings.
    """);
page.Program();
