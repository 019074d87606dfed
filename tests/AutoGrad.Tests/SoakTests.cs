using System.Diagnostics;

namespace AutoGrad.Tests;

/// <summary>Memory does not grow while a model is trained. AUTOGRAD_SOAK says for how many steps, instead of 4,000.</summary>
public sealed class SoakTests
{
    private static readonly string Steps = Environment.GetEnvironmentVariable("AUTOGRAD_SOAK") ?? "4000";

    [Fact]
    public void MemoryDoesNotGrow()
    {
        var (exitCode, output) = Run(Soak.Command);
        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public void MemoryThatGrows_IsNoticed()
    {
        var (exitCode, output) = Run(Soak.LeakingCommand);
        Assert.True(exitCode == 1, output);
    }

    private static (int ExitCode, string Output) Run(string command)
    {
        var host = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath! : "dotnet";
        using var process = Process.Start(new ProcessStartInfo(host, ["exec", typeof(Soak).Assembly.Location, command, Steps]) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
