using AutoGrad.Tests.Shared;

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
        using var process = ChildProcess.Start(typeof(Soak).Assembly, command, Steps);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
