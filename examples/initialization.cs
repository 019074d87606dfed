#:project ../src/AutoGrad/AutoGrad.csproj
#:project ../src/AutoGrad.Data/AutoGrad.Data.csproj
#:project ../src/AutoGrad.Notebook/AutoGrad.Notebook.csproj
// Where a network starts: zeros stay symmetric for ever, and random weights must have the right size. Writes initialization.html.
//   dotnet run examples/initialization.cs [-- --quick]
using AutoGrad;
using AutoGrad.Data;
using AutoGrad.Notebook;
using static AutoGrad.Loss;
using static AutoGrad.Op;

var quick = args.Contains("--quick");
using var page = new Page("Where a network starts");

page.Text("""
    A network learns by small steps from where it starts. If all its weights start at one value, it never gets anywhere; if they start too small or
    too large, signals die out or drown on their way through the layers. The data are 1,797 digits of 8 × 8 pixels, centred, with a mean square of 1.
    """);
page.Code();
var digits = Digits.Load<double>();
Variable<double> images = digits.Features, labels = digits.Targets;
images -= Mean(images, axis: 0);
images /= RootMeanSquare(images);
static double Largest(Variable<double> x) => Max(Abs(x)).Scalar;
static Variable<double> RootMeanSquare(Variable<double> x) => Sqrt(Mean(Square(x)));

page.Text("""
    ## All zeros

    Two layers with tanh between them, and every weight and bias zero. The hidden units are all 0 then, so the second layer's weights get no
    gradient; and since those weights are 0, the first layer gets none. Only the last bias learns: how frequent each digit is, and no more.
    """);
page.Code();
Sequential<double> Network(Initializer weights, Module<double> activation) => new(
    new Linear<double>(64, 32, new RandomStream(seed: 1), weights), activation,
    new Linear<double>(32, 10, new RandomStream(seed: 2), weights));
double Step(Module<double> model, Optimizer<double> optimizer, Variable<double> x, Variable<double> y)
{
    using var tape = new Tape<double>();
    var loss = CrossEntropy(model.Forward(x), y);
    optimizer.Minimize(loss);
    return loss.Scalar;
}
double Train(Module<double> model, int steps)
{
    var optimizer = new Sgd<double>(model.Parameters, learningRate: 0.05, momentum: 0.9);
    for (var i = 0; i < steps; i++)
        Step(model, optimizer, images, labels);
    return CrossEntropy(model.Forward(images), labels).Scalar;
}
var steps = quick ? 50 : 300;
var zeros = Network(Initializer.Zeros, new Tanh<double>());
foreach (var parameter in zeros.Parameters)
    parameter.Assign(0 * parameter.Variable);
var loss = Train(zeros, steps);
var frequencies = Mean(OneHot(labels, 10), axis: 0);
page.Print($"loss {loss:F6} after {steps} steps");
page.Print($"entropy of the labels: {-Sum(frequencies * Log(frequencies)).Scalar:F6}");
foreach (var (name, parameter) in zeros.NamedParameters)
    page.Print($"largest {name,-8}  {Largest(parameter):G3}");

page.Text("""
    ## All the same

    Any other constant is hardly better. All hidden units compute the same, get the same gradient, and stay the same: the network has one hidden
    unit, 32 times over. Not nearly the same, but bit for bit, however long it learns.
    """);
page.Code();
var constant = Network(Initializer.Constant(0.1), new Tanh<double>());
((Linear<double>)constant[0]).Bias!.Assign(0.0 * Variable.Ones<double>([32]));
var same = Train(constant, steps);
var hidden = constant.GetParameter("0.weight").Variable;
page.Print($"loss {same:F6} after {steps} steps, largest weight {Largest(hidden):F3}");
page.Print($"largest difference of any two hidden units: {Largest(hidden - hidden[..1])}");
var random = Train(Network(Initializer.XavierUniform, new Tanh<double>()), steps);
page.Print($"loss {random:F6} from random weights");

page.Text("""
    ## How large?

    So weights must differ, and the simplest way is to draw them at random. (Biases may be zero: random weights break the symmetry.)

    A unit adds up *n* inputs, each times a weight. If the weights have the variance *v*, the sum's variance is *n·v* times that of the inputs; over
    *k* layers that is (*n·v*)ᵏ, which dies out or explodes unless *v* = 1/*n*. On the way back the same holds with the number of outputs.
    Xavier Glorot (2010) takes 2 / (inputs + outputs) for tanh, whose slope at zero is 1, and Kaiming He (2015) 2 / inputs for ReLU, which halves
    the mean square. PyTorch's default is 1 / (3 inputs).

    The digits go through ten layers of 128 units. Each layer multiplies the root mean square by a factor, which for ReLU is √(128 *v* / 2):
    """);
page.Code();
const int Depth = 10;
var starts = new (string Name, Initializer Weights, double Variance)[]
{
    ("N(0, 0.01²)", Initializer.Normal(0, 0.01), 1e-4), ("N(0, 1)", Initializer.Normal(0, 1), 1), ("Xavier", Initializer.XavierNormal, 1.0 / 128),
    ("He", Initializer.HeNormal, 2.0 / 128), ("PyTorch's", Initializer.TorchUniform, 1.0 / 384),
};
Sequential<double> Deep(Initializer weights, Module<double> activation)
{
    var random = new RandomStream(seed: 3);
    var layers = Enumerable.Range(0, Depth).SelectMany(i => new Module<double>[]
        { new Linear<double>(i == 0 ? 64 : 128, 128, random, weights, bias: false), activation });
    return new([.. layers, new Linear<double>(128, 10, random, weights)]);
}
List<Variable<double>> Activations(Initializer weights, Module<double> activation)
{
    var (x, outputs) = (images, new List<Variable<double>>());
    foreach (var (_, layer) in Deep(weights, activation).Children)
        outputs.Add(x = layer.Forward(x));
    return [.. outputs.Where((_, i) => i % 2 == 1)];
}
Chart Empty(string name) => new Chart($"What each layer gives, {name}").X("layer").Y("root mean square", logarithmic: true);
var (relu, tanh) = (Empty("ReLU"), Empty("tanh"));
var factors = new List<(string, double, double)>();
foreach (var (name, weights, variance) in starts)
{
    tanh.Line(Enumerable.Range(1, Depth), Activations(weights, new Tanh<double>()).Select(layer => RootMeanSquare(layer).Scalar), name);
    var sizes = Activations(weights, new Relu<double>()).Select(layer => RootMeanSquare(layer).Scalar).ToList();
    relu.Line(Enumerable.Range(1, Depth), sizes, name);
    factors.Add((name, Math.Pow(sizes[^1] / sizes[1], 1.0 / (Depth - 2)), Math.Sqrt(128 * variance / 2)));
}
page.Table(["weights", "factor per layer, ReLU", "in theory"], factors);
page.Show(relu, tanh);
page.Text("The last layer under tanh, value by value. With weights of N(0, 1) almost all units are saturated, and pass no gradient on:");
page.Show([.. starts.Where(start => start.Name is "N(0, 1)" or "Xavier").Select(start => new Chart($"Layer 10, {start.Name}")
    .Histogram(Activations(start.Weights, new Tanh<double>())[^1].ToArray(), bins: 40, range: (-1, 1)).X("activation").Y("count"))]);

page.Text("""
    ## What it does to learning

    A network of ten layers with ReLU starts from each, and learns 500 digits with the same optimizer:
    """);
page.Code();
var learned = new Chart("Ten layers with ReLU").X("step").Y("loss", "nats");
foreach (var (name, weights, _) in starts.Where(start => start.Name != "N(0, 1)"))
{
    var model = Deep(weights, new Relu<double>());
    var optimizer = new Adam<double>(model.Parameters, learningRate: 0.001);
    var losses = new List<double>();
    for (var i = 0; i < (quick ? 15 : 100); i++)
        losses.Add(Step(model, optimizer, images[..500], labels[..500]));
    learned.Line(losses, name);
    page.Print($"{name,-11}  loss {losses[^1]:G3}");
}
page.Show(learned);
page.Text("""
    The scale of the first weights alone decides how soon a deep network learns, and whether it learns at all.

    **To try:** the constant 0.1 plus noise of 0.0001; He's weights under tanh; 30 layers.
    """);
page.Program();
