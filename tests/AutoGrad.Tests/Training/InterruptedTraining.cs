using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using AutoGrad.Tests.Shared;

namespace AutoGrad.Tests.Training;

/// <summary>A training with dropout, batch statistics, moments and a schedule, in a process of its own: it is there to be interrupted.</summary>
internal static class InterruptedTraining
{
    public const string Command = "train";

    /// <summary>The training ended because of Ctrl+C.</summary>
    public const int Canceled = 3;

    public const int Epochs = 10;
    public const int StepsInAnEpoch = 6;

    /// <summary>The line that tells of a step, an epoch, the end, or a wish to stop, before its number or what was learned.</summary>
    public const string StepLine = "step", EpochLine = "epoch", EndLine = "done", StopLine = "stopping";

    /// <summary>Trains, or goes on from the checkpoint that is there.</summary>
    /// <param name="path">The checkpoint.</param>
    /// <param name="isCompiled">Whether steps are compiled.</param>
    /// <param name="pause">The step behind which it stays until it is told to stop; negative for one that it stays behind for good.</param>
    public static int Run(string path, string isCompiled, string pause)
    {
        ChildProcess.RestoreSignals();
        var pauseStep = int.Parse(pause, CultureInfo.InvariantCulture);
        using var stop = new ConsoleCancellation();
        using var said = stop.Token.Register(() => Say(StopLine, ""));
        var digest = Train(path, bool.Parse(isCompiled), step =>
        {
            Say(StepLine, step.Step.ToString(CultureInfo.InvariantCulture));
            if (step.Step == pauseStep)
                stop.Token.WaitHandle.WaitOne();
            else if (step.Step == -pauseStep)
                Thread.Sleep(Timeout.Infinite);
        }, stop.Token);
        if (digest is null)
            return Canceled;
        Say(EndLine, digest);
        return 0;
    }

    /// <summary>Trains, and gives a digest of all that was learned; null where the training was cancelled.</summary>
    public static string? Train(string? path, bool isCompiled, Action<BatchReport>? ended = null, CancellationToken cancellationToken = default)
    {
        var (random, noise) = (new RandomStream(4), new RandomStream(11));
        var model = new Sequential<float>(
            new Linear<float>(2, 8, random), new BatchNorm1d<float>(8), new Tanh<float>(), new Dropout<float>(0.3, noise), new Linear<float>(8, 3, random));
        var optimizer = new NAdam<float>(model.Parameters, 0.02);
        var problem = new SmallProblem();
        var trainer = new Trainer<float>(model, optimizer, SmallProblem.Loss)
        {
            IsCompiled = isCompiled,
            StepSchedule = new(optimizer, Schedule.OneCycle(0.1, Epochs * StepsInAnEpoch)),
            RandomStreams = [noise],
            CheckpointPath = path,
            BatchEnded = ended,
            EpochEnded = ended is null ? null : epoch => Say(EpochLine, epoch.Epoch.ToString(CultureInfo.InvariantCulture)),
            Output = null,
        };
        if (trainer.Fit(problem.Training, Epochs, problem.HeldOut, cancellationToken).End == TrainingEnd.Canceled)
            return null;
        float[] learned = [.. model.Parameters.Concat(model.States).Concat(optimizer.States).SelectMany(state => state.Variable.ToArray()), noise.Position];
        return Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes<float>(learned)));
    }

    private static void Say(string line, string value)
    {
        Console.Out.WriteLine($"{line} {value}");
        Console.Out.Flush();
    }
}
