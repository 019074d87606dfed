#:project ../src/AutoGrad/AutoGrad.csproj
#:project ../src/AutoGrad.Notebook/AutoGrad.Notebook.csproj
// An LSTM and a transformer learn to write, letter by letter, and come near a bound that is known. Writes language-model.html.
//   dotnet run examples/language-model.cs [-- --quick]
using System.Text.RegularExpressions;
using AutoGrad;
using AutoGrad.Notebook;
using static AutoGrad.Loss;
using static AutoGrad.Op;

var quick = args.Contains("--quick");
using var page = new Page("Two language models, and the entropy of their text");

page.Text("""
    A *language model* says how probable each next character is. How good can it be? For the language of people nobody knows. So here is a language of our
    own, whose entropy can be computed: two of twelve people meet, and then each is in one of eight moods. Who they were has to be remembered.
    """);
page.Code();
var people = "ann bob cleo dan eve finn gina hugo ida jack kim leo".Split();
var (verbs, moods) = ("met saw called helped".Split(), "angry brave calm dull eager glad happy sad".Split());
var random = new RandomStream(seed: 1);
string Any(string[] words) => words[random.Next(words.Length)];
string Meet(string a, string b) => a == b ? "" : $"{a} {Any(verbs)} {b}. {a} was {Any(moods)}, {b} was {Any(moods)}. ";
string Write(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => Meet(Any(people), Any(people))));
var (training, heldOut) = (Write(quick ? 1000 : 5000), Write(500));
page.Print(training[..87]);

page.Text("""
    A sentence is one of 12·11·4·8·8 that are equally likely. The logarithm of that, in bits, divided by the mean length, is the entropy per character: no
    model can do better in the long run (Shannon, 1948).

    The models of old count: what came after the last *n* - 1 characters, and how often? (All count 0.01 from the start, so that nothing is impossible.)
    """);
page.Code();
var letters = string.Concat(training.Distinct().Order());
static double Mean(string[] words) => words.Average(word => word.Length);
var meanLength = (4 * Mean(people)) + Mean(verbs) + (2 * Mean(moods)) + "  .  was ,  was . ".Length;
var entropy = Math.Log2(12 * 11 * 4 * 8 * 8) / meanLength;
double Counted(int n)
{
    static IEnumerable<string> Pieces(string text, int length, int first) =>
        Enumerable.Range(0, text.Length - first).Select(i => text.Substring(i, length));
    var counts = Pieces(training, n, n).Concat(Pieces(training, n - 1, n)).CountBy(piece => piece).ToDictionary();
    return -Pieces(heldOut, n, n).Average(piece => Math.Log2(
        (counts.GetValueOrDefault(piece) + 0.01) / (counts.GetValueOrDefault(piece[..^1]) + (0.01 * letters.Length))));
}
var results = Enumerable.Range(1, 7).Select(n => (Model: $"{n}-gram", Bits: Counted(n))).ToList();
page.Print($"entropy {entropy:F4} bits per character");

page.Text("""
    ## Two networks

    Both begin with a vector for each character (`Embedding`) and end with a logit for each. Between, the *LSTM* carries a memory from one character to the
    next. The *transformer* has none: each place looks at all before it (a mask, the lower triangle, hides those after it), and learns which are of use. A
    vector is added for each place, as it would not know their order otherwise. A batch is some windows of the text, and the targets are the same windows one
    character on.
    """);
page.Code();
const int Window = 96;
var lstm = new Sequential<float>(
    new Embedding<float>(letters.Length, 64, random), new Lstm<float>(64, 128, random, batchFirst: true),
    new Linear<float>(128, letters.Length, random));
var transformer = new Transformer(letters.Length, 64, Window, random);
Variable<float> Windows(string text, IEnumerable<int> starts, int shift) => Stack<float>(
    [.. starts.Select(start => (Variable<float>)text.Skip(start + shift).Take(Window).Select(c => (float)letters.IndexOf(c)).ToArray())]);
List<double> Train(Module<float> model, int steps, double learningRate)
{
    var optimizer = new AdamW<float>(model.Parameters, weightDecay: 0.01) { Clipping = GradientClipping.ByNorm(1) };
    var step = Graph.Compile<float>((x, y) =>
    {
        var loss = CrossEntropy(model.Forward(x), y);
        optimizer.Minimize(loss);
        return loss;
    });
    var losses = new List<double>();
    while (losses.Count < steps)
    {
        optimizer.SetLearningRate(Schedule.OneCycle(learningRate, steps).At(losses.Count));
        int[] starts = [.. Enumerable.Range(0, 24).Select(_ => random.Next(training.Length - Window))];
        losses.Add(step.Invoke(Windows(training, starts, 0), Windows(training, starts, 1)).Scalar / Math.Log(2));
    }
    return losses;
}
var (ofLstm, ofTransformer) = (Train(lstm, quick ? 20 : 400, 0.01), Train(transformer, quick ? 20 : 600, 0.004));

page.Text("""
    ## Who comes near the bound?

    On text that none has seen. The second half of each window counts, so that there is a sentence to look back on. The *perplexity*, two to the power of the
    bits, says among how many equally likely characters a model would be as unsure.
    """);
page.Code();
double Bits(Module<float> model)
{
    int[] starts = [.. Enumerable.Range(0, (heldOut.Length - Window - 1) * 2 / Window).Select(i => i * Window / 2)];
    var logits = model.Forward(Windows(heldOut, starts, 0));
    return CrossEntropy(logits[.., (Window / 2)..], Windows(heldOut, starts, 1)[.., (Window / 2)..]).Scalar / Math.Log(2);
}
results.AddRange([("LSTM", Bits(lstm)), ("transformer", Bits(transformer)), ("entropy", entropy)]);
page.Table(["model", "bits per character", "perplexity"], results.Select(r => (r.Model, r.Bits, Math.Pow(2, r.Bits))));
page.Show(
    new Chart("Learning").Line(ofLstm, "LSTM").Line(ofTransformer, "transformer").Level(results[4].Bits, "5-gram").Level(entropy, "entropy")
        .X("step").Y("loss", "bits per character", logarithmic: true),
    new Chart("Held-out text").Bars(results.Select(r => r.Model.Replace("-gram", "")), results.Select(r => r.Bits)).Y("bits per character"));

page.Text("""
    ## Writing

    A model writes by drawing each next character: the greatest of the logits with Gumbel noise is such a draw. They are divided by a *temperature* first: below
    1 the likely gets likelier still, above 1 mistakes come. After a first sentence, how often is the next one right, in grammar and in who comes back?
    """);
page.Code();
const string Prompt = "ann met bob. ann was sad, bob was glad. ";
string[] Sample(double temperature, int count)
{
    var text = Tile<float>(Prompt.Select(c => (float)letters.IndexOf(c)).ToArray(), count, 1);
    while (text.Shape[1] < Window && transformer.Forward(text)[.., ^1] / temperature is var logits)
        text = Concatenate([text, ArgMax(logits + Gumbel<float>(logits.Shape, random), axis: 1, keepDimensions: true)], axis: 1);
    return [.. text.ToArray().Chunk(Window).Select(row => string.Concat(row[Prompt.Length..].Select(c => letters[(int)c])))];
}
static string Or(string[] words) => string.Join('|', words);
var grammar = new Regex($@"^(?<a>{Or(people)}) ({Or(verbs)}) (?<b>{Or(people)})\. \k<a> was ({Or(moods)}), \k<b> was ({Or(moods)})\. ");
page.Table(["temperature", "right (%)", "for example"], new[] { 0.5, 1, 2, 3 }.Select(temperature => Sample(temperature, quick ? 5 : 50) is var samples
    ? (temperature, 100.0 * samples.Count(grammar.IsMatch) / samples.Length, samples[0]) : default));
page.Text("**To try:** a window of 24, in which no sentence fits; one layer of attention; three people.");
page.Program();

internal sealed class Transformer : Module<float>
{
    private readonly (Embedding<float> Characters, Parameter<float> Places, Linear<float> Logits) _ends;
    private readonly TransformerEncoderLayer<float>[] _layers;

    public Transformer(int characters, int width, int window, RandomStream random)
    {
        _ends = (AddChild("characters", new Embedding<float>(characters, width, random, Initializer.Normal(0, 0.1))),
            AddParameter("places", Initializer.Normal(0, 0.1).Create<float>([window, width], random)),
            AddChild("logits", new Linear<float>(width, characters, random)));
        _layers = [.. Enumerable.Range(0, 2).Select(i => AddChild($"layer{i}",
            new TransformerEncoderLayer<float>(width, 4, random, 4 * width, dropout: 0, batchFirst: true, normFirst: true)))];
    }

    protected override Variable<float> Compute(Variable<float> x)
    {
        var mask = LowerTriangle(Variable.Ones<float>([x.Shape[1], x.Shape[1]]));
        return _ends.Logits.Forward(_layers.Aggregate(_ends.Characters.Forward(x) + _ends.Places.Variable[..x.Shape[1]], (y, layer) => layer.Forward(y, mask)));
    }
}
