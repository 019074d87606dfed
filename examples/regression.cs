#:project ../src/AutoGrad/AutoGrad.csproj
#:project ../src/AutoGrad.Data/AutoGrad.Data.csproj
#:project ../src/AutoGrad.Notebook/AutoGrad.Notebook.csproj
// Linear, logistic and softmax regression are networks of one layer, and descent finds their known optima. Writes regression.html.
//   dotnet run examples/regression.cs
using AutoGrad;
using AutoGrad.Data;
using AutoGrad.Notebook;
using static AutoGrad.Differentiate;
using static AutoGrad.Loss;
using static AutoGrad.Op;

using var page = new Page("Regression: networks of one layer");

page.Text("""
    Take one linear layer, *g* = *XW*, where *X* has a column of ones so that *W* holds the biases as well. What that is called depends on the loss alone:
    *linear regression* with the squared error, *logistic regression* with the cross-entropy of yes or no, *softmax regression* with the cross-entropy of
    several classes. The data, but for a first example, are Fisher's irises: four lengths of 150 flowers of three species, standardized.
    """);
page.Code();
var iris = Iris.Load<double>();
var standardized = Standardizer.Fit(iris.Features).Transform(iris);
Variable<double> flowers = standardized.Features, species = standardized.Targets;
var petals = flowers[.., 2..];
static Variable<double> WithOnes(Variable<double> x) => Concatenate([x, Variable.Ones<double>([x.Shape[0], 1])], axis: 1);

page.Text("""
    Three losses, one gradient: what the layer says less what is right, carried back through *X*. The identity, σ and softmax stand in the same place.
    (The program does not know that each row of *y* adds up to 1, and softmax is the exponential of what it has computed already.)
    """);
string[] names = ["X", "W", "y"];
Shape[] shapes = [[150, 3], [3, 2], [150, 2]];
page.Formula(Graph.Trace<double>(v => [(Sum(Square(MatMul(v[0], v[1]) - v[2])) / 2).Named("L")], shapes, names).Gradient("W").Simplify(RewriteKinds.All));
page.Formula(Graph.Trace<double>(v => [BinaryCrossEntropy(MatMul(v[0], v[1]), v[2], Reduction.Sum).Named("L")], shapes, names).Gradient("W").Simplify(RewriteKinds.All));
page.Formula(Graph.Trace<double>(v => [Sum(-v[2] * LogSoftmax(MatMul(v[0], v[1]))).Named("L")], shapes, names).Gradient("W").Simplify(RewriteKinds.All));

page.Text("""
    All three losses are convex, so that there is one minimum. Descent with momentum goes there step by step; Newton's method, *w* ← *w* - *H*⁻¹∇*L*, with the
    Hessian *H*, jumps to the minimum of the parabola that fits best, and arrives in a few steps. A loss is a function, and both take it as it is:
    """);
page.Code();
(Variable<double> W, List<double> Losses) Descend(Func<Variable<double>, Variable<double>> loss, Shape shape, double rate)
{
    var w = new Parameter<double>(Variable.Zeros<double>(shape), "W");
    var optimizer = new Sgd<double>([w], rate, momentum: 0.9);
    var losses = new List<double>();
    for (var i = 0; i < 500; i++)
    {
        using var tape = new Tape<double>();
        var value = loss(w);
        losses.Add(value.Scalar);
        optimizer.Minimize(value);
    }
    return (w.Variable.Detach(), losses);
}
(Variable<double> W, List<double> Losses) Newton(Func<Variable<double>, Variable<double>> loss, Shape shape)
{
    var (w, losses) = (Variable.Zeros<double>(shape), new List<double>());
    for (var i = 0; i < 8; i++)
    {
        losses.Add(loss(w).Scalar);
        var hessian = Reshape(Hessian(loss, w), shape.Size, shape.Size);
        w -= Reshape(Solve(hessian, Reshape(Gradient(loss, w), shape.Size, 1)), shape);
    }
    return (w, losses);
}
static double Rounded(Variable<double> w, int row) => Math.Round(w.Value[row, 0], 9) + 0.0;
static double Apart(Variable<double> a, Variable<double> b) => Max(Abs(a - b)).Scalar;

page.Text("""
    ## One input

    Does chocolate make happy? Twelve people tell how many bars they eat in a week, and how happy they are, from 0 to 10. (All of it is invented.) For one
    input the minimum has formulas: the slope is the covariance over the variance, and the line goes through the means. Slope and intercept:
    """);
page.Code();
Variable<double> bars = new double[] { 0, 1, 1, 2, 3, 4, 4, 5, 6, 7, 8, 9 };
Variable<double> happiness = new[] { 4.1, 5.0, 3.8, 4.9, 5.8, 5.2, 6.6, 6.1, 6.0, 7.4, 7.0, 8.1 };
var slope = Sum((bars - Mean(bars)) * (happiness - Mean(happiness))) / Sum(Square(bars - Mean(bars)));
var formulas = Stack([slope, Mean(happiness) - (slope * Mean(bars))]);
var (line, _) = Descend(w => MeanSquaredError(MatMul(WithOnes(Unsqueeze(bars, 1)), w), Unsqueeze(happiness, 1)), [2, 1], rate: 0.02);
page.Print($"formulas  {formulas}");
page.Print($"descent   {Squeeze(line, 1)}");
page.Print($"apart     {Apart(Squeeze(line, 1), formulas):G2}");
page.Show(new Chart("Chocolate and happiness, invented").Curve<double>(x => (x * line[0, 0]) + line[1, 0], 0, 9, "by descent")
    .Points(bars.ToArray(), happiness.ToArray(), "people").X("bars a week").Y("happiness", range: (0, 10)));

page.Text("""
    ## Linear regression

    How broad is a petal, given the other three lengths? Here the parabola *is* the loss, so Newton's first step is exact, and `Lstsq` finds
    the same by an orthogonal factorization:
    """);
page.Code();
var (x, breadth) = (WithOnes(flowers[.., ..3]), flowers[.., 3..]);
Variable<double> Squares(Variable<double> w) =>
    MeanSquaredError(MatMul(x, w), breadth);
var closed = Lstsq(x, breadth);
var ((linear, _), (newton, _)) = (Descend(Squares, [4, 1], rate: 0.1), Newton(Squares, [4, 1]));
page.Print($"from the closed form: {Apart(linear, closed):G2}");
page.Print($"R² = {1 - Squares(linear).Scalar:F6}");
page.Table(["weight of", "closed form", "descent", "Newton"], new[] { "sepal length", "sepal breadth", "petal length", "one" }
    .Select((name, i) => (name, Rounded(closed, i), Rounded(linear, i), Rounded(newton, i))));

page.Text("""
    ## Logistic regression

    Virginica, or one of the others, by the petal? A line separates the two kinds but for a few flowers. A small penalty on the weights, λ/2 ‖*w*‖² with
    λ = 0.01, keeps them from growing where they need not.
    """);
page.Code();
var p = WithOnes(petals);
var isVirginica = Reshape(Equal(species, 2), 150, 1);
Variable<double> YesOrNo(Variable<double> w) =>
    BinaryCrossEntropy(MatMul(p, w), isVirginica) + (0.005 * Sum(Square(w)));
var (logistic, logisticLosses) = Descend(YesOrNo, [3, 1], rate: 1);
var (logisticNewton, newtonLosses) = Newton(YesOrNo, [3, 1]);
page.Print($"loss           {logisticLosses[^1]:F9}");
page.Print($"Newton's loss  {newtonLosses[^1]:F9}");
page.Print($"weights        {Reshape(logistic, 3)}");
page.Print($"from Newton's: {Apart(logistic, logisticNewton):G2}");

page.Text("""
    ## Softmax regression

    All three species, by the petal: a column of weights for each. Between any two classes the boundary is a line again, where their logits are equal.
    """);
page.Code();
Variable<double> OneOfThree(Variable<double> w) =>
    CrossEntropy(MatMul(p, w), species) + (0.005 * Sum(Square(w)));
var (softmax, softmaxLosses) = Descend(OneOfThree, [3, 3], rate: 1);
var (softmaxNewton, _) = Newton(OneOfThree, [3, 3]);
page.Print($"loss           {softmaxLosses[^1]:F9}");
page.Print($"from Newton's: {Apart(softmax, softmaxNewton):G2}");
page.Print($"right          {Sum(Equal(ArgMax(MatMul(p, softmax), axis: 1), species)).Scalar} of 150");

var (across, up) = ((-1.8, 2.0), (-1.7, 2.0));
Chart Plane(string title) => new Chart(title).X("petal length", "standard deviations").Y("petal breadth", "standard deviations");
page.Show(
    Plane("Logistic regression").Regions<double>(q => MatMul(WithOnes(q), logistic), across, up, "other", "virginica").Points(petals, isVirginica, "other", "virginica"),
    Plane("Softmax regression").Regions<double>(q => MatMul(WithOnes(q), softmax), across, up, [.. iris.ClassNames]).Points(petals, species, [.. iris.ClassNames]),
    new Chart("Above the least loss").Line(logisticLosses.Select(loss => loss - newtonLosses[^1]), "descent")
        .Line(newtonLosses.SkipLast(1).Select(loss => loss - newtonLosses[^1]), "Newton").X("step", range: (0, 200)).Y("logistic loss", logarithmic: true, range: (1e-14, 1)));
page.Text("""
    Why then does anybody descend in small steps, and not use Newton's method? The Hessian of a network of a million weights has 10¹² entries, and its loss is not convex.

    **To try:** λ = 0 in the logistic regression of setosa, which a line separates: the weights grow without end.
    """);
page.Program();
