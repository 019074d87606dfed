using System.Diagnostics;
using System.Globalization;
using AutoGrad.Tests.Files;
using AutoGrad.Tests.Shared;
using static AutoGrad.Tests.Training.InterruptedTraining;

namespace AutoGrad.Tests.Training;

/// <summary>A training whose process is killed, or stopped by Ctrl+C, and started again, learns what one does that was never interrupted: the same bits.</summary>
public sealed class InterruptedTrainingTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void KilledAgainAndAgain_ItLearnsTheSame(bool isCompiled)
    {
        using var folder = new TemporaryFolder();
        var random = new RandomStream(8);
        for (var epochs = 2; epochs < Epochs; epochs += 2)
        {
            // It comes no further than the first step of the next epoch.
            var next = (epochs * StepsInAnEpoch) + 1;
            using var process = Start(folder, isCompiled, pause: -next);
            // Now while its checkpoint is written, or soon after that, and now when it surely was.
            if (epochs % 4 == 0)
                Read(process, $"{EpochLine} {epochs - 1}");
            else
                Read(process, $"{StepLine} {next}");
            Thread.Sleep(random.Next(8));
            process.Kill();
            process.WaitForExit();
            Assert.NotEqual(0, process.ExitCode);
        }
        GoesOn(folder, isCompiled, atLeastFrom: ((Epochs - 4) * StepsInAnEpoch) + 1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void StoppedByCtrlC_InTheMiddleOfAnEpoch_ItKeepsWhatIsThere_AndLearnsTheSame(bool isCompiled)
    {
        if (OperatingSystem.IsWindows())
            return;
        using var folder = new TemporaryFolder();
        using (var process = Start(folder, isCompiled, pause: 8))
        {
            Read(process, $"{StepLine} 8");
            process.Send(ChildProcess.Interrupt);
            process.WaitForExit();
            Assert.Equal(Canceled, process.ExitCode);
        }
        GoesOn(folder, isCompiled, atLeastFrom: 9);
    }

    [Fact]
    public void CtrlC_ForTheSecondTime_EndsTheProcess()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var folder = new TemporaryFolder();
        using var process = Start(folder, isCompiled: true, pause: -1);
        Read(process, $"{StepLine} 1");
        process.Send(ChildProcess.Interrupt);
        Read(process, $"{StopLine} ");
        Assert.False(process.HasExited);
        process.Send(ChildProcess.Interrupt);
        process.WaitForExit();
        Assert.Equal(128 + ChildProcess.Interrupt, process.ExitCode);
    }

    // It begins where it was, and comes to the end that the uninterrupted training comes to.
    private static void GoesOn(TemporaryFolder folder, bool isCompiled, int atLeastFrom)
    {
        using var process = Start(folder, isCompiled, pause: 0);
        var first = process.StandardOutput.ReadLine()!;
        Assert.StartsWith($"{StepLine} ", first, StringComparison.Ordinal);
        Assert.InRange(int.Parse(first[StepLine.Length..], CultureInfo.InvariantCulture), atLeastFrom, Epochs * StepsInAnEpoch);
        Read(process, $"{EndLine} {Train(null, isCompiled)}");
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    private static Process Start(TemporaryFolder folder, bool isCompiled, int pause) => ChildProcess.Start(
        typeof(InterruptedTraining).Assembly, Command, folder.File("training.safetensors"), $"{isCompiled}", pause.ToString(CultureInfo.InvariantCulture));

    // Reads up to a line.
    private static void Read(Process process, string wanted)
    {
        var last = "nothing";
        while (process.StandardOutput.ReadLine() is { } line)
        {
            if (line == wanted)
                return;
            last = line;
        }
        Assert.Fail($"The process ended without “{wanted}”; its last line was “{last}”.");
    }
}
