#:project ../src/AutoGrad/AutoGrad.csproj
#:project ../src/AutoGrad.Data/AutoGrad.Data.csproj
#:package Spectre.Console
// A network learns to read handwritten digits.
//   dotnet run examples/handwritten-digits.cs [-- --epochs N] [--seed N] [--quick]
using System.Diagnostics;
using System.Globalization;
using System.Numerics.Tensors;
using AutoGrad;
using AutoGrad.Data;
using Spectre.Console;
using static AutoGrad.Loss;
using static AutoGrad.Op;

var quick = args.Contains("--quick");
var epochs = Number("--epochs", quick ? 3 : 40);
var seed = (ulong)Number("--seed", 1);
var clock = Stopwatch.StartNew();
var terminal = !Console.IsOutputRedirected;
if (!terminal)
    AnsiConsole.Console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors });

// 1,797 images of 8 x 8 pixels, written by hand. Every fifth is held out: the network never learns from it.
var (training, heldOut) = Digits.Load<float>().Split(row => row % 5 == 4);
AnsiConsole.WriteLine($"{training.Count} digits to learn from, {heldOut.Count} held out.");

// Two hidden layers. The same seed gives the same weights, bit for bit.
var random = new RandomStream(seed);
var model = new Sequential<float>(
    new Linear<float>(64, 128, random, Initializer.HeNormal), new Relu<float>(),
    new Linear<float>(128, 128, random, Initializer.HeNormal), new Relu<float>(),
    new Linear<float>(128, 10, random));
var noise = random.Fork(1);
var optimizer = new AdamW<float>(model.Parameters, learningRate: 0.003, weightDecay: 0.05);
AnsiConsole.WriteLine($"\n{model.Summary()}\n");

// Ctrl+C ends the training after the batch at hand, and shows what has been learned so far.
var stopped = false;
Console.CancelKeyPress += (_, e) => (stopped, e.Cancel) = (true, true);
if (terminal)
    AnsiConsole.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
        .Start(progress => Train(progress.AddTask("training", maxValue: epochs)));
else
    Train(null);

void Train(ProgressTask? bar)
{
    for (var epoch = 0; epoch < epochs && !stopped; epoch++)
    {
        optimizer.LearningRate.Assign(0.003 * (1 + Math.Cos(Math.PI * epoch / epochs)) / 2);
        var batches = training.Batches(batchSize: 32, seed, epoch);
        foreach (var (images, labels) in batches)
        {
            // Every time that it sees a digit, the pixels are shaken a little, so that it cannot learn them by heart.
            Variable<float> clean = images;
            var shaken = clean + Initializer.Normal(0, 0.2).Create<float>(clean.Shape, noise);
            using var tape = new Tape<float>();
            optimizer.Minimize(CrossEntropy(model.Forward(shaken), labels));
            bar?.Increment(1.0 / batches.Count);
            if (stopped)
                break;
        }
        var (loss, right) = Evaluate(training);
        var (heldOutLoss, heldOutRight) = Evaluate(heldOut);
        AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"epoch {epoch + 1,2} of {epochs}   training: loss {loss:F4} {right,7:P1}   held out: loss {heldOutLoss:F4} {heldOutRight,7:P1}"));
    }
}

// Outside a tape nothing is recorded, so a model is evaluated by calling it.
(float Loss, double Right) Evaluate(Dataset<float> data)
{
    var logits = model.Forward(data.Features);
    var right = Classes(logits).Zip(Labels(data)).Count(pair => pair.First == pair.Second);
    return (CrossEntropy(logits, data.Targets).Scalar, (double)right / data.Count);
}

int[] Classes(Variable<float> logits) =>
    [.. logits.ToArray().Chunk(10).Select(row => TensorPrimitives.IndexOfMax<float>(row))];

int[] Labels(Dataset<float> data) => [.. Variable.FromTensor(data.Targets).ToArray().Select(label => (int)label)];

// Which digits are taken for which?
var probabilities = Softmax(model.Forward(heldOut.Features));
var (said, truth) = (Classes(probabilities), Labels(heldOut));
var confusion = new Table().Title("held out: written (rows), read as (columns)").AddColumn("");
foreach (var digit in Enumerable.Range(0, 10))
    confusion.AddColumn(new TableColumn($"{digit}").RightAligned());
foreach (var digit in Enumerable.Range(0, 10))
    confusion.AddRow([$"{digit}", .. Enumerable.Range(0, 10).Select(read => Count(digit, read))]);
AnsiConsole.Write(confusion);

string Count(int digit, int read)
{
    var count = truth.Zip(said).Count(pair => pair == (digit, read));
    return count == 0 ? "." : digit == read ? $"[green]{count}[/]" : $"[red]{count}[/]";
}

// The mistakes themselves.
var wrong = Enumerable.Range(0, heldOut.Count).Where(row => said[row] != truth[row]).ToList();
if (wrong.Count > 0)
{
    AnsiConsole.WriteLine($"\n{wrong.Count} of {heldOut.Count} were misread, among them:\n");
    var gallery = new Grid();
    foreach (var _ in wrong.Take(4))
        gallery.AddColumn(new GridColumn { Width = 2 * Digits.Side + 2 });
    gallery.AddRow([.. wrong.Take(4).Select(row => new Text(Drawing(row)))]);
    gallery.AddRow([.. wrong.Take(4).Select(row => new Text(string.Create(CultureInfo.InvariantCulture,
        $"\na {truth[row]}, read as {said[row]}\n({probabilities.Value[row, said[row]]:P0} sure)")))]);
    AnsiConsole.Write(gallery);
}

string Drawing(int row)
{
    var pixels = Enumerable.Range(0, 64).Select(i => " .:-=+*#%@"[(int)(9 * heldOut.Features[row, i])]).Chunk(Digits.Side);
    return string.Join('\n', pixels.Select(line => string.Concat(line.Select(pixel => $"{pixel}{pixel}"))));
}

var (finalLoss, finalRight) = Evaluate(heldOut);
AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture,
    $"\n{(stopped ? "Stopped early. " : "")}Held out: loss {finalLoss:F4}, {finalRight:P2} right, after {clock.Elapsed.TotalSeconds:F1} s."));

int Number(string option, int otherwise)
{
    var at = Array.IndexOf(args, option);
    if (at < 0)
        return otherwise;
    if (at + 1 < args.Length && int.TryParse(args[at + 1], CultureInfo.InvariantCulture, out var number) && number > 0)
        return number;
    Console.Error.WriteLine($"handwritten-digits: {option} needs a whole number above 0.");
    Environment.Exit(2);
    return 0;
}
