using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace AutoGrad.Tests.Shared;

/// <summary>The program of a test assembly in a process of its own, and signals to it as a terminal sends them.</summary>
/// <remarks>The signals go through the C library, since not every machine has the program <c>kill</c>.</remarks>
internal static class ChildProcess
{
    /// <summary>SIGHUP, SIGINT and SIGTERM, whose numbers are the same on all systems that have them.</summary>
    public const int Hangup = 1, Interrupt = 2, Terminate = 15;

    /// <summary>Starts <c>Program.Main</c> of an assembly. What it prints is there to read.</summary>
    public static Process Start(Assembly assembly, params IEnumerable<string> arguments)
    {
        var host = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath! : "dotnet";
        return Process.Start(new ProcessStartInfo(host, ["exec", assembly.Location, .. arguments]) { RedirectStandardOutput = true })!;
    }

    /// <summary>Sends a signal to a process.</summary>
    public static void Send(this Process process, int signal) => Assert.Equal(0, Kill(process.Id, signal));

    /// <summary>
    /// Lets signals do to this process what they do by default. What started the tests may have had some ignored, as <c>nohup</c> does, and children
    /// inherit that. It has to be called before anything listens to them.
    /// </summary>
    public static void RestoreSignals()
    {
        foreach (var signal in OperatingSystem.IsWindows() ? [] : new[] { Hangup, Interrupt, Terminate })
            SetHandler(signal, 0);
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);

    [DllImport("libc", EntryPoint = "signal")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint SetHandler(int signal, nint handler);
}
