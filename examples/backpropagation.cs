#:project ../src/AutoGrad/AutoGrad.csproj
#:project ../src/AutoGrad.Notebook/AutoGrad.Notebook.csproj
// Backpropagation: the chain rule from the last step to the first, what it costs, and why not difference quotients. Writes backpropagation.html.
//   dotnet run examples/backpropagation.cs
using AutoGrad;
using AutoGrad.Notebook;
using static AutoGrad.Differentiate;
using static AutoGrad.Op;

using var page = new Page("Backpropagation");

page.Text("""
    A program computes a number in steps, each so simple that its derivative is in every table. *Backpropagation* puts them together: it walks through
    the steps from the last to the first, and asks of each value, how much does the result change if this one does? That answer is the value's
    *cotangent*, written with a bar. Here is a unit with one input, and how far its answer is from the right one:
    """);
page.Code();
static Variable<double> Loss(Variable<double> x, Variable<double> y, Variable<double> w, Variable<double> b) =>
    Square(y - Sigmoid(w * x + b));
var graph = Graph.Trace<double>(v => [Loss(v[0], v[1], v[2], v[3]).Named("L")], [[], [], [], []], "x", "y", "w", "b");
page.Drawing(graph, "The loss of one unit, from the inputs down");

page.Text("""
    ## By hand

    Forward, from top to bottom, each value follows from those above it. Backward, from bottom to top, each cotangent is the one below it times the
    derivative of the step between. That is all:
    """);
page.Code();
var (x, y, w, b) = (1.5, 1.0, -0.8, 0.3);
var p = w * x;                             // the product
var g = p + b;                             // the logit
var s = 1 / (1 + Math.Exp(-g));            // what the unit says
var d = y - s;                             // the difference
var loss = d * d;

var lossBar = 1.0;
var dBar = lossBar * 2 * d;                // (d²)' = 2d
var sBar = -dBar;                          // (y - s)' = -1
var gBar = sBar * s * (1 - s);             // σ' = σ(1 - σ)
var (pBar, bBar) = (gBar, gBar);           // a sum passes its cotangent on to both
var (wBar, xBar) = (pBar * x, pBar * w);   // a product: times the other factor
page.Text("""
    A *tape* does the same without being told: it writes down what is computed, and walks back through it. It knows the derivative of each step, and nothing
    of the whole.
    """);
page.Code();
Variable<double> X = x, W = w, B = b;
using var tape = new Tape<double>();
var P = W * X;
var G = P + B;
var S = Sigmoid(G);
var D = y - S;
var bars = tape.Gradient(Square(D), [D, S, G, P, B, W, X]);
page.Table(["value", "", "cotangent by hand", "by tape"], new[]
{
    ("d", d, dBar, bars[0].Scalar), ("s", s, sBar, bars[1].Scalar), ("g", g, gBar, bars[2].Scalar), ("p", p, pBar, bars[3].Scalar),
    ("b", b, bBar, bars[4].Scalar), ("w", w, wBar, bars[5].Scalar), ("x", x, xBar, bars[6].Scalar),
});

page.Text("""
    What the tape computes on its way back is a program again: it has formulas, and a derivative of its own. Two walks back give second derivatives.
    """);
page.Formula(graph.Gradient("w", "b").Simplify(RewriteKinds.All));

page.Text("""
    ## What it costs

    One walk back gives the derivatives with respect to *all* inputs, for a few times the cost of the function. *Forward mode* carries a tangent along
    with each value, which gives the derivative in one direction; for all of *n* parameters it has to run *n* times. Operations on numbers,
    for a network of two layers and a batch of 32, as its width grows:
    """);
page.Code();
var costs = new List<(int, int, double, double, double)>();
foreach (var width in new[] { 16, 64, 256 })
{
    var network = Graph.Trace<double>(v => [Sum(Square(MatMul(Tanh(MatMul(v[0], v[1])), v[2]) - v[3]))],
        [[32, width], [width, width], [width, 1], [32, 1]], "x", "W1", "W2", "y");
    var parameters = (width * width) + width;
    var once = Operations(network);
    costs.Add((width, parameters, once, Operations(network.ValueAndGradient("W1", "W2")) / once, Operations(network.Jvp("W1", "W2")) / once * parameters));
}
page.Table(["width", "parameters", "operations", "times, reverse", "times, forward"], costs);
static double Operations(Graph<double> graph) => graph.Simplify().Cost().Operations;

page.Text("""
    ## Why not just try?

    A difference quotient, (*f*(*x* + *h*) - *f*(*x*)) / *h*, needs no rules at all. But a large *h* has the curvature in it, and a small one divides the
    rounding error by next to nothing; there is no good one. Here is *f* = *x*·sin(exp *x*) at 1.3:
    """);
page.Code();
Variable<double> F(Variable<double> x) => x * Sin(Exp(x));
double At(double x) => F(x).Scalar;
const double Place = 1.3;
var exact = Math.Sin(Math.Exp(Place)) + (Place * Math.Exp(Place) * Math.Cos(Math.Exp(Place)));
var steps = Enumerable.Range(0, 61).Select(i => Math.Pow(10, -i / 4.0)).ToList();
var oneSided = steps.Select(h => Math.Abs(((At(Place + h) - At(Place)) / h) - exact)).ToList();
var central = steps.Select(h => Math.Abs(((At(Place + h) - At(Place - h)) / (2 * h)) - exact)).ToList();
var automatic = Math.Abs(Gradient(F, Variable.Scalar(Place)).Scalar - exact);
page.Print($"one-sided, at best  {oneSided.Min():G2}");
page.Print($"central, at best    {central.Min():G2}");
page.Print($"backpropagation     {automatic:G2}");
page.Show(new Chart("Error of the derivative").Line(steps, oneSided, "one-sided").Line(steps, central, "central")
    .Level(Math.Max(automatic, 2e-16), "backpropagation").X("h", logarithmic: true).Y("error", logarithmic: true));
page.Text("""
    And it costs as many runs as there are parameters, as forward mode does, which is exact. Difference quotients are for tests: every derivative in this
    library is compared with them.

    **To try:** the second derivative of *F*, by `Gradient` of `Gradient` and by differences of differences.
    """);
page.Program();
