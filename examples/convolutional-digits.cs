#:project ../src/AutoGrad/AutoGrad.csproj
#:project ../src/AutoGrad.Data/AutoGrad.Data.csproj
// A convolutional network, in the manner of LeNet, reads handwritten digits: the trainer does the loop. It also learns the larger sets of
// MNIST and CIFAR-10, from their original files: those in the folder, or else downloaded into it. Without --data it is the one that the environment
// variable AUTOGRAD_DATA names, or the user's.
//   dotnet run examples/convolutional-digits.cs [-- [--mnist | --cifar10] [--data FOLDER] [--quick]]
using System.Diagnostics;
using System.Globalization;
using AutoGrad;
using AutoGrad.Data;
using static AutoGrad.Op;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var clock = Stopwatch.StartNew();
var (isMnist, isCifar) = (args.Contains("--mnist"), args.Contains("--cifar10"));
var epochs = args.Contains("--quick") ? 2 : isMnist ? 5 : 20;
var things = isCifar ? "pictures were recognised" : "digits were read right";

Dataset<float> training, heldOut;
try
{
    var cache = args.SkipWhile(argument => argument != "--data").ElementAtOrDefault(1) is { } folder ? new DataCache(folder) : DataCache.Default;
    // Without an option: 1,797 grey images of 8 x 8 pixels. Every fifth is held out.
    (training, heldOut) = isMnist ? Mnist.Load<float>(cache) : isCifar ? Cifar10.Load<float>(cache) : Digits.Load<float>().Split(row => row % 5 == 4);
}
catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}

// Images of one colour or of three. Those of things may be seen from the other side, and a little elsewhere.
var (channels, side) = isCifar ? (3, 32) : isMnist ? (1, 28) : (1, Digits.Side);
var batches = isCifar
    ? training.ForTraining(batchSize: 64, seed: 1, [Augmentation.Flip<float>(), Augmentation.Shift<float>(2)])
    : new TrainingBatches<float>(Images(training), training.Targets, batchSize: isMnist ? 64 : 32, seed: 1);
var others = new TrainingBatches<float>(Images(heldOut), heldOut.Targets, batchSize: 128, seed: null);

Variable<float> Images(Dataset<float> data) => Reshape<float>(data.Features, [data.Count, channels, side, side]);

// Convolutions find strokes, whose places poolings forget by and by. Dropout keeps it from learning the images by heart.
var random = new RandomStream(seed: 1);
var noise = random.Fork(1);
var model = new Sequential<float>(
    new Conv2d<float>(channels, 16, 3, random, padding: 1), new Relu<float>(),
    new Conv2d<float>(16, 16, 3, random, padding: 1), new Relu<float>(), new MaxPool<float>(2),
    new Conv2d<float>(16, 32, 3, random, padding: 1), new Relu<float>(), new MaxPool<float>(2), new Flatten<float>(),
    new Dropout<float>(0.25, noise), new Linear<float>(32 * (side / 4) * (side / 4), 64, random), new Relu<float>(), new Linear<float>(64, 10, random));
Console.WriteLine(model.Summary([32, channels, side, side]));

// The learning rate rises for a while and then falls to almost nothing. Ctrl+C ends the training in good order.
var optimizer = new AdamW<float>(model.Parameters, weightDecay: 0.05);
var confusion = new ConfusionMatrix<float>(classes: 10);
using var stop = new ConsoleCancellation();
var trainer = new Trainer<float>(model, optimizer, (y, labels) => Loss.CrossEntropy(y, labels))
{
    StepSchedule = new(optimizer, Schedule.OneCycle(maximum: 0.006, epochs * batches.Count)),
    Metrics = [confusion],
};
var history = trainer.Fit(batches, epochs, others, stop.Token);

Console.WriteLine($"\nheld out: written (rows), read as (columns)\n{confusion}");
var right = history.Count == 0 ? 0 : history[^1].Metrics["accuracy"];
Console.WriteLine($"\n{right:P2} of the held-out {things}, after {clock.Elapsed.TotalSeconds:F1} s.");
return 0;
