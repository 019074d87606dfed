#:project ../src/AutoGrad/AutoGrad.csproj
#:project ../src/AutoGrad.Notebook/AutoGrad.Notebook.csproj
// Activation functions: their derivatives, where they saturate, units that die, and gradients that vanish with depth. Writes activations.html.
//   dotnet run examples/activations.cs
using AutoGrad;
using AutoGrad.Notebook;
using static AutoGrad.Differentiate;
using static AutoGrad.Loss;
using static AutoGrad.Op;

using var page = new Page("Activation functions");

page.Text("""
    Without a function between them, two linear layers are one linear layer: *W*₂(*W*₁*x*) = (*W*₂*W*₁)*x*. The *activation* in between makes a network
    more than that. Which one? The answer lies in the derivatives, since those are what learning multiplies.
    """);
page.Code();
var functions = new (string Name, Func<Variable<double>, Variable<double>> Function)[]
{
    ("sigmoid", Sigmoid),
    ("tanh", Tanh),
    ("ReLU", Relu),
    ("leaky ReLU", x => LeakyRelu(x, 0.01)),
    ("Swish", Silu),
    ("GELU", x => Gelu(x)),
};
Variable<double> Derivative(Func<Variable<double>, Variable<double>> f, Variable<double> x) =>
    Gradient(x => Sum(f(x)), x);
var curves = functions.Select(pair => new Chart(pair.Name)
    .Curve(pair.Function, -5, 5, "value")
    .Curve<double>(x => Derivative(pair.Function, x), -5, 5, "derivative")
    .X("x").Y("y", range: (-1.2, 3)));
page.Show([.. curves]);

page.Text("""
    Where a derivative has a closed form, it can be read off. The program differentiates each function, simplifies what it gets, and writes it:
    """);
page.Formula<double>(x => Gradient(x => Sigmoid(x), x));
page.Formula<double>(x => Gradient(x => Tanh(x), x));
page.Formula<double>(x => Gradient(x => Silu(x), x));

page.Text("""
    ## Saturation

    The sigmoid's derivative is σ(*x*)(1 - σ(*x*)), ¼ at most, and next to nothing as soon as the unit is sure of itself. A saturated unit passes no
    gradient on: it cannot learn that it is wrong. ReLU keeps a slope of 1 for all positive inputs; leaky ReLU, Swish and GELU keep a little
    below zero as well.
    """);
page.Code();
Variable<double> points = new double[] { -10, -2, 0, 2, 10 };
var slopes = functions.Select(pair => (pair.Name, At: Derivative(pair.Function, points).ToArray()));
page.Table(["derivative of", "x = -10", "-2", "0", "2", "10"], slopes.Select(row => (row.Name, row.At[0], row.At[1], row.At[2], row.At[3], row.At[4])));

page.Text("""
    ## Units that die

    A ReLU unit that is negative for *every* example has no gradient at all, so it never comes back: it is dead. Inputs far from zero make that
    likely, since all examples then lie on one side of most lines, and a step that suits some of them moves the line away from all. Here 64 hidden
    units learn which of 500 points lie within a circle, around the origin or shifted away from it. A unit counts as dead where no point makes it
    positive. A leaky unit can come back from there, as it still has a slope.
    """);
page.Code();
var random = new RandomStream(seed: 1);
var x = Normal<double>([500, 2], random);
var inside = Norm(x, 2, axis: 1, keepDimensions: true) < 1.2;
(int Before, int After) CountDead(Module<double> activation, Variable<double> x)
{
    var start = new RandomStream(seed: 2);
    var model = new Sequential<double>(
        new Linear<double>(2, 64, start, Initializer.HeNormal), activation,
        new Linear<double>(64, 1, start));
    int Dead() => Max(model[0].Forward(x), axis: 0).ToArray().Count(highest => highest <= 0);
    var (before, optimizer) = (Dead(), new Sgd<double>(model.Parameters, learningRate: 0.5));
    for (var i = 0; i < 500; i++)
    {
        using var tape = new Tape<double>();
        optimizer.Minimize(BinaryCrossEntropy(model.Forward(x), inside));
    }
    return (before, Dead());
}
var dead = new double[] { 0, 5, 10 }.Select(shift =>
    (shift, CountDead(new Relu<double>(), x + shift), CountDead(new LeakyRelu<double>(0.1), x + shift)));
page.Table(["points shifted by", "dead at first, of 64", "ReLU: in the end", "leaky ReLU: in the end"],
    dead.Select(row => (row.shift, row.Item2.Before, row.Item2.After, row.Item3.After)));

page.Text("""
    ## Gradients that vanish

    By the chain rule the gradient at the first layer is a product with a factor for each layer above it. In a network of 20 layers of 64 units, with
    random weights that suit each activation (Xavier's or He's), how long is the gradient of a layer's weights?
    """);
page.Code();
const int Depth = 20;
var inputs = Normal<double>([128, 64], random);
var classes = Floor(Uniform<double>([128], random, 0, 10));
double[] GradientNorms(Func<Variable<double>, Variable<double>> activation, Initializer weights)
{
    var start = new RandomStream(seed: 3);
    var layers = Enumerable.Range(1, Depth)
        .Select(layer => new Linear<double>(64, layer < Depth ? 64 : 10, start, weights)).ToArray();
    using var tape = new Tape<double>();
    var h = inputs;
    foreach (var layer in layers)
        h = layer.Forward(layer == layers[0] ? h : activation(h));
    var gradients = tape.Gradient(CrossEntropy(h, classes), [.. layers.Select(layer => layer.Weight.Variable)]);
    return [.. gradients.Select(gradient => Norm(gradient).Scalar)];
}
var norms = functions.Select(pair => (pair.Name,
    Norms: GradientNorms(pair.Function, pair.Name is "sigmoid" or "tanh" ? Initializer.XavierNormal : Initializer.HeNormal))).ToList();
var chart = new Chart("The gradient of each layer's weights").X("layer").Y("norm", logarithmic: true);
foreach (var (name, lengths) in norms)
    chart.Line(Enumerable.Range(1, Depth), lengths, name);
page.Show(chart);
page.Table(["activation", "first layer", "last layer", "factor per layer"],
    norms.Select(row => (row.Name, row.Norms[0], row.Norms[^1], Math.Pow(row.Norms[0] / row.Norms[^1], 1.0 / (Depth - 1)))));
page.Text("""
    A factor per layer near 1 is what one wants. The sigmoid's lies below ¼, so that its first layers hardly learn; and that is why deep networks
    came to use ReLU and its kin.

    ## Softmax

    The last layer of a classifier turns its logits into probabilities: *p*ᵢ = exp(*g*ᵢ) / Σ exp(*g*ⱼ). Its Jacobian is diag(*p*) - *ppᵀ*; a number
    added to all logits changes nothing; and with the cross-entropy the gradient is as simple as can be: *p* - *y*.
    """);
page.Code();
Variable<double> g = new[] { 2.0, 1.0, 0.1, -1.0 }, y = new[] { 0.0, 1.0, 0.0, 0.0 };
var p = Softmax(g);
var jacobian = Jacobian(g => Softmax(g), g);
var byHand = DiagonalMatrix(p) - Outer(p, p);
var surprise = Gradient(g => -Sum(y * LogSoftmax(g)), g);
page.Print($"p                  {p}");
page.Print($"of g + 1000        {Softmax(g + 1000)}");
page.Print($"Jacobian           as by hand, within {Max(Abs(jacobian - byHand))}");
page.Print($"gradient           {surprise}");
page.Print($"p - y              {p - y}");
string[] names = ["1", "2", "3", "4"];
page.Show(new Chart("The Jacobian of softmax").HeatMap(jacobian, names, names, numbers: true).X("logit").Y("probability"));

page.Text("**To try:** 50 layers; the sigmoid with weights four times as large; a slope of leaky ReLU of 0.5.");
page.Program();
