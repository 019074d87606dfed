#:project ../src/AutoGrad/AutoGrad.csproj
#:project ../src/AutoGrad.Data/AutoGrad.Data.csproj
#:project ../src/AutoGrad.Notebook/AutoGrad.Notebook.csproj
// Digits through a bottleneck: a linear autoencoder finds what principal components find, and a deep one does better. Writes autoencoder.html.
//   dotnet run examples/autoencoder.cs [-- --quick]
using AutoGrad;
using AutoGrad.Data;
using AutoGrad.Notebook;
using static AutoGrad.Loss;
using static AutoGrad.Op;

var quick = args.Contains("--quick");
const int Bottleneck = 8;
using var page = new Page("Digits through a bottleneck");

page.Text($"""
    An *autoencoder* is a network that learns to give back its input. Between the input and the output it has a layer that is too narrow to copy
    through, here {Bottleneck} numbers for 64 pixels, so it has to find out what digits have in common. There are no labels.
    """);
page.Code();
Variable<double> digits = Digits.Load<double>().Features;
var mean = Mean(digits, axis: 0);
var x = digits - mean;
page.Print($"{x.Shape[0]} digits of {x.Shape[1]} pixels from 0 to 1");
page.Print($"mean square without the mean: {Mean(Square(x)).Scalar:F6}");

page.Text($"""
    ## What is the best, if all is linear?

    For a linear encoder and decoder the answer is known (Eckart and Young, 1936; Baldi and Hornik, 1989): project on the {Bottleneck} eigenvectors of
    the covariance with the largest eigenvalues, the *principal components*. What is lost is the sum of the other eigenvalues.
    """);
page.Code();
var (values, vectors) = SymmetricEigen(MatMul(x, x, transposeA: true) / x.Shape[0]);
var components = vectors[.., ^Bottleneck..];
var projected = MatMul(MatMul(x, components), components, transposeB: true);
var optimum = Mean(Square(x - projected)).Scalar;
page.Print($"loss of the projection       {optimum:F9}");
page.Print($"sum of other eigenvalues/64  {Sum(values[..^Bottleneck]).Scalar / 64:F9}");

page.Text("""
    ## Gradient descent finds it

    Two linear layers, trained on nothing but the difference between what comes out and what went in. Nobody tells them about eigenvectors:
    """);
page.Code();
var random = new RandomStream(seed: 1);
var linear = new Sequential<double>(
    new Linear<double>(64, Bottleneck, random, bias: false),
    new Linear<double>(Bottleneck, 64, random, bias: false));
var losses = Train(linear, x, steps: quick ? 800 : 2000, learningRate: 0.01);
page.Print($"loss after {losses.Count} steps: {losses[^1]:F9}");
page.Print($"above the optimum by {losses[^1] - optimum:G2}");
var decoder = ((Linear<double>)linear[1]).Weight.Variable;
var outside = decoder - MatMul(components, MatMul(components, decoder, transposeA: true));
page.Print($"part of the decoder outside: {(Norm(outside) / Norm(decoder)).Scalar:G2}");

page.Text("""
    The decoder ends up in the space of the principal components, and the more steps, the nearer. But the vectors are not the same: any eight
    independent ones in that space do as well, and descent has no reason to prefer the orthogonal ones. Here are the principal components, and then the columns of the decoder:
    """);
page.Images(Pictures(SwapAxes(components, 0, 1)), columns: 8, description: "The principal components");
page.Images(Pictures(SwapAxes(decoder, 0, 1)), columns: 8, description: "The columns of the decoder");
page.Show(
    new Chart("The linear autoencoder").Line(losses.Select(loss => loss - optimum)).X("step").Y("above the optimum", logarithmic: true),
    new Chart("What is lost with k components").Line(Enumerable.Range(1, 63),
        Enumerable.Range(1, 63).Select(k => Sum(values[..(64 - k)]).Scalar / 64)).X("k").Y("loss", logarithmic: true, range: (1e-5, 0.1)));

page.Text("""
    ## Deeper

    With a hidden layer of tanh on each side, the eight numbers need not lie on a flat space any more. Is what it gains more than memory? Every fifth
    digit is held out, and principal components and network see the others only:
    """);
page.Code();
var (training, heldOut) = Digits.Load<double>().Split(row => row % 5 == 4);
Variable<double> known = training.Features, unseen = heldOut.Features;
var middle = Mean(known, axis: 0);
(known, unseen) = (known - middle, unseen - middle);
var ofKnown = SymmetricEigen(MatMul(known, known, transposeA: true)).Vectors[.., ^Bottleneck..];
Variable<double> Project(Variable<double> x) => MatMul(MatMul(x, ofKnown), ofKnown, transposeB: true);
var deep = new Sequential<double>(
    new Linear<double>(64, 96, random), new Tanh<double>(), new Linear<double>(96, Bottleneck, random),
    new Linear<double>(Bottleneck, 96, random), new Tanh<double>(), new Linear<double>(96, 64, random));
Train(deep, known, steps: quick ? 200 : 3000, learningRate: 0.005);
page.Table(["", "learned digits", "held-out digits"], new[]
{
    ("principal components", MeanSquaredError(Project(known), known).Scalar, MeanSquaredError(Project(unseen), unseen).Scalar),
    ("deep autoencoder", MeanSquaredError(deep.Forward(known), known).Scalar, MeanSquaredError(deep.Forward(unseen), unseen).Scalar),
});
page.Text("Held-out digits as they are (first row), through eight principal components (second), and through the deep network (third):");
page.Images(Pictures(Concatenate([unseen[..10], Project(unseen[..10]), deep.Forward(unseen[..10])]) + middle), columns: 10, range: (0, 1),
    description: "Digits, their projections, and what the network makes of them");
page.Text("**To try:** a bottleneck of 2 and of 32; noise on the inputs, but not on the targets; ReLU in the place of tanh.");
page.Program();

static Variable<double> Pictures(Variable<double> rows) => Reshape(rows, rows.Shape[0], Digits.Side, Digits.Side);

List<double> Train(Module<double> model, Variable<double> x, int steps, double learningRate)
{
    var optimizer = new Adam<double>(model.Parameters, learningRate);
    var step = Graph.Compile<double>(x =>
    {
        var loss = MeanSquaredError(model.Forward(x), x);
        optimizer.Minimize(loss);
        return loss;
    });
    var losses = new List<double>();
    for (var i = 0; i < steps; i++)
    {
        optimizer.SetLearningRate(learningRate * (1 + Math.Cos(Math.PI * i / steps)) / 2);
        losses.Add(step.Invoke(x).Scalar);
    }
    return losses;
}
