using AutoGrad.Tests.Shared;

namespace AutoGrad.Notebook.Tests;

/// <summary>A program that is told to end has written its page. It is a process of its own: each page of a process is saved by a signal.</summary>
public sealed class SignalTests
{
    internal const string Command = "wait-for-a-signal";

    [Theory]
    [InlineData(ChildProcess.Terminate)]
    [InlineData(ChildProcess.Hangup)]
    [InlineData(ChildProcess.Interrupt)]
    public void Signal_ThatEndsTheProgram_SavesThePageBefore(int signal)
    {
        if (OperatingSystem.IsWindows())
            return;
        var folder = Directory.CreateTempSubdirectory("page").FullName;
        var file = Path.Combine(folder, "page.html");
        using var program = ChildProcess.Start(typeof(SignalTests).Assembly, Command, file);
        Assert.Equal("ready", program.StandardOutput.ReadLine());
        Assert.False(File.Exists(file));
        program.Send(signal);
        program.WaitForExit();

        // A process that a signal ended is told apart by its number.
        Assert.Equal(128 + signal, program.ExitCode);
        Assert.Contains("<p>So far.</p>", File.ReadAllText(file), StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    internal static int Wait(string path)
    {
        ChildProcess.RestoreSignals();
        using var page = new Page("A page", path, TextWriter.Null);
        page.Text("So far.");
        Console.WriteLine("ready");
        Thread.Sleep(Timeout.Infinite);
        return 0;
    }
}
