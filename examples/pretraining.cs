#:project ../src/AutoGrad/AutoGrad.csproj
#:project ../src/AutoGrad.Data/AutoGrad.Data.csproj
#:project ../src/AutoGrad.Notebook/AutoGrad.Notebook.csproj
// Many digits and few labels: layers that learned to rebuild their input, against random starts. Writes pretraining.html.
//   dotnet run examples/pretraining.cs [-- --quick]
using AutoGrad;
using AutoGrad.Data;
using AutoGrad.Notebook;
using static AutoGrad.Loss;
using static AutoGrad.Op;

const int Layers = 3, Width = 100;
var quick = args.Contains("--quick");
var (repetitions, rebuildingSteps, learningSteps) = quick ? (2, 200, 80) : (8, 1500, 300);
int[] perDigit = quick ? [2, 10] : [1, 2, 5, 10, 20, 50];
using var page = new Page("Pre-training: many digits, few labels");

page.Text($"""
    Images are cheap and labels are dear: somebody has to look. Of 1,438 handwritten digits we are told the labels of only a few. A network with {Layers} hidden
    layers of {Width} sigmoids, which are hard to train from a random start, could first learn from *all* images what digits look like, and then learn their names
    from the few (Hinton and Salakhutdinov, 2006; Vincent and others, 2008). Does that help? Every fifth digit is held out to tell.
    """);
page.Code();
var (known, heldOut) = Digits.Load<float>().Split(row => row % 5 == 4);
Variable<float> answers = heldOut.Targets;
static Sequential<float> Network(ulong seed, Func<Module<float>> activation, Initializer weights)
{
    var random = new RandomStream(seed);
    return new([.. Enumerable.Range(0, Layers).SelectMany<int, Module<float>>(layer =>
        [new Linear<float>(layer == 0 ? 64 : Width, Width, random, weights), activation()]),
        new Linear<float>(Width, 10, random, weights)]);
}
static Sequential<float> Sigmoids(ulong seed) => Network(seed, () => new Sigmoid<float>(), Initializer.XavierNormal);

page.Text($"""
    ## Layer by layer, without labels

    The first layer gets an image of which half of the pixels are blotted out, and a decoder, which is thrown away later, has to rebuild all of it. When that is
    learned, in {rebuildingSteps} steps, the next layer learns to rebuild what the first one makes of the images, and so on: each is the middle of an autoencoder of its
    own.
    """);
page.Code();
(Sequential<float> Network, List<double>[] Losses) Pretrain(ulong seed)
{
    var (network, random, losses) = (Sigmoids(seed), new RandomStream(seed, stream: 1), new List<double>[Layers]);
    Variable<float> inputs = known.Features;
    for (var layer = 0; layer < Layers; layer++)
    {
        var encoder = new Sequential<float>(network[2 * layer], network[(2 * layer) + 1]);
        var decoder = new Linear<float>(Width, inputs.Shape[1], random, Initializer.XavierNormal);
        var optimizer = new Adam<float>([.. encoder.Parameters, .. decoder.Parameters], learningRate: 0.005);
        var step = Graph.Compile<float>(x =>
        {
            var blotted = x * Bernoulli<float>(x.Shape, 0.5, random);
            var loss = MeanSquaredError(decoder.Forward(encoder.Forward(blotted)), x);
            optimizer.Minimize(loss);
            return loss;
        });
        losses[layer] = [.. Enumerable.Range(0, rebuildingSteps).Select(_ =>
            (double)step.Invoke(Take(inputs, random.Permutation(known.Count).AsSpan(0, 128), axis: 0)).Scalar)];
        inputs = encoder.Forward(inputs).Detach();
    }
    return (network, losses);
}

page.Text($"""
    ## Then the labels

    All weights learn, from the labelled digits alone, in {learningSteps} steps of Adam over all of them. Four contenders learn from the same digits: the pre-trained
    network; the same network from the random start that the other had before; one with ReLU and He's random weights; and softmax regression on the pixels,
    with no hidden layer at all. Each has {repetitions} tries, with other digits labelled and other random weights.
    """);
page.Code();
double Learn(Sequential<float> network, Dataset<float> labelled)
{
    var optimizer = new Adam<float>(network.Parameters, learningRate: 0.002);
    var step = Graph.Compile<float>((x, y) =>
    {
        var loss = CrossEntropy(network.Forward(x), y);
        optimizer.Minimize(loss);
        return loss;
    });
    for (var i = 0; i < learningSteps; i++)
        step.Invoke(labelled.Features, labelled.Targets);
    return 100 * Mean(Equal(ArgMax(network.Forward(heldOut.Features), axis: 1), answers)).Scalar;
}
string[] names = ["pre-trained", "random start", "ReLU, random start", "no hidden layer"];
var right = new double[names.Length, perDigit.Length, repetitions];
var (first, firstLosses) = Pretrain(seed: 0);
var lastStart = first;
for (var repetition = 0; repetition < repetitions; repetition++)
{
    var seed = (ulong)repetition;
    var learned = repetition == 0 ? first : Pretrain(seed).Network;
    var byDigit = new RandomStream(seed, stream: 2).Permutation(known.Count).ToLookup(row => known.Targets[row]);
    for (var i = 0; i < perDigit.Length; i++)
    {
        var labelled = known.Select([.. byDigit.SelectMany(rows => rows.Take(perDigit[i]))]);
        var copy = Sigmoids(seed);
        foreach (var (to, from) in copy.Parameters.Zip(learned.Parameters))
            to.Assign(from.Variable);
        Sequential<float>[] contenders = [copy, Sigmoids(seed), Network(seed, () => new Relu<float>(), Initializer.HeNormal),
            new(new Linear<float>(64, 10, new RandomStream(seed)))];
        for (var j = 0; j < contenders.Length; j++)
            right[j, i, repetition] = Learn(contenders[j], labelled);
        lastStart = contenders[1];
    }
}
double[] Tries(int contender, int labels) => [.. Enumerable.Range(0, repetitions).Select(repetition => right[contender, labels, repetition])];
var labels = perDigit.Select(count => 10 * count).ToArray();
var gains = labels.Select((_, i) => (Variable<double>)Tries(0, i).Zip(Tries(1, i), (told, start) => told - start).ToArray()).ToList();
page.Print($"{heldOut.Count} held-out digits, right in %, the mean of {repetitions} tries:");
page.Table(["labels", .. names], labels.Select((count, i) => (object?[])[count, .. names.Select((_, j) => (object)Math.Round(Tries(j, i).Average(), 1))]));
page.Table(["labels", "pre-training gains", "deviation", "better in"], labels.Select((count, i) =>
    (count, Math.Round(Mean(gains[i]).Scalar, 1), Math.Round(StandardDeviation(gains[i]).Scalar, 1), $"{Sum(gains[i] > 0).Scalar} of {repetitions}")));
Chart Axes(string title) => new Chart(title).X("labels", logarithmic: true).Y("held-out digits right", "%", range: (40, 100));
double[] Places(double shift) => [.. labels.SelectMany(count => Enumerable.Repeat(count * shift, repetitions))];
Chart Means(Chart chart, int j) => chart.Line(labels, labels.Select((_, i) => Tries(j, i).Average()), names[j]);
page.Show(
    Enumerable.Range(0, names.Length).Aggregate(Axes("Held-out digits right, by labels"), Means),
    Axes("Every try").Points(Places(0.95), labels.SelectMany((_, i) => Tries(0, i)), names[0]).Points(Places(1.05), labels.SelectMany((_, i) => Tries(1, i)), names[1]));
page.Text("""
    ## What the first layer looks for

    30 units of the first layer as images, white for what excites a unit and black for what silences it: each weight times the deviation of its pixel, since those
    at the rim are black in nearly all digits. After pre-training, before it was told any label:
    """);
Variable<float> pixels = known.Features;
Variable<float> Units(Sequential<float> network)
{
    var reads = (((Linear<float>)network[0]).Weight.Variable * StandardDeviation(pixels, 0))[..30];
    return Reshape(reads / Max(Abs(reads), 1, keepDimensions: true), 30, Digits.Side, Digits.Side);
}
page.Images(Units(first), columns: 10, range: (-1, 1), description: "Weights of pre-trained units");
page.Text($"From the random start, after it has learned from {labels[^1]} labels:");
page.Images(Units(lastStart), columns: 10, range: (-1, 1), description: "Weights of units from a random start");
page.Text("""
    ## Does it help?

    Yes, against the same network from a random start: with 50 labels or fewer it tells some nine in a hundred more right, in nearly every try; and the more labels,
    the less it gains. Nor does the other only need more time: with five times the steps the gap is about the same. Where the first layer starts from spots
    and strokes, less is left to be found out from labels. The random start's units have hardly moved from noise.

    But it is not the only help, and not the cheapest. With ReLU in the place of sigmoids, and weights of the right size, the random start is as good from 50
    labels on, and better with many: that is why pre-training of this kind went out of use. And where labels are very few, softmax regression, with no hidden
    layer, keeps up with all of them: it has less to get wrong.

    **To try:** pre-training for the network with ReLU; 5,000 steps of pre-training; 5 layers; no blotting, so that a layer of 100 may copy its 64 inputs.
    """);
page.Program();
