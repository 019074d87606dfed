#:project ../src/AutoGrad/AutoGrad.csproj
#:project ../src/AutoGrad.Notebook/AutoGrad.Notebook.csproj
// No line separates the points of XOR; a hidden layer of two units does. Writes xor.html.
//   dotnet run examples/xor.cs [-- --quick]
using AutoGrad;
using AutoGrad.Notebook;
using static AutoGrad.Differentiate;
using static AutoGrad.Loss;
using static AutoGrad.Op;

var quick = args.Contains("--quick");
using var page = new Page("XOR: why networks have hidden layers");

page.Text("""
    *Exclusive or* is true when one of two inputs is true, but not both. Minsky and Papert showed in 1969 that a single layer cannot
    compute it, which turned many away from neural networks. Four points are all the data there is:
    """);
page.Code();
Variable<double> x = new double[,] { { 0, 0 }, { 0, 1 }, { 1, 0 }, { 1, 1 } };
Variable<double> y = new double[,] { { 0 }, { 1 }, { 1 }, { 0 } };

page.Text("""
    ## One unit

    A single unit computes the logit *g* = *w*₁*x*₁ + *w*₂*x*₂ + *b*, and says “true” where *g* > 0: its boundary is a line. Its loss is the
    cross-entropy, which measures how surprised it is by the right answers. What is the best that it can do? Let *w* be (*w*₁, *w*₂, *b*). At
    *w* = 0 the gradient vanishes, and the Hessian has only positive eigenvalues. As this loss is convex, that is its one minimum.
    """);
page.Code();
Variable<double> LineLoss(Variable<double> w) =>
    BinaryCrossEntropy(MatMul(x, w[..2]) + w[2], y);
var zero = Variable.Zeros<double>([3, 1]);
page.Print($"loss         {LineLoss(zero)}   (ln 2 = {Math.Log(2):G6})");
page.Print($"gradient     {Reshape(Gradient(LineLoss, zero), 3)}");
page.Print($"eigenvalues  {SymmetricEigen(Reshape(Hessian(LineLoss, zero), 3, 3)).Values}");

page.Text("""
    So the best line answers “perhaps” to everything: a probability of ½ at each point, and a loss of ln 2. No training will ever do better.
    Started elsewhere, gradient descent goes there:
    """);
page.Code();
var line = new Linear<double>(2, 1, new RandomStream(seed: 1));
var lineStep = Step(line);
var lineLosses = Enumerable.Range(0, 1000).Select(_ => lineStep()).ToList();
page.Print($"loss {lineLosses[0]:F6} at first, {lineLosses[^1]:F6} after {lineLosses.Count} steps");
page.Print($"probabilities of \"true\": {Reshape(Sigmoid(line.Forward(x)), 4)}");

page.Text("""
    ## Two hidden units

    Now two units with tanh stand between the inputs and the output. Each draws a line of its own, and the last unit combines the two. As formulas:
    """);
var names = new[] { "x", "W₁", "b₁", "W₂", "b₂" };
page.Formula(Graph.Trace<double>(v => [(MatMul(Tanh(MatMul(v[0], v[1]) + v[2]).Named("h"), v[3]) + v[4]).Named("g")], [[4, 2], [2, 2], [2], [2, 1], [1]], names));
page.Code();
Sequential<double> Network(int hidden, ulong seed)
{
    var random = new RandomStream(seed);
    return new(
        new Linear<double>(2, hidden, random), new Tanh<double>(),
        new Linear<double>(hidden, 1, random));
}
var network = Network(hidden: 2, seed: 1);
var networkStep = Step(network);
int[] seen = [10, 20, 30, 40, 50, 60, 80, 100, 200, 500, 1000];
var pictures = new List<Chart> { Picture("At the start") };
var losses = new List<double>();
while (losses.Count < 1000)
{
    losses.Add(networkStep());
    if (seen.Contains(losses.Count))
        pictures.Add(Picture($"After {losses.Count} steps"));
}
page.Print($"loss {losses[^1]:F6} after {losses.Count} steps");
foreach (var row in Enumerable.Range(0, 4))
    page.Print($"{x.Value[row, 0]} xor {x.Value[row, 1]} = {Sigmoid(network.Forward(x)).Value[row, 0]:F3}");

Chart Picture(string title) => new Chart(title)
    .Regions<double>(network.Forward, (-0.5, 1.5), (-0.5, 1.5), "false", "true").Points(x, y, "false", "true").X("x₁").Y("x₂");

page.Text("The colours show what the network says about every point of the plane, as it learns. Two lines cut a strip out of it:");
page.Frames(pictures);
page.Show(new Chart("The loss")
    .Line(lineLosses, "one unit").Line(losses, "two hidden units").Level(Math.Log(2), "ln 2")
    .X("step").Y("loss", "nats", logarithmic: true));

page.Text("""
    ## What the hidden layer has done

    It has moved the points. In the plane of the two hidden units the four points are in new places, two of them nearly in one, and there a line
    separates them. That is what a hidden layer is for: it finds coordinates in which the question is easy.
    """);
page.Code();
var hidden = network[1].Forward(network[0].Forward(x));
page.Show(new Chart("The points as the last unit sees them")
    .Regions<double>(network[2].Forward, (-1.2, 1.2), (-1.2, 1.2), "false", "true").Points(hidden, y, "false", "true").X("h₁").Y("h₂"));

page.Text("""
    ## Is that luck?

    In part. The loss of a network is not convex, and some starts end in a place where the gradient vanishes though the answers are wrong. Spare
    units help: out of more lines, two useful ones are likelier to be among them. Each network starts from 20 random places:
    """);
page.Code();
var counts = new List<(int Hidden, int Solved, double Worst)>();
foreach (var units in new[] { 1, 2, 3, 4, 8 })
{
    var ends = new double[20];
    for (var start = 0; start < ends.Length; start++)
    {
        var step = Step(Network(units, seed: (ulong)start));
        for (var i = 0; i < (quick ? 300 : 2000); i++)
            ends[start] = step();
    }
    counts.Add((units, ends.Count(loss => loss < 0.1), ends.Max()));
}
page.Table(["hidden units", "solved of 20", "worst loss"], counts);

var three = -((2 * Math.Log(2.0 / 3)) + Math.Log(1.0 / 3)) / 4;
page.Text($"""
    One hidden unit never solves it, since it draws a single line after all. The best that it can do is to be sure of one point and to say ⅔ to
    the other three, of which two are alike: a loss of {three:F4}. Where two units fail, they are sure of two points and say ½ to the other two:
    ½ ln 2 = {Math.Log(2) / 2:F4}.

    **To try:** ReLU in the place of tanh; inputs of -1 and 1; three inputs, true where an odd number of them is true.
    """);
page.Program();

// A whole step, forward, gradients and new weights, is one compiled program. It gives the loss before the step.
Func<double> Step(Module<double> model)
{
    var optimizer = new Sgd<double>(model.Parameters, learningRate: 0.5, momentum: 0.9);
    var step = Graph.Compile<double>((x, y) =>
    {
        var loss = BinaryCrossEntropy(model.Forward(x), y);
        optimizer.Minimize(loss);
        return loss;
    });
    return () => step.Invoke(x, y).Scalar;
}
