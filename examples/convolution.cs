#:project ../src/AutoGrad/AutoGrad.csproj
#:project ../src/AutoGrad.Data/AutoGrad.Data.csproj
#:project ../src/AutoGrad.Notebook/AutoGrad.Notebook.csproj
// Convolution: a small window that goes over an image, a matrix with few numbers in it, and what that spares a network. Writes convolution.html.
//   dotnet run examples/convolution.cs [-- --quick]
using AutoGrad;
using AutoGrad.Data;
using AutoGrad.Notebook;
using static AutoGrad.Differentiate;
using static AutoGrad.Loss;
using static AutoGrad.Op;

var quick = args.Contains("--quick");
using var page = new Page("Convolution");

page.Text("""
    What a picture shows does not depend on where in the picture it is. A dense layer does not know that: it has a weight for every pixel and every unit.
    A *convolution* moves one small window of weights over the whole image, and at each place adds up the products:
    *y*[*i*, *j*] = Σ *w*[*a*, *b*]·*x*[*i* + *a*, *j* + *b*]. These two windows, Sobel's, find edges:
    """);
page.Code();
var digits = Digits.Load<float>();
Variable<float> images = Reshape<float>(digits.Features, digits.Count, 1, Digits.Side, Digits.Side);
Variable<float> sobel = new float[] { -1, 0, 1, -2, 0, 2, -1, 0, 1, -1, -2, -1, 0, 0, 0, 1, 2, 1 };
sobel = Reshape(sobel, 2, 1, 3, 3);
var edges = Conv2d(images[..6], sobel, padding: 1);
var byHand = 0f;
for (var a = 0; a < 3; a++)
{
    for (var b = 0; b < 3; b++)
        byHand += sobel.Value[0, 0, a, b] * images.Value[0, 0, 2 + a, 3 + b];
}
page.Print($"at row 3, column 4: {edges.Value[0, 0, 3, 4]}, by hand {byHand}");
page.Images(images[..6], columns: 6, description: "Six digits");
page.Images(Concatenate([edges[.., ..1], edges[.., 1..]]), columns: 6, description: "Their edges from left to right, and from top to bottom");

page.Text("""
    ## A matrix with few numbers in it

    A convolution is linear, so it is a matrix product, and its Jacobian *is* that matrix. In one dimension, with the window (1, 2, -1) over six numbers,
    it shows both ideas at once: most entries are zero (a unit sees its surroundings only), and all the others are the same three (*shared* weights).
    The derivative goes back through the transposed matrix, which is a convolution again, with the window turned around.
    """);
page.Code();
Variable<float> window = Reshape<float>(new float[] { 1, 2, -1 }, 1, 1, 3);
Variable<float> Convolve(Variable<float> x) => Reshape(Conv1d(Reshape(x, 1, 1, 6), window, padding: 1), 6);
var matrix = Jacobian(Convolve, Variable.Zeros<float>([6]));
Variable<float> yBar = new float[] { 0, 0, 1, 0, 2, 0 };
page.Print($"pullback of yBar      {Vjp(Convolve, Variable.Zeros<float>([6]), yBar).Product}");
page.Print($"window turned around  {Reshape(Conv1d(Reshape(yBar, 1, 1, 6), Flip(window, [2]), padding: 1), 6)}");
page.Show(new Chart("The matrix of a convolution").HeatMap(matrix, numbers: true).X("input").Y("output"));

page.Text("""
    ## Moved images

    Move the input, and the output moves along: a convolution is *equivariant*. (Up to the edges, so the digits stand in a wide frame here.) The largest
    difference between “move, then convolve” and “convolve, then move”:
    """);
page.Code();
var framed = Pad(images[..100], [(0, 0), (0, 0), (4, 4), (4, 4)]);
var moved = Conv2d(Roll(framed, 2, axis: 3), sobel, padding: 1) - Roll(Conv2d(framed, sobel, padding: 1), 2, axis: 3);
page.Print(Max(Abs(moved)));

page.Text("""
    ## What it spares a network

    Three networks learn 1,438 digits, for as many epochs. Two have dense layers; one has two layers of windows, each followed by the greatest of
    every four neighbours. All are then asked about 359 digits that they have not seen, as they are and moved by one pixel, which none of them has
    ever seen either.
    """);
page.Code();
var (training, heldOut) = digits.Split(row => row % 5 == 4);
Variable<float> unseen = Reshape<float>(heldOut.Features, heldOut.Count, 1, Digits.Side, Digits.Side);
var random = new RandomStream(seed: 1);
var networks = new (string Name, Sequential<float> Model)[]
{
    ("dense, 28 units", new(new Flatten<float>(), new Linear<float>(64, 28, random), new Relu<float>(), new Linear<float>(28, 10, random))),
    ("dense, 256 units", new(new Flatten<float>(), new Linear<float>(64, 256, random), new Relu<float>(), new Linear<float>(256, 10, random))),
    ("convolutions", new(
        new Conv2d<float>(1, 8, 3, random, padding: 1), new Relu<float>(), new MaxPool<float>(2),
        new Conv2d<float>(8, 16, 3, random, padding: 1), new Relu<float>(), new MaxPool<float>(2),
        new Flatten<float>(), new Linear<float>(64, 10, random))),
};
double Right(Module<float> model, Variable<float> x) => Mean(Equal<float>(ArgMax(model.Forward(x), axis: 1), heldOut.Targets)).Scalar;
var results = new List<(string, int, double, double)>();
foreach (var (name, model) in networks)
{
    var optimizer = new Adam<float>(model.Parameters, learningRate: 0.003);
    for (var epoch = 0; epoch < (quick ? 3 : 30); epoch++)
    {
        foreach (var (x, y) in training.Batches(batchSize: 32, seed: 1, epoch))
        {
            using var tape = new Tape<float>();
            optimizer.Minimize(CrossEntropy(model.Forward(Reshape<float>(x, (int)x.Lengths[0], 1, Digits.Side, Digits.Side)), y));
        }
    }
    var shifted = new[] { (1, 2), (-1, 2), (1, 3), (-1, 3) }.Average(move => Right(model, Roll(unseen, move.Item1, move.Item2)));
    results.Add((name, model.Parameters.Sum(parameter => parameter.Shape.Size), 100 * Right(model, unseen), 100 * shifted));
}
page.Table(["network", "parameters", "held out, % right", "moved by one pixel, % right"], results);
var convolutions = networks[2].Model;
page.Text("What the first layer has learned to look for, its eight windows, and below them what they see in the first held-out digit:");
page.Images(convolutions.GetParameter("0.weight").Variable, columns: 8, description: "The eight windows of the first layer");
page.Images(SwapAxes(convolutions[1].Forward(convolutions[0].Forward(unseen[..1])), 0, 1), columns: 8, description: "The eight feature maps of a digit");
page.Text("**To try:** train on moved digits as well; windows of 5 × 5; no pooling.");
page.Program();
