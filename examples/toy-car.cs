#:project ../src/AutoGrad/AutoGrad.csproj
#:project ../src/AutoGrad.Notebook/AutoGrad.Notebook.csproj
// A toy car looks at the road and chooses where to go: features set by hand, and features that a network finds for itself. Writes toy-car.html.
//   dotnet run examples/toy-car.cs [-- --quick]
using AutoGrad;
using AutoGrad.Notebook;
using static AutoGrad.Loss;
using static AutoGrad.Op;

const int Height = 12, Width = 20, Horizon = 2;
const double Road = 0.5;
var quick = args.Contains("--quick");
using var page = new Page("A toy car: features by hand, and learned");

page.Text("""
    A toy car drives on a road of three lanes. Its camera gives 12 × 20 grey pixels. The rule is: straight on if the way in *front* is clear, else to the
    *left* if that is clear, else to the *right*, and else stop. The car sees brightness; the rule speaks of lanes that are clear. What stands between
    the two are *features*.

    ## What the camera sees

    The road narrows towards the horizon. Something may stand in each lane, with a chance of one half: nearer or farther, larger or smaller, and brighter *or
    darker* than the road. So no pixel speaks for “clear” by itself: a bright one and a dark one both mean that something is there. Then comes noise.
    """);
page.Code();
string[] actions = ["left", "straight", "right", "stop"];
int? Lane(int row, int column)
{
    var side = (column - ((Width - 1) / 2.0)) / (1.5 + ((row - Horizon) * 0.85));
    return row > Horizon && Math.Abs(side) < 1 ? (int)((side + 1) * 1.5) : null;
}
(Variable<double> Images, Variable<double> Things, Variable<double> Actions) Drive(int count, ulong seed)
{
    var random = new RandomStream(seed);
    var (images, present, chosen) = (new double[count * Height * Width], new double[count * 6], new double[count]);
    for (var i = 0; i < count; i++)
    {
        var things = Enumerable.Range(0, 3).Select(_ => (IsThere: random.Next(2) == 1, Bottom: random.Next(6) + 6, Rows: random.Next(3) + 3,
            Light: (random.Next(2) == 1 ? 0.75 : 0.0) + (0.25 * random.NextUniform<double>()))).ToArray();
        for (var pixel = 0; pixel < Height * Width; pixel++)
        {
            var (row, column) = (pixel / Width, pixel % Width);
            var isThing = Lane(row, column) is int lane && things[lane] is { IsThere: true } thing && row <= thing.Bottom && row > thing.Bottom - thing.Rows;
            images[(i * Height * Width) + pixel] = isThing ? things[Lane(row, column)!.Value].Light : row <= Horizon ? 0.8 : Lane(row, column) is null ? 0.3 : Road;
        }
        for (var lane = 0; lane < 3; lane++)
            present[(i * 6) + (things[lane].Light > Road ? lane : lane + 3)] = things[lane].IsThere ? 1 : 0;
        chosen[i] = !things[1].IsThere ? 1 : !things[0].IsThere ? 0 : !things[2].IsThere ? 2 : 3;
    }
    var pixels = Variable.Create<double>(images, [count, Height * Width]);
    return (pixels + (0.1 * Normal<double>(pixels.Shape, random)), Variable.Create<double>(present, [count, 6]), chosen);
}
var (x, _, y) = Drive(4000, seed: 1);
var (unseen, unseenThings, unseenActions) = Drive(4000, seed: 2);
page.Images(Pictures(x[..12]), columns: 4, captions: [.. y[..12].ToArray().Select(action => actions[(int)action])], range: (0, 1),
    description: "Camera images, each with what the rule says");
Variable<double> Pictures(Variable<double> rows) => Reshape(rows, -1, Height, Width);
double Right(Module<double> car) => 100 * Mean(Equal(ArgMax(car.Forward(unseen), axis: 1), unseenActions)).Scalar;

page.Text("""
    ## By hand

    Two units for each lane add up its pixels: by a sigmoid, one says whether that is more than an empty lane has, the other whether it is less. The rule
    then is a single linear layer: the score of *straight* is 3 if the front is clear, that of *left* 2, that of *right* 1, and that of *stop* ½. The highest wins.
    """);
page.Code();
Sequential<double> Car(int features) => new(
    new Linear<double>(Height * Width, features, new RandomStream(seed: 3)), new Sigmoid<double>(),
    new Linear<double>(features, 4, new RandomStream(seed: 4)));
var byHand = Car(features: 6);
Variable<double> masks = Enumerable.Range(0, 3 * Height * Width).Select(i =>
    Lane(i % (Height * Width) / Width, i % Width) == i / (Height * Width) ? 1.0 : 0).ToArray();
masks = Reshape(masks, 3, Height * Width);
var empty = Road * Sum(masks, axis: 1);
byHand.GetParameter("0.weight").Assign(Concatenate([8 * masks, -8 * masks]));
byHand.GetParameter("0.bias").Assign(Concatenate([-8 * (empty + 1.3), 8 * (empty - 1.3)]));
byHand.GetParameter("2.weight").Assign(new double[,] { { -2, 0, 0, -2, 0, 0 }, { 0, -3, 0, 0, -3, 0 }, { 0, 0, -1, 0, 0, -1 }, { 0, 0, 0, 0, 0, 0 } });
byHand.GetParameter("2.bias").Assign(new[] { 2, 3, 1, 0.5 });
string[] things = ["bright, left", "bright, front", "bright, right", "dark, left", "dark, front", "dark, right"];
page.Images(Pictures(byHand.GetParameter("0.weight").Variable), columns: 3, captions: things, description: "The weights set by hand");
Variable<double> Seen(Sequential<double> car) => car[1].Forward(car[0].Forward(unseen));
page.Print($"things seen right: {100 * Mean(Equal(Seen(byHand) > 0.5, unseenThings)).Scalar:F2} %");
page.Print($"actions right:     {Right(byHand):F2} %");

page.Text("""
    ## Learned

    Now such a network, with two units to spare, starts from random weights. It is shown images and the right actions, and nothing else: nobody tells it
    about lanes, or that anything can be clear. The gradient of the last layer's surprise reaches the first layer by the chain rule, and tells each
    pixel's weight which way to go.
    """);
page.Code();
(List<double> Losses, double Right) Train(Module<double> car)
{
    var optimizer = new Adam<double>(car.Parameters, learningRate: 0.01);
    var step = Graph.Compile<double>((x, y) =>
    {
        var loss = CrossEntropy(car.Forward(x), y);
        optimizer.Minimize(loss + Penalty.L2([car.Parameters[0]], 0.0005));
        return loss;
    });
    var losses = new List<double>();
    for (var i = 0; i < (quick ? 600 : 6000); i++)
    {
        var first = i * 200 % x.Shape[0];
        losses.Add(step.Invoke(x[first..(first + 200)], y[first..(first + 200)]).Scalar);
    }
    return (losses, Right(car));
}
var learned = Car(features: 8);
var (losses, right) = Train(learned);
page.Print($"loss {losses[0]:F3} at first, {losses.TakeLast(20).Average():F3} in the end");
page.Print($"actions right: {right:F2} %");
page.Show(new Chart("The loss of each batch").Line(losses).X("step").Y("loss", "nats", logarithmic: true));

page.Text("""
    What did it find? Here are its first-layer weights, and below how each unit goes with what stands where: the correlation over the unseen images would
    be 1 for a unit that says “something bright is on the left” and no more, and -1 for one that says the opposite.
    """);
page.Code();
static Variable<double> Standard(Variable<double> x) => (x - Mean(x, axis: 0)) / StandardDeviation(x, axis: 0, correction: 0);
string[] units = [.. Enumerable.Range(1, 8).Select(unit => $"unit {unit}")];
page.Images(Pictures(learned.GetParameter("0.weight").Variable), columns: 4, captions: units, description: "The weights learned");
var correlations = MatMul(Standard(Seen(learned)), Standard(unseenThings), transposeA: true) / unseen.Shape[0];
page.Show(new Chart("Units and what they see").HeatMap(correlations, units, things, numbers: true));
var best = ArgMax(Abs(correlations), axis: 0).ToArray();
page.Table(["what stands there", "the unit that knows most about it", "correlation"], things.Select((thing, i) =>
    (thing, units[(int)best[i]], correlations.Value[(int)best[i], i])));

page.Text("""
    ## How many features does it take?

    Without a hidden layer a pixel can only speak for or against an action, and bright and dark speak against each other. Six units are enough if they are
    set by hand, but descent from random weights leaves one of them where it is not needed now and then; spare units make up for that.
    """);
page.Code();
page.Table(["features", "unseen images, % right"], new[]
{
    ("none: pixels to actions", Train(new Linear<double>(Height * Width, 4, new RandomStream(seed: 3))).Right),
    ("3 learned", Train(Car(3)).Right),
    ("6 learned", Train(Car(6)).Right),
    ("6 by hand", Right(byHand)),
    ("8 learned", right),
    ("16 learned", Train(Car(16)).Right),
});
page.Text("**To try:** noise of 0.3; one example in ten with a wrong action; a convolution first.");
page.Program();
